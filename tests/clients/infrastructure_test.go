package clients

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	cmk "github.com/confluentinc/ccloud-sdk-go-v2/cmk/v2"
	connect "github.com/confluentinc/ccloud-sdk-go-v2/connect/v1"
	iam "github.com/confluentinc/ccloud-sdk-go-v2/iam/v2"
	kafkaquotas "github.com/confluentinc/ccloud-sdk-go-v2/kafka-quotas/v1"
	kafkarest "github.com/confluentinc/ccloud-sdk-go-v2/kafkarest/v3"
	mds "github.com/confluentinc/ccloud-sdk-go-v2/mds/v2"
	org "github.com/confluentinc/ccloud-sdk-go-v2/org/v2"
)

// One project of an infrastructure-as-code tool, with the calls of Confluent's Terraform provider in their order.
type project struct {
	plane                     controlPlane
	environmentID, clusterID  string
	manager, producer, reader string
	managerKey, producerKey   credential
	clusterAdmin, writer      string
	rest                      *kafkarest.APIClient
	topic, connector          string
	rules                     []kafkarest.CreateAclRequestData
	quota                     string
	connectorConfig           map[string]string
	environmentName           string
	topicConfigs              map[string]string
	partitions                int32
	ingress                   string
	clusterName               string
}

func bindRole(t *testing.T, plane controlPlane, account, role, crn string) string {
	t.Helper()
	body := mds.IamV2RoleBinding{Principal: pointer("User:" + account), RoleName: &role, CrnPattern: &crn}
	return *ok(plane.mds.RoleBindingsIamV2Api.CreateIamV2RoleBinding(t.Context()).IamV2RoleBinding(body).Execute())(t, 201).Id
}

// A key is ready when the list of topics answers 200 with it, twice.
func awaitKafkaKey(t *testing.T, endpoint, clusterID string, key credential) *kafkarest.APIClient {
	t.Helper()
	rest := openKafkaRest(t, endpoint, key)
	for range 2 {
		ok(rest.TopicV3Api.ListKafkaTopics(t.Context(), clusterID).Execute())(t, 200)
	}
	return rest
}

func (p *project) apply(t *testing.T) {
	plane := p.plane
	p.environmentName, p.clusterName = unique("infrastructure"), "inventory"
	environment := org.OrgV2Environment{DisplayName: &p.environmentName, StreamGovernanceConfig: &org.OrgV2StreamGovernanceConfig{Package: "ESSENTIALS"}}
	p.environmentID = *ok(plane.org.EnvironmentsOrgV2Api.CreateOrgV2Environment(t.Context()).OrgV2Environment(environment).Execute())(t, 201).Id
	p.clusterID = makeCluster(t, plane, p.environmentID, p.clusterName)
	cluster := awaitCluster(t, plane, p.environmentID, p.clusterID)
	eventually(t, 10*time.Second, "the registry is provisioned", func() bool {
		list := ok(plane.srcm.ClustersSrcmV3Api.ListSrcmV3Clusters(t.Context()).Environment(p.environmentID).PageSize(99).Execute())(t, 200)
		return len(list.Data) == 1 && list.Data[0].Status.Phase == "PROVISIONED"
	})
	p.manager, p.producer, p.reader = makeServiceAccount(t, plane, "app-manager"), makeServiceAccount(t, plane, "app-producer"), makeServiceAccount(t, plane, "app-reader")
	crn := cluster.Metadata.GetResourceName()
	p.clusterAdmin = bindRole(t, plane, p.manager, "CloudClusterAdmin", rbacCrn(t, crn))
	p.writer = bindRole(t, plane, p.producer, "DeveloperWrite", crn+"/topic=orders*")
	p.managerKey, p.producerKey = makeKafkaKey(t, plane, p.manager, p.clusterID), makeKafkaKey(t, plane, p.producer, p.clusterID)
	p.rest = awaitKafkaKey(t, cluster.Spec.GetHttpEndpoint(), p.clusterID, p.managerKey)
	awaitKafkaKey(t, cluster.Spec.GetHttpEndpoint(), p.clusterID, p.producerKey)

	p.topic, p.partitions, p.topicConfigs = "orders-eu", 2, map[string]string{"cleanup.policy": "compact", "max.message.bytes": "12345", "retention.ms": "6789000"}
	makeTopic(t, p.rest, p.clusterID, p.topic, p.topicConfigs)
	for _, rule := range []kafkarest.CreateAclRequestData{
		{ResourceType: kafkarest.TOPIC, ResourceName: "orders", PatternType: "PREFIXED", Operation: "READ"},
		{ResourceType: kafkarest.GROUP, ResourceName: "reader-", PatternType: "PREFIXED", Operation: "READ"},
		{ResourceType: kafkarest.CLUSTER, ResourceName: "kafka-cluster", PatternType: "LITERAL", Operation: "DESCRIBE"},
	} {
		rule.Principal, rule.Host, rule.Permission = "User:"+p.reader, "*", "ALLOW"
		done(p.rest.ACLV3Api.CreateKafkaAcls(t.Context(), p.clusterID).CreateAclRequestData(rule).Execute())(t, 201)
		p.rules = append(p.rules, rule)
	}
	p.quota, p.ingress = *makeQuota(t, plane, p.environmentID, p.clusterID, p.producer).Id, "5000000"
	p.connector = unique("datagen")
	p.connectorConfig = map[string]string{
		"name": p.connector, "connector.class": "DatagenSource", "kafka.auth.mode": "SERVICE_ACCOUNT", "kafka.service.account.id": p.manager,
		"kafka.topic": p.topic, "output.data.format": "JSON", "quickstart": "ORDERS", "tasks.max": "1",
	}
	body := connect.InlineObject{Name: &p.connector, Config: &p.connectorConfig}
	ok(plane.connect.ConnectorsConnectV1Api.CreateConnectv1Connector(t.Context(), p.environmentID, p.clusterID).InlineObject(body).Execute())(t, 201)
	eventually(t, 30*time.Second, "the connector runs", func() bool {
		answer := ok(plane.connect.StatusConnectV1Api.ReadConnectv1ConnectorStatus(t.Context(), p.connector, p.environmentID, p.clusterID).Execute())(t, 200)
		requireOneOf(t, "state", answer.Connector.State, "PROVISIONING|DEGRADED|RUNNING")
		return answer.Connector.State == "RUNNING"
	})
}

// Reads everything as a plan does, holds it against the project, and answers what would be the state.
func (p *project) plan(t *testing.T) string {
	t.Helper()
	plane := p.plane
	environment := ok(plane.org.EnvironmentsOrgV2Api.GetOrgV2Environment(t.Context(), p.environmentID).Execute())(t, 200)
	requireEqual(t, "environment", environment.GetDisplayName(), p.environmentName)
	requireEqual(t, "package", environment.StreamGovernanceConfig.Package, "ESSENTIALS")
	cluster := readCluster(t, plane, p.environmentID, p.clusterID)
	requireEqual(t, "cluster", cluster.Spec.GetDisplayName(), p.clusterName)
	requireEqual(t, "cloud", cluster.Spec.GetCloud()+cluster.Spec.GetRegion()+cluster.Spec.GetAvailability(), "AWSus-east-2SINGLE_ZONE")
	// When it was last written to is no part of a state: the worker writes down its health.
	state := []any{environment, cluster.ApiVersion, cluster.Kind, cluster.Metadata.ResourceName, cluster.Spec}
	for _, id := range []string{p.manager, p.producer, p.reader} {
		state = append(state, ok(plane.iam.ServiceAccountsIamV2Api.GetIamV2ServiceAccount(t.Context(), id).Execute())(t, 200))
	}
	for _, id := range []string{p.clusterAdmin, p.writer} {
		state = append(state, ok(plane.mds.RoleBindingsIamV2Api.GetIamV2RoleBinding(t.Context(), id).Execute())(t, 200))
	}
	for _, key := range []credential{p.managerKey, p.producerKey} {
		read := ok(plane.apikeys.APIKeysIamV2Api.GetIamV2ApiKey(t.Context(), key.id).Execute())(t, 200)
		requireEqual(t, "resource", read.Spec.Resource.Id, p.clusterID)
		state = append(state, []any{read.Spec.Owner, read.Spec.Resource, read.Spec.DisplayName, read.Spec.Description})
	}
	topic := ok(p.rest.TopicV3Api.GetKafkaTopic(t.Context(), p.clusterID, p.topic).Execute())(t, 200)
	requireEqual(t, "partitions", topic.PartitionsCount, p.partitions)
	requireNoDrift(t, setConfigs(t, p.rest, p.clusterID, p.topic), p.topicConfigs)
	for _, rule := range p.rules {
		requireEqual(t, "rules", len(findAcl(t, p.rest, p.clusterID, rule)), 1)
	}
	quota := ok(plane.kafkaquotas.ClientQuotasKafkaQuotasV1Api.GetKafkaQuotasV1ClientQuota(t.Context(), p.quota).Execute())(t, 200)
	requireEqual(t, "ingress", quota.Spec.Throughput.IngressByteRate, p.ingress)
	all := ok(plane.connect.ConnectorsConnectV1Api.ListConnectv1ConnectorsWithExpansions(t.Context(), p.environmentID, p.clusterID).Expand("info,status,id").Execute())(t, 200)
	found := all[p.connector]
	requireNoDrift(t, found.Info.GetConfig(), p.connectorConfig)
	state = append(state, topic, quota, found.Id, found.Info)
	text, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (p *project) change(t *testing.T) {
	plane := p.plane
	p.environmentName, p.clusterName, p.partitions, p.ingress = p.environmentName+"-2", "inventory-2", 3, "7000000"
	ok(plane.org.EnvironmentsOrgV2Api.UpdateOrgV2Environment(t.Context(), p.environmentID).OrgV2Environment(org.OrgV2Environment{DisplayName: &p.environmentName}).Execute())(t, 200)
	spec := &cmk.CmkV2ClusterSpecUpdate{DisplayName: &p.clusterName, Environment: &cmk.EnvScopedObjectReference{Id: p.environmentID}}
	ok(plane.cmk.ClustersCmkV2Api.UpdateCmkV2Cluster(t.Context(), p.clusterID).CmkV2ClusterUpdate(cmk.CmkV2ClusterUpdate{Spec: spec}).Execute())(t, 200)
	ok(plane.iam.ServiceAccountsIamV2Api.UpdateIamV2ServiceAccount(t.Context(), p.reader).IamV2ServiceAccount(iam.IamV2ServiceAccount{Description: pointer("changed")}).Execute())(t, 200)
	p.topicConfigs = map[string]string{"cleanup.policy": "compact", "retention.ms": "7000000"}
	ok(p.rest.TopicV3Api.UpdatePartitionCountKafkaTopic(t.Context(), p.clusterID, p.topic).UpdatePartitionCountRequestData(kafkarest.UpdatePartitionCountRequestData{PartitionsCount: p.partitions}).Execute())(t, 200)
	alterTopic(t, p.rest, p.clusterID, p.topic, setRow("retention.ms", "7000000"), resetRow("max.message.bytes"))
	update := kafkaquotas.KafkaQuotasV1ClientQuotaUpdate{Spec: &kafkaquotas.KafkaQuotasV1ClientQuotaSpecUpdate{
		Throughput: &kafkaquotas.KafkaQuotasV1Throughput{IngressByteRate: p.ingress, EgressByteRate: "10000000"},
		Principals: &[]kafkaquotas.GlobalObjectReference{{Id: p.producer}},
	}}
	ok(plane.kafkaquotas.ClientQuotasKafkaQuotasV1Api.UpdateKafkaQuotasV1ClientQuota(t.Context(), p.quota).KafkaQuotasV1ClientQuotaUpdate(update).Execute())(t, 200)
	p.connectorConfig["max.interval"] = "700"
	ok(plane.connect.ConnectorsConnectV1Api.CreateOrUpdateConnectv1ConnectorConfig(t.Context(), p.connector, p.environmentID, p.clusterID).RequestBody(p.connectorConfig).Execute())(t, 200)
}

func (p *project) destroy(t *testing.T) {
	plane := p.plane
	ok(plane.connect.ConnectorsConnectV1Api.DeleteConnectv1Connector(t.Context(), p.connector, p.environmentID, p.clusterID).Execute())(t, 200)
	done(plane.kafkaquotas.ClientQuotasKafkaQuotasV1Api.DeleteKafkaQuotasV1ClientQuota(t.Context(), p.quota).Execute())(t, 204)
	for _, rule := range p.rules {
		requireEqual(t, "deleted rules", deleteAcl(t, p.rest, p.clusterID, rule), 1)
	}
	done(p.rest.TopicV3Api.DeleteKafkaTopic(t.Context(), p.clusterID, p.topic).Execute())(t, 204)
	refused(p.rest.TopicV3Api.GetKafkaTopic(t.Context(), p.clusterID, p.topic).Execute())(t, 404)
	for _, key := range []credential{p.managerKey, p.producerKey} {
		done(plane.apikeys.APIKeysIamV2Api.DeleteIamV2ApiKey(t.Context(), key.id).Execute())(t, 204)
	}
	for _, id := range []string{p.clusterAdmin, p.writer} {
		ok(plane.mds.RoleBindingsIamV2Api.DeleteIamV2RoleBinding(t.Context(), id).Execute())(t, 200)
	}
	for _, id := range []string{p.manager, p.producer, p.reader} {
		deleteServiceAccount(t, plane, id)
	}
	deleteCluster(t, plane, p.environmentID, p.clusterID)
	done(plane.org.EnvironmentsOrgV2Api.DeleteOrgV2Environment(t.Context(), p.environmentID).Execute())(t, 204)
	refused(plane.org.EnvironmentsOrgV2Api.GetOrgV2Environment(t.Context(), p.environmentID).Execute())(t, 404)
}

func TestAProjectIsAppliedPlannedWithoutADifferenceChangedAndDestroyed(t *testing.T) {
	p := project{plane: openControlPlane(t, cloudKey)}
	p.apply(t)
	requireSameText(t, p.plan(t), p.plan(t))
	requireEqual(t, "produce inside", produce(t, openKafkaRest(t, baseURL, p.producerKey), p.clusterID, p.topic), 200)
	p.change(t)
	requireSameText(t, p.plan(t), p.plan(t))
	if !strings.Contains(p.plan(t), "inventory-2") {
		t.Fatal("The change is not there.")
	}
	p.destroy(t)
}
