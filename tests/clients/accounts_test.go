package clients

import (
	"slices"
	"testing"

	iam "github.com/confluentinc/ccloud-sdk-go-v2/iam/v2"
	mds "github.com/confluentinc/ccloud-sdk-go-v2/mds/v2"
)

func makeServiceAccount(t *testing.T, plane controlPlane, name string) string {
	t.Helper()
	body := iam.IamV2ServiceAccount{DisplayName: pointer(unique(name)), Description: pointer("for the clients")}
	return *ok(plane.iam.ServiceAccountsIamV2Api.CreateIamV2ServiceAccount(t.Context()).IamV2ServiceAccount(body).Execute())(t, 201).Id
}

func deleteServiceAccount(t *testing.T, plane controlPlane, id string) {
	t.Helper()
	done(plane.iam.ServiceAccountsIamV2Api.DeleteIamV2ServiceAccount(t.Context(), id).Execute())(t, 204)
}

func TestServiceAccountsAreCreatedReadUpdatedListedWithPagesAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	api := plane.iam.ServiceAccountsIamV2Api
	name := unique("sa")
	body := iam.IamV2ServiceAccount{DisplayName: pointer(name), Description: pointer("first")}
	// The CLI sends an empty assigned_resource_owner.
	made := ok(api.CreateIamV2ServiceAccount(t.Context()).AssignedResourceOwner("").IamV2ServiceAccount(body).Execute())(t, 201)
	refused(api.CreateIamV2ServiceAccount(t.Context()).IamV2ServiceAccount(body).Execute())(t, 409)
	other := makeServiceAccount(t, plane, "sa-other")

	read := ok(api.GetIamV2ServiceAccount(t.Context(), made.GetId()).Execute())(t, 200)
	requireEqual(t, "display_name", read.GetDisplayName(), name)
	requireEqual(t, "description", read.GetDescription(), "first")
	requireEqual(t, "api_version", read.GetApiVersion(), "iam/v2")
	requireEqual(t, "kind", read.GetKind(), "ServiceAccount")

	ok(api.UpdateIamV2ServiceAccount(t.Context(), made.GetId()).IamV2ServiceAccount(iam.IamV2ServiceAccount{Description: pointer("second")}).Execute())(t, 200)
	read = ok(api.GetIamV2ServiceAccount(t.Context(), made.GetId()).Execute())(t, 200)
	requireEqual(t, "display_name", read.GetDisplayName(), name)
	requireEqual(t, "description", read.GetDescription(), "second")

	named := ok(api.ListIamV2ServiceAccounts(t.Context()).DisplayName([]string{name}).Execute())(t, 200)
	requireEqual(t, "accounts of the name", len(named.Data), 1)
	requireEqual(t, "account of the name", named.Data[0].GetId(), made.GetId())

	all, pages := walkPages(t, func(token string) (ids []string, next string) {
		request := api.ListIamV2ServiceAccounts(t.Context()).PageSize(1)
		if token != "" {
			request = request.PageToken(token)
		}
		list := ok(request.Execute())(t, 200)
		for _, account := range list.Data {
			ids = append(ids, account.GetId())
		}
		return ids, nextOf(list.Metadata.Next)
	})
	requirePages(t, all, pages, made.GetId(), other)

	for _, id := range []string{made.GetId(), other} {
		deleteServiceAccount(t, plane, id)
		refused(api.GetIamV2ServiceAccount(t.Context(), id).Execute())(t, 404)
	}
}

func TestUsersAreListedReadAndRenamed(t *testing.T) {
	api := openControlPlane(t, cloudKey).iam.UsersIamV2Api
	list := ok(api.ListIamV2Users(t.Context()).PageSize(100).Execute())(t, 200)
	at := slices.IndexFunc(list.Data, func(user iam.IamV2User) bool { return user.GetEmail() == email })
	if at < 0 {
		t.Fatalf("%s is not on the list", email)
	}
	read := ok(api.GetIamV2User(t.Context(), list.Data[at].GetId()).Execute())(t, 200)
	requireEqual(t, "api_version", read.GetApiVersion(), "iam/v2")
	requireEqual(t, "kind", read.GetKind(), "User")
	ok(api.UpdateIamV2User(t.Context(), read.GetId()).IamV2UserUpdate(iam.IamV2UserUpdate{FullName: pointer("Ada of the clients")}).Execute())(t, 200)
	read = ok(api.GetIamV2User(t.Context(), read.GetId()).Execute())(t, 200)
	requireEqual(t, "full_name", read.GetFullName(), "Ada of the clients")
	refused(api.GetIamV2User(t.Context(), "u-nothere").Execute())(t, 404)
}

func TestInvitationsAreCreatedReadListedAndTakenBack(t *testing.T) {
	api := openControlPlane(t, cloudKey).iam.InvitationsIamV2Api
	address := unique("guest") + "@example.com"
	made := ok(api.CreateIamV2Invitation(t.Context()).IamV2Invitation(iam.IamV2Invitation{Email: pointer(address)}).Execute())(t, 201)
	read := ok(api.GetIamV2Invitation(t.Context(), made.GetId()).Execute())(t, 200)
	requireEqual(t, "email", read.GetEmail(), address)
	list := ok(api.ListIamV2Invitations(t.Context()).Email(address).Execute())(t, 200)
	requireEqual(t, "invitations of the address", len(list.Data), 1)
	done(api.DeleteIamV2Invitation(t.Context(), made.GetId()).Execute())(t, 204)
	refused(api.GetIamV2Invitation(t.Context(), made.GetId()).Execute())(t, 404)
}

func TestRoleBindingsAreCreatedReadListedWithPagesAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	_, cluster := firstCluster(t, plane)
	account := makeServiceAccount(t, plane, "rb")
	principal := "User:" + account
	api := plane.mds.RoleBindingsIamV2Api
	crn := cluster.Metadata.GetResourceName()
	bind := func(role, pattern string) mds.IamV2RoleBinding {
		body := mds.IamV2RoleBinding{Principal: &principal, RoleName: &role, CrnPattern: &pattern}
		return ok(api.CreateIamV2RoleBinding(t.Context()).IamV2RoleBinding(body).Execute())(t, 201)
	}
	prefixed := bind("DeveloperWrite", crn+"/topic=orders*")
	group := bind("DeveloperRead", crn+"/group=orders*")
	whole := bind("CloudClusterAdmin", rbacCrn(t, crn))
	for _, made := range []mds.IamV2RoleBinding{prefixed, group, whole} {
		read := ok(api.GetIamV2RoleBinding(t.Context(), made.GetId()).Execute())(t, 200)
		requireEqual(t, "crn_pattern", read.GetCrnPattern(), made.GetCrnPattern())
		requireEqual(t, "principal", read.GetPrincipal(), principal)
		requireEqual(t, "role_name", read.GetRoleName(), made.GetRoleName())
	}

	all, pages := walkPages(t, func(token string) (ids []string, next string) {
		request := api.ListIamV2RoleBindings(t.Context()).Principal(principal).CrnPattern(rbacCrn(t, crn) + "/*").PageSize(1)
		if token != "" {
			request = request.PageToken(token)
		}
		list := ok(request.Execute())(t, 200)
		for _, binding := range list.Data {
			ids = append(ids, binding.GetId())
		}
		return ids, nextOf(list.Metadata.Next)
	})
	requirePages(t, all, pages, prefixed.GetId(), group.GetId())
	exact := ok(api.ListIamV2RoleBindings(t.Context()).Principal(principal).RoleName("DeveloperWrite").CrnPattern(prefixed.GetCrnPattern()).Execute())(t, 200)
	requireEqual(t, "bindings of that pattern", len(exact.Data), 1)

	deleted := ok(api.DeleteIamV2RoleBinding(t.Context(), prefixed.GetId()).Execute())(t, 200)
	requireEqual(t, "deleted", deleted.GetId(), prefixed.GetId())
	refused(api.GetIamV2RoleBinding(t.Context(), prefixed.GetId()).Execute())(t, 404)
	deleteServiceAccount(t, plane, account)
	refused(api.GetIamV2RoleBinding(t.Context(), whole.GetId()).Execute())(t, 404)
}
