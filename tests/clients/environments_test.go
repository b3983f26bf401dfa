package clients

import (
	"strings"
	"testing"

	org "github.com/confluentinc/ccloud-sdk-go-v2/org/v2"
	srcm "github.com/confluentinc/ccloud-sdk-go-v2/srcm/v3"
)

func TestEnvironmentsAreCreatedReadUpdatedListedWithPagesAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	api := plane.org.EnvironmentsOrgV2Api
	name := unique("env")
	body := org.OrgV2Environment{
		DisplayName:            pointer(name),
		StreamGovernanceConfig: &org.OrgV2StreamGovernanceConfig{Package: "ESSENTIALS"},
	}
	made := ok(api.CreateOrgV2Environment(t.Context()).OrgV2Environment(body).Execute())(t, 201)
	refused(api.CreateOrgV2Environment(t.Context()).OrgV2Environment(body).Execute())(t, 409)
	other := ok(api.CreateOrgV2Environment(t.Context()).OrgV2Environment(org.OrgV2Environment{DisplayName: pointer(name + "-2")}).Execute())(t, 201)

	read := ok(api.GetOrgV2Environment(t.Context(), made.GetId()).Execute())(t, 200)
	requireEqual(t, "display_name", read.GetDisplayName(), name)
	requireEqual(t, "package", read.StreamGovernanceConfig.Package, "ESSENTIALS")
	if crn := read.Metadata.GetResourceName(); !strings.HasPrefix(crn, "crn://confluent.cloud/organization=") || !strings.HasSuffix(crn, "/environment="+made.GetId()) {
		t.Fatalf("resource_name %q", crn)
	}

	ok(api.UpdateOrgV2Environment(t.Context(), made.GetId()).OrgV2Environment(org.OrgV2Environment{DisplayName: pointer(name + "-new")}).Execute())(t, 200)
	read = ok(api.GetOrgV2Environment(t.Context(), made.GetId()).Execute())(t, 200)
	requireEqual(t, "display_name", read.GetDisplayName(), name+"-new")
	requireEqual(t, "package", read.StreamGovernanceConfig.Package, "ESSENTIALS")

	all, pages := walkPages(t, func(token string) (ids []string, next string) {
		request := api.ListOrgV2Environments(t.Context()).PageSize(1)
		if token != "" {
			request = request.PageToken(token)
		}
		list := ok(request.Execute())(t, 200)
		for _, environment := range list.Data {
			ids = append(ids, environment.GetId())
		}
		return ids, nextOf(list.Metadata.Next)
	})
	requirePages(t, all, pages, made.GetId(), other.GetId())

	for _, id := range []string{made.GetId(), other.GetId()} {
		done(api.DeleteOrgV2Environment(t.Context(), id).Execute())(t, 204)
		refused(api.GetOrgV2Environment(t.Context(), id).Execute())(t, 404)
	}
}

func TestTheOrganizationIsReadAndRenamed(t *testing.T) {
	api := openControlPlane(t, cloudKey).org.OrganizationsOrgV2Api
	list := ok(api.ListOrgV2Organizations(t.Context()).PageSize(10).Execute())(t, 200)
	requireEqual(t, "organizations", len(list.Data), 1)
	id, name := list.Data[0].GetId(), list.Data[0].GetDisplayName()
	rename := func(to string) {
		ok(api.UpdateOrgV2Organization(t.Context(), id).OrgV2Organization(org.OrgV2Organization{DisplayName: pointer(to)}).Execute())(t, 200)
		read := ok(api.GetOrgV2Organization(t.Context(), id).Execute())(t, 200)
		requireEqual(t, "display_name", read.GetDisplayName(), to)
	}
	rename(name + " of the clients")
	rename(name)
	refused(api.GetOrgV2Organization(t.Context(), "00000000-0000-4000-8000-000000000000").Execute())(t, 404)
}

// As `data confluent_schema_registry_cluster` without an id: exactly one in the environment.
func TestTheSchemaRegistryOfAnEnvironmentIsFoundAsTerraformFindsIt(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	environmentID, _ := firstCluster(t, plane)
	api := plane.srcm.ClustersSrcmV3Api
	list := ok(api.ListSrcmV3Clusters(t.Context()).Environment(environmentID).PageSize(99).Execute())(t, 200)
	requireEqual(t, "registries", len(list.Data), 1)
	read := ok(api.GetSrcmV3Cluster(t.Context(), list.Data[0].GetId()).Environment(environmentID).Execute())(t, 200)
	requireRegistry(t, read, environmentID)
	refused(api.GetSrcmV3Cluster(t.Context(), "lsrc-nothere").Environment(environmentID).Execute())(t, 404)
}

func requireRegistry(t *testing.T, read srcm.SrcmV3Cluster, environmentID string) {
	t.Helper()
	requireEqual(t, "api_version", read.GetApiVersion(), "srcm/v3")
	requireEqual(t, "kind", read.GetKind(), "Cluster")
	requireEqual(t, "phase", read.Status.Phase, "PROVISIONED")
	requireEqual(t, "environment", read.Spec.Environment.Id, environmentID)
	if !strings.HasPrefix(read.Spec.GetHttpEndpoint(), "http") || read.Metadata.GetResourceName() == "" || read.Spec.GetPackage() == "" {
		t.Fatalf("registry %+v", read.GetSpec())
	}
}
