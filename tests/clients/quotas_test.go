package clients

import (
	"testing"

	kafkaquotas "github.com/confluentinc/ccloud-sdk-go-v2/kafka-quotas/v1"
	ksql "github.com/confluentinc/ccloud-sdk-go-v2/ksql/v2"
	mds "github.com/confluentinc/ccloud-sdk-go-v2/mds/v2"
)

func grantTopic(t *testing.T, plane controlPlane, clusterCrn, account, topic string) {
	t.Helper()
	for _, role := range []string{"DeveloperWrite", "DeveloperManage"} {
		binding := mds.IamV2RoleBinding{Principal: pointer("User:" + account), RoleName: &role, CrnPattern: pointer(clusterCrn + "/topic=" + topic)}
		ok(plane.mds.RoleBindingsIamV2Api.CreateIamV2RoleBinding(t.Context()).IamV2RoleBinding(binding).Execute())(t, 201)
	}
}

func makeQuota(t *testing.T, plane controlPlane, environmentID, clusterID, principal string) kafkaquotas.KafkaQuotasV1ClientQuota {
	t.Helper()
	body := kafkaquotas.KafkaQuotasV1ClientQuota{Spec: &kafkaquotas.KafkaQuotasV1ClientQuotaSpec{
		DisplayName: pointer(unique("quota")),
		Description: pointer("for the clients"),
		Throughput:  &kafkaquotas.KafkaQuotasV1Throughput{IngressByteRate: "5000000", EgressByteRate: "10000000"},
		Cluster:     &kafkaquotas.EnvScopedObjectReference{Id: clusterID},
		Environment: &kafkaquotas.GlobalObjectReference{Id: environmentID},
		Principals:  &[]kafkaquotas.GlobalObjectReference{{Id: principal}},
	}}
	api := plane.kafkaquotas.ClientQuotasKafkaQuotasV1Api
	return ok(api.CreateKafkaQuotasV1ClientQuota(t.Context()).KafkaQuotasV1ClientQuota(body).Execute())(t, 202)
}

func TestClientQuotasAreCreatedReadUpdatedListedWithPagesAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	environmentID, cluster := firstCluster(t, plane)
	api := plane.kafkaquotas.ClientQuotasKafkaQuotasV1Api
	one, two := makeServiceAccount(t, plane, "quota"), makeServiceAccount(t, plane, "quota-2")
	first := makeQuota(t, plane, environmentID, cluster.GetId(), one)
	second := makeQuota(t, plane, environmentID, cluster.GetId(), two)
	read := ok(api.GetKafkaQuotasV1ClientQuota(t.Context(), first.GetId()).Execute())(t, 200)
	requireEqual(t, "display_name", read.Spec.GetDisplayName(), first.Spec.GetDisplayName())
	requireEqual(t, "throughput", read.Spec.GetThroughput(), kafkaquotas.KafkaQuotasV1Throughput{IngressByteRate: "5000000", EgressByteRate: "10000000"})
	requireEqual(t, "cluster", read.Spec.Cluster.Id, cluster.GetId())
	requireEqual(t, "environment", read.Spec.Environment.Id, environmentID)
	requireEqual(t, "principal", (read.Spec.GetPrincipals())[0].Id, one)

	update := kafkaquotas.KafkaQuotasV1ClientQuotaUpdate{Spec: &kafkaquotas.KafkaQuotasV1ClientQuotaSpecUpdate{
		Throughput: &kafkaquotas.KafkaQuotasV1Throughput{IngressByteRate: "6000000", EgressByteRate: "10000000"},
		Principals: &[]kafkaquotas.GlobalObjectReference{{Id: one}},
	}}
	ok(api.UpdateKafkaQuotasV1ClientQuota(t.Context(), first.GetId()).KafkaQuotasV1ClientQuotaUpdate(update).Execute())(t, 200)
	read = ok(api.GetKafkaQuotasV1ClientQuota(t.Context(), first.GetId()).Execute())(t, 200)
	requireEqual(t, "ingress_byte_rate", read.Spec.Throughput.IngressByteRate, "6000000")
	requireEqual(t, "description", read.Spec.GetDescription(), "for the clients")
	// Terraform sends what changed and nothing else.
	renamed := kafkaquotas.KafkaQuotasV1ClientQuotaUpdate{Spec: &kafkaquotas.KafkaQuotasV1ClientQuotaSpecUpdate{DisplayName: pointer(unique("renamed"))}}
	ok(api.UpdateKafkaQuotasV1ClientQuota(t.Context(), first.GetId()).KafkaQuotasV1ClientQuotaUpdate(renamed).Execute())(t, 200)
	read = ok(api.GetKafkaQuotasV1ClientQuota(t.Context(), first.GetId()).Execute())(t, 200)
	requireEqual(t, "principal", (*read.Spec.Principals)[0].Id, one)
	requireEqual(t, "ingress_byte_rate", read.Spec.Throughput.IngressByteRate, "6000000")

	all, pages := walkPages(t, func(token string) (ids []string, next string) {
		request := api.ListKafkaQuotasV1ClientQuotas(t.Context()).SpecCluster(cluster.GetId()).Environment(environmentID).PageSize(1)
		if token != "" {
			request = request.PageToken(token)
		}
		list := ok(request.Execute())(t, 200)
		for _, quota := range list.Data {
			ids = append(ids, quota.GetId())
		}
		return ids, nextOf(list.Metadata.Next)
	})
	requirePages(t, all, pages, first.GetId(), second.GetId())
	for _, id := range []string{first.GetId(), second.GetId()} {
		done(api.DeleteKafkaQuotasV1ClientQuota(t.Context(), id).Execute())(t, 204)
		refused(api.GetKafkaQuotasV1ClientQuota(t.Context(), id).Execute())(t, 404)
	}
	deleteServiceAccount(t, plane, one)
	deleteServiceAccount(t, plane, two)
}

func TestServiceQuotasAndScopesAreRead(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	scopes := ok(plane.servicequota.ScopesServiceQuotaV1Api.ListServiceQuotaV1Scopes(t.Context()).Execute())(t, 200)
	if len(scopes.Data) == 0 {
		t.Fatal("There is no scope.")
	}
	api := plane.servicequota.AppliedQuotasServiceQuotaV1Api
	quotas := ok(api.ListServiceQuotaV1AppliedQuotas(t.Context()).Scope("ORGANIZATION").PageSize(100).Execute())(t, 200)
	if len(quotas.Data) == 0 {
		t.Fatal("The organization has no quota.")
	}
	read := ok(api.GetServiceQuotaV1AppliedQuota(t.Context(), quotas.Data[0].GetId()).Execute())(t, 200)
	requireEqual(t, "id", read.GetId(), quotas.Data[0].GetId())
}

func TestKsqlClustersAreListedAndSaidToComeLater(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	environmentID, cluster := firstCluster(t, plane)
	account := makeServiceAccount(t, plane, "ksql")
	defer deleteServiceAccount(t, plane, account)
	api := plane.ksql.ClustersKsqldbcmV2Api
	list := ok(api.ListKsqldbcmV2Clusters(t.Context()).Environment(environmentID).PageSize(99).Execute())(t, 200)
	requireEqual(t, "ksqlDB clusters", len(list.Data), 0)
	body := ksql.KsqldbcmV2Cluster{Spec: &ksql.KsqldbcmV2ClusterSpec{
		DisplayName: pointer("app"), Csu: pointer(int32(1)),
		KafkaCluster:       &ksql.ObjectReference{Id: cluster.GetId(), Environment: &environmentID},
		CredentialIdentity: &ksql.ObjectReference{Id: account},
		Environment:        &ksql.ObjectReference{Id: environmentID},
	}}
	refused(api.CreateKsqldbcmV2Cluster(t.Context()).KsqldbcmV2Cluster(body).Execute())(t, 501)
}
