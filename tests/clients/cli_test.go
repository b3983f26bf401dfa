package clients

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

func logIn(t *testing.T) commandLine {
	t.Helper()
	c := commandLine{login: baseURL + "/confluent.cloud"}
	realm := c.ask(t, 200, "GET", "/login/realm?"+url.Values{"email": {email}, "client_id": {"x"}}.Encode(), nil)
	requireEqual(t, "is_sso", at(realm, "is_sso"), any(false))
	session := c.ask(t, 200, "POST", "/sessions", object{"email": email, "password": password})
	c.token = textAt(t, session, "token")
	if refresh, _ := at(session, "refresh_token").(string); refresh != "" && !strings.HasPrefix(refresh, "v1.") {
		t.Fatalf("refresh_token %q: the CLI would take its configuration for damaged", refresh)
	}
	return c
}

var kept commandLine

// The CLI keeps its token from one command to the next; so do these tests.
func signedIn(t *testing.T) commandLine {
	t.Helper()
	if kept.token == "" {
		kept = logIn(t)
	}
	return kept
}

func TestTheCommandLineSignsInAndOut(t *testing.T) {
	c := logIn(t)
	parts := strings.Split(c.token, ".")
	requireEqual(t, "parts of the token", len(parts), 3)
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var claim struct{ Exp float64 }
	if json.Unmarshal(claims, &claim) != nil || time.Until(time.Unix(int64(claim.Exp), 0)) < time.Minute {
		t.Fatalf("claims %s: exp at least a minute ahead is wanted", claims)
	}
	me := c.ask(t, 200, "GET", "/me", nil)
	requireEqual(t, "email", textAt(t, me, "user", "email"), email)
	if !strings.HasPrefix(textAt(t, me, "user", "resource_id"), "u-") || !strings.HasPrefix(textAt(t, me, "accounts", 0, "id"), "env-") {
		t.Fatalf("me %v", me)
	}
	for _, number := range []any{at(me, "user", "id"), at(me, "organization", "id")} {
		if _, isNumber := number.(float64); !isNumber {
			t.Fatalf("%v is not a number", number)
		}
	}
	c.ask(t, 200, "GET", "/growth/v1/free-trial-info", object{"orgId": 1})
	status, _ := c.send(t, "POST", baseURL+"/api/cli/v1/usages", object{"os": "linux", "arch": "amd64", "version": "4.60.0", "command": "confluent login", "flags": []string{}, "error": false})
	if status >= 300 {
		t.Fatalf("usages: %d", status)
	}
	wrong, text := commandLine{}.send(t, "POST", baseURL+"/api/sessions", object{"email": email, "password": "not the password"})
	if wrong != 401 && wrong != 403 {
		t.Fatalf("a wrong password answers %d %s", wrong, text)
	}
	c.ask(t, 200, "DELETE", "/sessions", nil)
	c.ask(t, 401, "GET", "/me", nil)
}

// The data plane's token opens Kafka REST, and the path that the login address had is kept for it.
func TestTheCommandLineDescribesAClusterAndItsTopics(t *testing.T) {
	c := signedIn(t)
	me := c.ask(t, 200, "GET", "/me", nil)
	environment := textAt(t, me, "accounts", 0, "id")
	list := c.ask(t, 200, "GET", "/cmk/v2/clusters?environment="+environment+"&page_size=100", nil)
	id := textAt(t, list, "data", 0, "id")
	cluster := c.ask(t, 200, "GET", "/cmk/v2/clusters/"+id+"?environment="+environment, nil)
	c.ask(t, 200, "GET", "/usage_limits?provider=aws&lkc_id="+id+"&env_id="+environment, nil)
	for _, login := range []string{baseURL + "/confluent.cloud", baseURL + "/cpdev.cloud"} {
		answer := c.askAt(t, 200, "POST", login+"/api/access_tokens", object{})
		requireEqual(t, "error", at(answer, "error"), any(""))
		data := commandLine{token: textAt(t, answer, "token")}
		rest := textAt(t, cluster, "spec", "http_endpoint") + "/kafka/v3/clusters/" + id
		data.askAt(t, 200, "GET", rest+"/topics", nil)
		data.askAt(t, 200, "GET", rest+"/consumer-groups", nil)
		data.askAt(t, 200, "GET", rest+"/acls?host=%2A&principal=UserV2%3A%2A&resource_name=", nil)
	}
	regions := c.ask(t, 200, "GET", "/env_metadata", nil)
	textAt(t, regions, "clouds", 0, "regions", 0, "id")
}

func TestTheCommandLineListsRolesAccountsKeysAndPrices(t *testing.T) {
	c := signedIn(t)
	status, text := c.send(t, "GET", c.login+"/api/metadata/security/v2alpha1/roles", nil)
	var roles []struct {
		Name     string
		Policies []struct{ BindingScope string }
	}
	if status != 200 || json.Unmarshal(text, &roles) != nil || len(roles) < 5 || roles[0].Policies == nil {
		t.Fatalf("roles: %d %s", status, text)
	}
	for _, path := range []string{
		"/org/v2/environments?page_size=100", "/org/v2/organizations", "/iam/v2/service-accounts?page_size=100",
		"/iam/v2/users?page_size=100", "/iam/v2/api-keys?page_size=100&spec.owner=&spec.resource=",
	} {
		c.ask(t, 200, "GET", path, nil)
	}
	for _, path := range []string{"/service_accounts", "/users"} {
		numbered := c.ask(t, 200, "GET", path, nil)
		if _, isThere := numbered["users"]; !isThere {
			t.Fatalf("%s: %v", path, numbered)
		}
	}
	me := c.ask(t, 200, "GET", "/me", nil)
	number, _ := at(me, "organization", "id").(float64)
	prices := c.ask(t, 200, "GET", "/organizations/"+strconv.Itoa(int(number))+"/price_table?product=stream-governance", nil)
	if at(prices, "price_table", "price_table", "SchemaRegistry", "prices") == nil {
		t.Fatalf("prices %v: the CLI would panic", prices)
	}
}

// `api-key create`: no kind at all, told by the id.
func TestTheCommandLineMakesKeysAndRoleBindings(t *testing.T) {
	c := signedIn(t)
	me := c.ask(t, 200, "GET", "/me", nil)
	environment, user := textAt(t, me, "accounts", 0, "id"), textAt(t, me, "user", "resource_id")
	cluster := textAt(t, c.ask(t, 200, "GET", "/cmk/v2/clusters?environment="+environment+"&page_size=100", nil), "data", 0, "id")
	registry := textAt(t, c.ask(t, 200, "GET", "/srcm/v3/clusters?environment="+environment, nil), "data", 0, "id")
	for _, resource := range []string{cluster, registry, "cloud"} {
		made := c.ask(t, 202, "POST", "/iam/v2/api-keys", object{"spec": object{"description": "cli", "owner": object{"id": user}, "resource": object{"id": resource}}})
		id := textAt(t, made, "id")
		textAt(t, made, "spec", "secret")
		c.ask(t, 200, "GET", "/iam/v2/api-keys/"+id, nil)
		c.ask(t, 200, "PATCH", "/iam/v2/api-keys/"+id, object{"spec": object{"description": "cli 2"}})
		c.ask(t, 204, "DELETE", "/iam/v2/api-keys/"+id, nil)
	}
	account := textAt(t, c.ask(t, 201, "POST", "/iam/v2/service-accounts?assigned_resource_owner=", object{"display_name": unique("cli"), "description": "made by hand"}), "id")
	crn := textAt(t, c.ask(t, 200, "GET", "/cmk/v2/clusters/"+cluster+"?environment="+environment, nil), "metadata", "resource_name")
	principal := "User:" + account
	c.ask(t, 201, "POST", "/iam/v2/role-bindings", object{"principal": principal, "role_name": "CloudClusterAdmin", "crn_pattern": rbacCrn(t, crn)})
	query := url.Values{"principal": {principal}, "role_name": {"CloudClusterAdmin"}, "crn_pattern": {rbacCrn(t, crn)}, "page_size": {"100"}}
	found := textAt(t, c.ask(t, 200, "GET", "/iam/v2/role-bindings?"+query.Encode(), nil), "data", 0, "id")
	status, _ := c.send(t, "DELETE", baseURL+"/api/iam/v2/role-bindings/"+found, nil)
	requireOneOf(t, "status", http.StatusText(status), "OK|No Content")
	c.ask(t, 204, "DELETE", "/iam/v2/service-accounts/"+account, nil)
}

// An API that is not served answers as an API, so that the clients say something readable and try no second time.
func TestUnservedApisAnswerAsAnApi(t *testing.T) {
	c := signedIn(t)
	for path, status := range map[string]int{"/fcpm/v2/compute-pools": 501, "/networking/v1/networks": 501, "/nothing/v1/at-all": 404, "/iam/v2/nothing": 404} {
		textAt(t, c.ask(t, status, "GET", path, nil), "errors", 0, "detail")
	}
}
