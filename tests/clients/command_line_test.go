package clients

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"
)

// The calls of the confluent command line, made by hand: it is a program, not a module.
type commandLine struct {
	login, token string
}

type object = map[string]any

func (c commandLine) send(t *testing.T, method, address string, body any) (int, []byte) {
	t.Helper()
	var reader io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		reader = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, address, reader)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("User-Agent", "Confluent-CLI/v4.60.0 (https://confluent.io; support@confluent.io)")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := (&http.Client{Transport: strictTransport{t}, Timeout: time.Minute}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, text
}

// `path` is below /api of the host, whatever path the login address has.
func (c commandLine) ask(t *testing.T, status int, method, path string, body any) object {
	t.Helper()
	return c.askAt(t, status, method, baseURL+"/api"+path, body)
}

func (c commandLine) askAt(t *testing.T, status int, method, address string, body any) object {
	t.Helper()
	got, text := c.send(t, method, address, body)
	if got != status {
		t.Fatalf("%s %s: %d instead of %d: %s", method, address, got, status, text)
	}
	var answer object
	if len(text) > 0 && json.Unmarshal(text, &answer) != nil {
		answer = object{"text": string(text)}
	}
	return answer
}

// Walks into nested objects and lists: `at(answer, "user", "id")`, `at(answer, "accounts", 0, "id")`.
func at(value any, path ...any) any {
	for _, step := range path {
		switch key := step.(type) {
		case string:
			inner, _ := value.(object)
			value = inner[key]
		case int:
			inner, _ := value.([]any)
			if key >= len(inner) {
				return nil
			}
			value = inner[key]
		}
	}
	return value
}

func textAt(t *testing.T, value any, path ...any) string {
	t.Helper()
	text, isText := at(value, path...).(string)
	if !isText {
		t.Fatalf("%v is %v instead of a text", path, at(value, path...))
	}
	return text
}
