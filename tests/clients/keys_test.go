package clients

import (
	"strings"
	"testing"
	"time"

	apikeys "github.com/confluentinc/ccloud-sdk-go-v2/apikeys/v2"
)

// As Terraform sends it: an owner with its kind, a resource without api_version.
func makeKey(t *testing.T, plane controlPlane, owner string, resource *apikeys.ObjectReference) (apikeys.IamV2ApiKey, credential) {
	t.Helper()
	kind := "ServiceAccount"
	if strings.HasPrefix(owner, "u-") {
		kind = "User"
	}
	body := apikeys.IamV2ApiKey{Spec: &apikeys.IamV2ApiKeySpec{
		DisplayName: pointer("clients"),
		Description: pointer(""),
		Owner:       &apikeys.ObjectReference{Id: owner, Kind: &kind},
		Resource:    resource,
	}}
	made := ok(plane.apikeys.APIKeysIamV2Api.CreateIamV2ApiKey(t.Context()).IamV2ApiKey(body).Execute())(t, 202)
	return made, credential{made.GetId(), made.Spec.GetSecret()}
}

func clusterResource(id string) *apikeys.ObjectReference {
	return &apikeys.ObjectReference{Id: id, Kind: pointer("Cluster")}
}

func makeKafkaKey(t *testing.T, plane controlPlane, owner, clusterID string) credential {
	t.Helper()
	_, key := makeKey(t, plane, owner, clusterResource(clusterID))
	return key
}

func TestKeysOfEachKindAreCreatedReadUpdatedListedWithPagesAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	environmentID, cluster := firstCluster(t, plane)
	registries := ok(plane.srcm.ClustersSrcmV3Api.ListSrcmV3Clusters(t.Context()).Environment(environmentID).Execute())(t, 200)
	owner := makeServiceAccount(t, plane, "keys")
	api := plane.apikeys.APIKeysIamV2Api
	kinds := []struct {
		name             string
		resource         *apikeys.ObjectReference
		kind, apiVersion string
	}{
		{"Kafka", clusterResource(cluster.GetId()), "Cluster", "cmk/v2"},
		{"Schema Registry", clusterResource(registries.Data[0].GetId()), "Cluster|SchemaRegistry", "srcm/v3|srcm/v2"},
		{"Cloud", nil, "Cloud", ""},
		{"Global", &apikeys.ObjectReference{Id: "global", Kind: pointer("Global"), ApiVersion: pointer("iam/v2")}, "Global", ""},
	}
	ids := []string{}
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			made, _ := makeKey(t, plane, owner, kind.resource)
			ids = append(ids, made.GetId())
			read := ok(api.GetIamV2ApiKey(t.Context(), made.GetId()).Execute())(t, 200)
			if read.Spec.Secret != nil && read.Spec.GetSecret() != "" {
				t.Fatal("The secret can be read again.")
			}
			for _, spec := range []*apikeys.IamV2ApiKeySpec{made.Spec, read.Spec} {
				requireEqual(t, "owner", spec.Owner.Id, owner)
				requireEqual(t, "owner kind", spec.Owner.GetKind(), "ServiceAccount")
				requireEqual(t, "owner api_version", spec.Owner.GetApiVersion(), "iam/v2")
				requireOneOf(t, "resource kind", spec.Resource.GetKind(), kind.kind)
				if kind.apiVersion != "" {
					requireOneOf(t, "resource api_version", spec.Resource.GetApiVersion(), kind.apiVersion)
					requireEqual(t, "resource", spec.Resource.Id, kind.resource.Id)
				}
			}
			update := apikeys.IamV2ApiKeyUpdate{Spec: &apikeys.IamV2ApiKeySpecUpdate{Description: pointer("changed")}}
			ok(api.UpdateIamV2ApiKey(t.Context(), made.GetId()).IamV2ApiKeyUpdate(update).Execute())(t, 200)
			read = ok(api.GetIamV2ApiKey(t.Context(), made.GetId()).Execute())(t, 200)
			requireEqual(t, "description", read.Spec.GetDescription(), "changed")
			requireEqual(t, "display_name", read.Spec.GetDisplayName(), "clients")
		})
	}

	all, pages := walkPages(t, func(token string) (found []string, next string) {
		// The CLI sends an empty resource for "of any".
		request := api.ListIamV2ApiKeys(t.Context()).SpecOwner(owner).SpecResource("").PageSize(1)
		if token != "" {
			request = request.PageToken(token)
		}
		list := ok(request.Execute())(t, 200)
		for _, key := range list.Data {
			found = append(found, key.GetId())
		}
		return found, nextOf(list.Metadata.Next)
	})
	requirePages(t, all, pages, ids...)
	requireEqual(t, "keys of the owner", len(all), len(ids))
	ofCluster := ok(api.ListIamV2ApiKeys(t.Context()).SpecOwner(owner).SpecResource(cluster.GetId()).Execute())(t, 200)
	if len(ofCluster.Data) == 0 || ofCluster.Data[0].Spec.Resource.Id != cluster.GetId() {
		t.Fatalf("%d keys of the cluster", len(ofCluster.Data))
	}

	done(api.DeleteIamV2ApiKey(t.Context(), ids[0]).Execute())(t, 204)
	refused(api.GetIamV2ApiKey(t.Context(), ids[0]).Execute())(t, 404)
	deleteServiceAccount(t, plane, owner)
	for _, id := range ids[1:] {
		refused(api.GetIamV2ApiKey(t.Context(), id).Execute())(t, 404)
	}
}

// What Terraform waits for after a key: an owner without any right gets an empty list, not a refusal.
func TestAFreshKeyWithoutRolesAnswersEmptyLists(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	_, cluster := firstCluster(t, plane)
	owner := makeServiceAccount(t, plane, "fresh")
	defer deleteServiceAccount(t, plane, owner)
	_, cloud := makeKey(t, plane, owner, nil)
	environments := ok(openControlPlane(t, cloud).org.EnvironmentsOrgV2Api.ListOrgV2Environments(t.Context()).Execute())(t, 200)
	requireEqual(t, "environments", len(environments.Data), 0)

	rest := openKafkaRest(t, cluster.Spec.GetHttpEndpoint(), makeKafkaKey(t, plane, owner, cluster.GetId()))
	for range 2 {
		topics := ok(rest.TopicV3Api.ListKafkaTopics(t.Context(), cluster.GetId()).Execute())(t, 200)
		requireEqual(t, "topics", len(topics.Data), 0)
	}
}

func TestBadCredentialsAnswer401AndADeletedKeyCountsNoMore(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	_, cluster := firstCluster(t, plane)
	wrong := credential{cloudKey.id, "wrong"}
	refused(openControlPlane(t, wrong).org.EnvironmentsOrgV2Api.ListOrgV2Environments(t.Context()).Execute())(t, 401)
	refused(openKafkaRest(t, cluster.Spec.GetHttpEndpoint(), wrong).TopicV3Api.ListKafkaTopics(t.Context(), cluster.GetId()).Execute())(t, 401)

	owner := makeServiceAccount(t, plane, "gone")
	defer deleteServiceAccount(t, plane, owner)
	key := makeKafkaKey(t, plane, owner, cluster.GetId())
	refused(openControlPlane(t, key).org.EnvironmentsOrgV2Api.ListOrgV2Environments(t.Context()).Execute())(t, 401)
	rest := openKafkaRest(t, cluster.Spec.GetHttpEndpoint(), key)
	ok(rest.TopicV3Api.ListKafkaTopics(t.Context(), cluster.GetId()).Execute())(t, 200)
	done(plane.apikeys.APIKeysIamV2Api.DeleteIamV2ApiKey(t.Context(), key.id).Execute())(t, 204)
	eventually(t, 10*time.Second, "the deleted key is refused", func() bool {
		_, response, _ := rest.TopicV3Api.ListKafkaTopics(t.Context(), cluster.GetId()).Execute()
		return response.StatusCode == 401
	})
}
