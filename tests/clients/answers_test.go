package clients

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	jsonType = regexp.MustCompile(`(?i)^(application|text)/(vnd\.[^;]+\+)?json`)
	nullNext = regexp.MustCompile(`"next"\s*:\s*null`)
)

// Fails the test on an answer that a client would crash on, whatever the test asks.
type strictTransport struct{ t *testing.T }

func (s strictTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	what := request.Method + " " + request.URL.Path
	if response.Header.Get("X-Request-Id") == "" {
		s.t.Errorf("%s: no X-Request-Id", what)
	}
	if len(body) > 0 && !jsonType.MatchString(response.Header.Get("Content-Type")) {
		s.t.Errorf("%s: content type %q", what, response.Header.Get("Content-Type"))
	}
	// Kafka REST has `next: null`; in every other list it crashes the Terraform provider.
	if !strings.Contains(request.URL.Path, "/kafka/v3/") && nullNext.Match(body) {
		s.t.Errorf(`%s: "next": null`, what)
	}
	if response.StatusCode >= 500 && response.StatusCode != http.StatusNotImplemented {
		s.t.Errorf("%s: %d %s", what, response.StatusCode, body)
	}
	return response, nil
}

func bodyOf(response *http.Response) string {
	if response == nil || response.Body == nil {
		return ""
	}
	body, _ := io.ReadAll(response.Body)
	response.Body = io.NopCloser(bytes.NewReader(body))
	return string(body)
}

// `ok(request.Execute())(t, 201)`: the decoded answer, or the end of the test.
func ok[T any](value T, response *http.Response, err error) func(t *testing.T, status int) T {
	return func(t *testing.T, status int) T {
		t.Helper()
		requireStatus(t, response, err, status)
		if err != nil {
			t.Fatalf("%s %s: %v: %s", response.Request.Method, response.Request.URL, err, bodyOf(response))
		}
		return value
	}
}

// `done(request.Execute())(t, 204)`: for answers without a body.
func done(response *http.Response, err error) func(t *testing.T, status int) {
	return func(t *testing.T, status int) {
		t.Helper()
		ok(struct{}{}, response, err)(t, status)
	}
}

// `refused(request.Execute())(t, 404)`: the status of an answer that is to be an error.
func refused[T any](_ T, response *http.Response, err error) func(t *testing.T, status int) string {
	return func(t *testing.T, status int) string {
		t.Helper()
		requireStatus(t, response, err, status)
		return bodyOf(response)
	}
}

// The same for operations that answer without a body when they succeed.
func notDone(response *http.Response, err error) func(t *testing.T, status int) string {
	return refused(struct{}{}, response, err)
}

func requireStatus(t *testing.T, response *http.Response, err error, status int) {
	t.Helper()
	if response == nil {
		t.Fatalf("no answer: %v", err)
	}
	if response.StatusCode != status {
		t.Fatalf("%s %s: %d instead of %d: %s", response.Request.Method, response.Request.URL, response.StatusCode, status, bodyOf(response))
	}
}

// Asks until `isSo`; what the clients wait for in minutes must come within seconds here.
func eventually(t *testing.T, within time.Duration, what string, isSo func() bool) {
	t.Helper()
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if isSo() {
			return
		}
	}
	t.Fatalf("Not within %s: %s", within, what)
}

// Follows `next` as the clients do; answers all ids and how many pages there were.
func walkPages(t *testing.T, ask func(token string) (ids []string, next string)) (all []string, pages int) {
	t.Helper()
	for token := ""; ; pages++ {
		if pages > 1000 {
			t.Fatal("The list has no end.")
		}
		ids, next := ask(token)
		all = append(all, ids...)
		if next == "" {
			return all, pages + 1
		}
		address, err := url.Parse(next)
		if err != nil || !address.IsAbs() || address.Query().Get("page_token") == "" {
			t.Fatalf("next is %q: a whole address with a page_token is wanted", next)
		}
		token = address.Query().Get("page_token")
	}
}

// Every given id exactly once, and more than one page.
func requirePages(t *testing.T, all []string, pages int, given ...string) {
	t.Helper()
	if pages < 2 {
		t.Fatalf("%d page of %d entries", pages, len(all))
	}
	seen := map[string]int{}
	for _, id := range all {
		seen[id]++
	}
	for id, times := range seen {
		if times > 1 {
			t.Fatalf("%s is on %d pages", id, times)
		}
	}
	for _, id := range given {
		if seen[id] != 1 {
			t.Fatalf("%s is on no page", id)
		}
	}
}

func requireEqual[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Fatalf("%s is %v instead of %v", what, got, want)
	}
}

// Each SDK module has a NullableString of its own.
func nextOf(next interface{ Get() *string }) string {
	if value := next.Get(); value != nil {
		return *value
	}
	return ""
}

func requireOneOf(t *testing.T, what, got, choices string) {
	t.Helper()
	if !slices.Contains(strings.Split(choices, "|"), got) {
		t.Fatalf("%s is %q instead of %s", what, got, choices)
	}
}

// Long texts: says where they part.
func requireSameText(t *testing.T, one, two string) {
	t.Helper()
	for at := range min(len(one), len(two)) {
		if one[at] != two[at] {
			from := max(0, at-100)
			t.Fatalf("a difference:\n%s\n%s", one[from:min(len(one), at+100)], two[from:min(len(two), at+100)])
		}
	}
	requireEqual(t, "length", len(two), len(one))
}

// What the provider computes as rbac_crn: the cluster's name cut at the last "/kafka=".
func rbacCrn(t *testing.T, resourceName string) string {
	t.Helper()
	at := strings.LastIndex(resourceName, "/kafka=")
	if at < 0 {
		t.Fatalf("resource_name %q has no /kafka=", resourceName)
	}
	return resourceName[:at]
}

// Kafka REST's own code of an error.
func codeOf(t *testing.T, body string) int {
	t.Helper()
	var answer struct {
		ErrorCode int `json:"error_code"`
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return answer.ErrorCode
}
