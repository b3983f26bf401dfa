package clients

import (
	"testing"
	"time"

	apikeys "github.com/confluentinc/ccloud-sdk-go-v2/apikeys/v2"
	kafkarest "github.com/confluentinc/ccloud-sdk-go-v2/kafkarest/v3"
	mds "github.com/confluentinc/ccloud-sdk-go-v2/mds/v2"
)

// The seven filters with which Terraform and the CLI read and delete one rule: exact, no matching.
func findAcl(t *testing.T, rest *kafkarest.APIClient, clusterID string, rule kafkarest.CreateAclRequestData) []kafkarest.AclData {
	t.Helper()
	request := rest.ACLV3Api.GetKafkaAcls(t.Context(), clusterID).ResourceType(rule.ResourceType).ResourceName(rule.ResourceName)
	request = request.PatternType(rule.PatternType).Principal(rule.Principal).Host(rule.Host).Operation(rule.Operation).Permission(rule.Permission)
	return ok(request.Execute())(t, 200).Data
}

func deleteAcl(t *testing.T, rest *kafkarest.APIClient, clusterID string, rule kafkarest.CreateAclRequestData) int {
	t.Helper()
	request := rest.ACLV3Api.DeleteKafkaAcls(t.Context(), clusterID).ResourceType(rule.ResourceType).ResourceName(rule.ResourceName)
	request = request.PatternType(rule.PatternType).Principal(rule.Principal).Host(rule.Host).Operation(rule.Operation).Permission(rule.Permission)
	return len(ok(request.Execute())(t, 200).Data)
}

func TestAclsAreCreatedReadListedAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	rest, clusterID := openFirstCluster(t)
	account := makeServiceAccount(t, plane, "acl")
	defer deleteServiceAccount(t, plane, account)
	rule := func(kind kafkarest.AclResourceType, name, pattern, operation string) kafkarest.CreateAclRequestData {
		return kafkarest.CreateAclRequestData{
			ResourceType: kind, ResourceName: name, PatternType: pattern,
			Principal: "User:" + account, Host: "*", Operation: operation, Permission: "ALLOW",
		}
	}
	literal := rule(kafkarest.TOPIC, "invoices", "LITERAL", "READ")
	prefixed := rule(kafkarest.TOPIC, "inv", "PREFIXED", "READ")
	cluster := rule(kafkarest.CLUSTER, "kafka-cluster", "LITERAL", "DESCRIBE")
	group := rule(kafkarest.GROUP, "inv", "PREFIXED", "READ")
	for _, made := range []kafkarest.CreateAclRequestData{literal, prefixed} {
		done(rest.ACLV3Api.CreateKafkaAcls(t.Context(), clusterID).CreateAclRequestData(made).Execute())(t, 201)
	}
	batch := kafkarest.CreateAclRequestDataList{Data: []kafkarest.CreateAclRequestData{cluster, group}}
	done(rest.ACLV3Api.BatchCreateKafkaAcls(t.Context(), clusterID).CreateAclRequestDataList(batch).Execute())(t, 201)

	every := []kafkarest.CreateAclRequestData{literal, prefixed, cluster, group}
	for _, made := range every {
		rows := findAcl(t, rest, clusterID, made)
		requireEqual(t, "rows of one rule", len(rows), 1)
		row := rows[0]
		got := kafkarest.CreateAclRequestData{
			ResourceType: row.ResourceType, ResourceName: row.ResourceName, PatternType: row.PatternType,
			Principal: row.Principal, Host: row.Host, Operation: row.Operation, Permission: row.Permission,
		}
		requireEqual(t, "rule", got, made)
	}
	// As the CLI lists: UserV2, and an empty resource_name for "any".
	for principal, atLeast := range map[string]int{"UserV2:*": 4, "UserV2:" + account: 4} {
		list := ok(rest.ACLV3Api.GetKafkaAcls(t.Context(), clusterID).Host("*").Principal(principal).ResourceName("").Execute())(t, 200)
		if len(list.Data) < atLeast {
			t.Fatalf("%d rules of %s", len(list.Data), principal)
		}
	}
	for _, made := range every {
		requireEqual(t, "deleted", deleteAcl(t, rest, clusterID, made), 1)
		requireEqual(t, "left", len(findAcl(t, rest, clusterID, made)), 0)
	}
}

func produce(t *testing.T, rest *kafkarest.APIClient, clusterID, topic string) int {
	t.Helper()
	value := kafkarest.ProduceRequestData{Type: pointer("JSON"), Data: "a record"}
	body := kafkarest.ProduceRequest{Value: *kafkarest.NewNullableProduceRequestData(&value)}
	_, response, _ := rest.RecordsV3Api.ProduceRecord(t.Context(), clusterID, topic).ProduceRequest(body).Execute()
	return response.StatusCode
}

func TestDeveloperWriteOnAPrefixProducesThereAndNowhereElse(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	_, cluster := firstCluster(t, plane)
	admin, clusterID := openFirstCluster(t)
	account := makeServiceAccount(t, plane, "producer")
	defer deleteServiceAccount(t, plane, account)
	prefix := unique("orders")
	inside, outside := prefix+"-eu", unique("payments")
	for _, topic := range []string{inside, outside} {
		makeTopic(t, admin, clusterID, topic, nil)
		defer func() { done(admin.TopicV3Api.DeleteKafkaTopic(t.Context(), clusterID, topic).Execute())(t, 204) }()
	}
	rest := openKafkaRest(t, cluster.Spec.GetHttpEndpoint(), makeKafkaKey(t, plane, account, clusterID))
	binding := mds.IamV2RoleBinding{
		Principal:  pointer("User:" + account),
		RoleName:   pointer("DeveloperWrite"),
		CrnPattern: pointer(cluster.Metadata.GetResourceName() + "/topic=" + prefix + "*"),
	}
	made := ok(plane.mds.RoleBindingsIamV2Api.CreateIamV2RoleBinding(t.Context()).IamV2RoleBinding(binding).Execute())(t, 201)
	eventually(t, 10*time.Second, "the role lets produce", func() bool { return produce(t, rest, clusterID, inside) == 200 })
	requireEqual(t, "status outside", produce(t, rest, clusterID, outside), 403)
	ok(plane.mds.RoleBindingsIamV2Api.DeleteIamV2RoleBinding(t.Context(), made.GetId()).Execute())(t, 200)
	eventually(t, 10*time.Second, "without the role nothing is produced", func() bool { return produce(t, rest, clusterID, inside) == 403 })
}

// A service account that may do everything on one cluster cannot make itself a key of the organization's administrator.
func TestAClusterAdministratorCannotMakeAKeyOfAnotherOwner(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	_, cluster := firstCluster(t, plane)
	account, other := makeServiceAccount(t, plane, "cluster-admin"), makeServiceAccount(t, plane, "other")
	defer deleteServiceAccount(t, plane, account)
	defer deleteServiceAccount(t, plane, other)
	binding := mds.IamV2RoleBinding{
		Principal:  pointer("User:" + account),
		RoleName:   pointer("CloudClusterAdmin"),
		CrnPattern: pointer(rbacCrn(t, cluster.Metadata.GetResourceName())),
	}
	ok(plane.mds.RoleBindingsIamV2Api.CreateIamV2RoleBinding(t.Context()).IamV2RoleBinding(binding).Execute())(t, 201)
	_, own := makeKey(t, plane, account, nil)
	body := apikeys.IamV2ApiKey{Spec: &apikeys.IamV2ApiKeySpec{Owner: &apikeys.ObjectReference{Id: other, Kind: pointer("ServiceAccount")}}}
	_, response, _ := openControlPlane(t, own).apikeys.APIKeysIamV2Api.CreateIamV2ApiKey(t.Context()).IamV2ApiKey(body).Execute()
	requireOneOf(t, "status", response.Status[:3], "403|404")
}
