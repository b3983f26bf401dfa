package clients

import (
	"context"
	"strings"
	"testing"
	"time"

	cmk "github.com/confluentinc/ccloud-sdk-go-v2/cmk/v2"
	org "github.com/confluentinc/ccloud-sdk-go-v2/org/v2"
)

func makeEnvironment(t *testing.T, plane controlPlane) string {
	t.Helper()
	body := org.OrgV2Environment{
		DisplayName:            pointer(unique("env")),
		StreamGovernanceConfig: &org.OrgV2StreamGovernanceConfig{Package: "ESSENTIALS"},
	}
	return *ok(plane.org.EnvironmentsOrgV2Api.CreateOrgV2Environment(t.Context()).OrgV2Environment(body).Execute())(t, 201).Id
}

// A Basic cluster as Terraform's documentation has it: cloud and region are labels here and must come back as sent.
func makeCluster(t *testing.T, plane controlPlane, environmentID, name string) string {
	t.Helper()
	basic := cmk.CmkV2BasicAsCmkV2ClusterSpecConfigOneOf(cmk.NewCmkV2Basic("Basic"))
	body := cmk.CmkV2Cluster{Spec: &cmk.CmkV2ClusterSpec{
		DisplayName:  &name,
		Availability: pointer("SINGLE_ZONE"),
		Cloud:        pointer("AWS"),
		Region:       pointer("us-east-2"),
		Config:       &basic,
		Environment:  &cmk.EnvScopedObjectReference{Id: environmentID},
	}}
	api := plane.cmk.ClustersCmkV2Api
	id := *ok(api.CreateCmkV2Cluster(t.Context()).CmkV2Cluster(body).Execute())(t, 202).Id
	// A broker costs memory: after a failed test too it goes. The context of the test is over by then.
	t.Cleanup(func() {
		_, _ = api.DeleteCmkV2Cluster(context.Background(), id).Environment(environmentID).Execute()
	})
	return id
}

func readCluster(t *testing.T, plane controlPlane, environmentID, id string) cmk.CmkV2Cluster {
	t.Helper()
	return ok(plane.cmk.ClustersCmkV2Api.GetCmkV2Cluster(t.Context(), id).Environment(environmentID).Execute())(t, 200)
}

// Terraform fails on every other phase.
func awaitCluster(t *testing.T, plane controlPlane, environmentID, id string) cmk.CmkV2Cluster {
	t.Helper()
	var read cmk.CmkV2Cluster
	eventually(t, time.Minute, "the cluster is provisioned", func() bool {
		read = readCluster(t, plane, environmentID, id)
		requireOneOf(t, "phase", read.Status.Phase, "PROVISIONING|PROVISIONED")
		return read.Status.Phase == "PROVISIONED"
	})
	return read
}

func deleteCluster(t *testing.T, plane controlPlane, environmentID, id string) {
	t.Helper()
	api := plane.cmk.ClustersCmkV2Api
	done(api.DeleteCmkV2Cluster(t.Context(), id).Environment(environmentID).Execute())(t, 204)
	eventually(t, time.Minute, "the cluster is gone", func() bool {
		_, response, _ := api.GetCmkV2Cluster(t.Context(), id).Environment(environmentID).Execute()
		return response.StatusCode == 404
	})
}

func TestClustersAreCreatedReadUpdatedListedWithPagesAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	api := plane.cmk.ClustersCmkV2Api
	environmentID := makeEnvironment(t, plane)
	first := makeCluster(t, plane, environmentID, "inventory")
	second := makeCluster(t, plane, environmentID, "payments")
	read := awaitCluster(t, plane, environmentID, first)
	requireEqual(t, "display_name", read.Spec.GetDisplayName(), "inventory")
	requireEqual(t, "availability", read.Spec.GetAvailability(), "SINGLE_ZONE")
	requireEqual(t, "cloud", read.Spec.GetCloud(), "AWS")
	requireEqual(t, "region", read.Spec.GetRegion(), "us-east-2")
	requireEqual(t, "environment", read.Spec.Environment.Id, environmentID)
	requireEqual(t, "api_version", read.GetApiVersion(), "cmk/v2")
	requireEqual(t, "kind", read.GetKind(), "Cluster")
	if read.Spec.Config.CmkV2Basic == nil {
		t.Fatalf("config %+v is not Basic", read.Spec.GetConfig())
	}
	if crn := read.Metadata.GetResourceName(); !strings.HasSuffix(crn, "/cloud-cluster="+first+"/kafka="+first) {
		t.Fatalf("resource_name %q", crn)
	}
	if !strings.Contains(read.Spec.GetKafkaBootstrapEndpoint(), "://") || !strings.HasPrefix(read.Spec.GetHttpEndpoint(), "http") {
		t.Fatalf("endpoints %q, %q", read.Spec.GetKafkaBootstrapEndpoint(), read.Spec.GetHttpEndpoint())
	}

	update := func(spec cmk.CmkV2ClusterSpecUpdate) cmk.ApiUpdateCmkV2ClusterRequest {
		spec.Environment = &cmk.EnvScopedObjectReference{Id: environmentID}
		return api.UpdateCmkV2Cluster(t.Context(), first).CmkV2ClusterUpdate(cmk.CmkV2ClusterUpdate{Spec: &spec})
	}
	ok(update(cmk.CmkV2ClusterSpecUpdate{DisplayName: pointer("inventory-2")}).Execute())(t, 200)
	standard := cmk.CmkV2StandardAsCmkV2ClusterSpecUpdateConfigOneOf(cmk.NewCmkV2Standard("Standard"))
	ok(update(cmk.CmkV2ClusterSpecUpdate{Config: &standard}).Execute())(t, 200)
	read = readCluster(t, plane, environmentID, first)
	requireEqual(t, "display_name", read.Spec.GetDisplayName(), "inventory-2")
	if read.Spec.Config.CmkV2Standard == nil {
		t.Fatalf("config %+v is not Standard", read.Spec.GetConfig())
	}
	basic := cmk.CmkV2BasicAsCmkV2ClusterSpecUpdateConfigOneOf(cmk.NewCmkV2Basic("Basic"))
	_, response, _ := update(cmk.CmkV2ClusterSpecUpdate{Config: &basic}).Execute()
	if response.StatusCode < 400 || response.StatusCode >= 500 {
		t.Fatalf("Standard became Basic: %d", response.StatusCode)
	}

	all, pages := walkPages(t, func(token string) (ids []string, next string) {
		request := api.ListCmkV2Clusters(t.Context()).Environment(environmentID).PageSize(1)
		if token != "" {
			request = request.PageToken(token)
		}
		list := ok(request.Execute())(t, 200)
		for _, cluster := range list.Data {
			ids = append(ids, cluster.GetId())
		}
		return ids, nextOf(list.Metadata.Next)
	})
	requirePages(t, all, pages, first, second)
	requireEqual(t, "clusters", len(all), 2)

	environments := plane.org.EnvironmentsOrgV2Api
	notDone(environments.DeleteOrgV2Environment(t.Context(), environmentID).Execute())(t, 409)
	deleteCluster(t, plane, environmentID, first)
	deleteCluster(t, plane, environmentID, second)
	done(environments.DeleteOrgV2Environment(t.Context(), environmentID).Execute())(t, 204)
}

func TestAProtectedClusterIsNotDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	environmentID, cluster := firstCluster(t, plane)
	api := plane.cmk.ClustersCmkV2Api
	protect := func(isProtected bool) {
		spec := &cmk.CmkV2ClusterSpecUpdate{
			DeletionProtection: &isProtected,
			Environment:        &cmk.EnvScopedObjectReference{Id: environmentID},
		}
		ok(api.UpdateCmkV2Cluster(t.Context(), cluster.GetId()).CmkV2ClusterUpdate(cmk.CmkV2ClusterUpdate{Spec: spec}).Execute())(t, 200)
		read := readCluster(t, plane, environmentID, cluster.GetId())
		requireEqual(t, "deletion_protection", read.Spec.GetDeletionProtection(), isProtected)
	}
	protect(true)
	response, _ := api.DeleteCmkV2Cluster(t.Context(), cluster.GetId()).Environment(environmentID).Execute()
	if response.StatusCode < 400 || response.StatusCode >= 500 {
		t.Fatalf("deleted in spite of its protection: %d", response.StatusCode)
	}
	// By this code Terraform and the CLI tell the reason.
	if body := bodyOf(response); !strings.Contains(body, `"code":"deletion_protection_enabled"`) {
		t.Errorf("refused with %s", body)
	}
	protect(false)
}
