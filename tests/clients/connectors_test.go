package clients

import (
	"strings"
	"testing"
	"time"

	connect "github.com/confluentinc/ccloud-sdk-go-v2/connect/v1"
)

// The provider ignores these when they come back; every other key that the user did not write is a difference.
const ignoredConnectorKeys = "cloud.environment|cloud.provider|connector.crn|kafka.endpoint|kafka.max.partition.validation.disable|kafka.region|kafka.dedicated|schema.registry.url|valid.kafka.api.key|confluent.custom.plugin.type|confluent.resource.connector.tier"

func requireNoDrift(t *testing.T, got, want map[string]string) {
	t.Helper()
	for key, value := range want {
		isMasked := strings.HasPrefix(got[key], "**")
		if got[key] != value && !(isMasked && strings.HasPrefix(key, "kafka.api.")) {
			t.Fatalf("%s is %q instead of %q", key, got[key], value)
		}
	}
	for key := range got {
		if _, isOurs := want[key]; !isOurs && !strings.Contains("|"+ignoredConnectorKeys+"|", "|"+key+"|") && !strings.HasPrefix(key, "config.internal.") {
			t.Fatalf("%s=%q was not in the configuration", key, got[key])
		}
	}
}

func TestConnectorsAreValidatedCreatedReadUpdatedPausedResumedAndDeleted(t *testing.T) {
	plane := openControlPlane(t, cloudKey)
	environmentID, cluster := firstCluster(t, plane)
	clusterID := cluster.GetId()
	rest, _ := openFirstCluster(t)
	api, lifecycle, status := plane.connect.ConnectorsConnectV1Api, plane.connect.LifecycleConnectV1Api, plane.connect.StatusConnectV1Api
	plugins := plane.connect.ManagedConnectorPluginsConnectV1Api
	account := makeServiceAccount(t, plane, "connector")
	defer deleteServiceAccount(t, plane, account)
	key := makeKafkaKey(t, plane, account, clusterID)
	name, topic := unique("datagen"), unique("orders")
	makeTopic(t, rest, clusterID, topic, nil)
	grantTopic(t, plane, cluster.Metadata.GetResourceName(), account, topic)
	config := map[string]string{
		"name": name, "connector.class": "DatagenSource", "kafka.auth.mode": "KAFKA_API_KEY",
		"kafka.api.key": key.id, "kafka.api.secret": key.secret, "kafka.topic": topic,
		"output.data.format": "JSON", "quickstart": "ORDERS", "tasks.max": "1",
	}
	list := ok(plugins.ListConnectv1ConnectorPlugins(t.Context(), environmentID, clusterID).Execute())(t, 200)
	if len(list) == 0 {
		t.Fatal("There is no plugin.")
	}
	valid := ok(plugins.ValidateConnectv1ConnectorPlugin(t.Context(), "DatagenSource", environmentID, clusterID).RequestBody(config).Execute())(t, 200)
	requireEqual(t, "error_count", valid.GetErrorCount(), 0)
	wrong := map[string]string{"name": name, "connector.class": "DatagenSource"}
	invalid := ok(plugins.ValidateConnectv1ConnectorPlugin(t.Context(), "DatagenSource", environmentID, clusterID).RequestBody(wrong).Execute())(t, 200)
	if invalid.GetErrorCount() == 0 {
		t.Fatal("A configuration without a topic is valid.")
	}

	body := connect.InlineObject{Name: &name, Config: &config}
	ok(api.CreateConnectv1Connector(t.Context(), environmentID, clusterID).InlineObject(body).Execute())(t, 201)
	read := func() connect.ConnectV1ConnectorExpansion {
		t.Helper()
		all := ok(api.ListConnectv1ConnectorsWithExpansions(t.Context(), environmentID, clusterID).Expand("info,status,id").Execute())(t, 200)
		found, isThere := all[name]
		if !isThere {
			t.Fatalf("%s is not on the list", name)
		}
		return found
	}
	requireNoDrift(t, *read().Info.Config, config)
	if id := *read().Id.Id; !strings.HasPrefix(id, "lcc-") {
		t.Fatalf("id %q", id)
	}
	await := func(state string) {
		t.Helper()
		eventually(t, 30*time.Second, state, func() bool {
			answer := ok(status.ReadConnectv1ConnectorStatus(t.Context(), name, environmentID, clusterID).Execute())(t, 200)
			requireOneOf(t, "state", answer.Connector.State, "PROVISIONING|DEGRADED|RUNNING|PAUSED")
			return answer.Connector.State == state
		})
	}
	await("RUNNING")
	ok(status.ListConnectv1ConnectorTasks(t.Context(), name, environmentID, clusterID).Execute())(t, 200)

	config["max.interval"] = "500"
	ok(api.CreateOrUpdateConnectv1ConnectorConfig(t.Context(), name, environmentID, clusterID).RequestBody(config).Execute())(t, 200)
	requireNoDrift(t, *read().Info.Config, config)
	requireNoDrift(t, ok(api.GetConnectv1ConnectorConfig(t.Context(), name, environmentID, clusterID).Execute())(t, 200), config)
	done(lifecycle.PauseConnectv1Connector(t.Context(), name, environmentID, clusterID).Execute())(t, 202)
	await("PAUSED")
	done(lifecycle.ResumeConnectv1Connector(t.Context(), name, environmentID, clusterID).Execute())(t, 202)
	await("RUNNING")

	offsets := plane.connect.OffsetsConnectV1Api
	at := ok(offsets.GetConnectv1ConnectorOffsets(t.Context(), name, environmentID, clusterID).Execute())(t, 200)
	requireEqual(t, "name", at.GetName(), name)
	reset := connect.ConnectV1AlterOffsetRequest{Type: connect.DELETE}
	refused(offsets.AlterConnectv1ConnectorOffsetsRequest(t.Context(), name, environmentID, clusterID).ConnectV1AlterOffsetRequest(reset).Execute())(t, 501)

	gone, response, err := api.DeleteConnectv1Connector(t.Context(), name, environmentID, clusterID).Execute()
	if err != nil || response.StatusCode >= 300 || len(gone.Error) > 0 {
		t.Fatalf("delete: %d %v %s", response.StatusCode, err, bodyOf(response))
	}
	all := ok(api.ListConnectv1Connectors(t.Context(), environmentID, clusterID).Execute())(t, 200)
	for _, left := range all {
		if left == name {
			t.Fatal("The deleted connector is on the list.")
		}
	}
	refused(api.ReadConnectv1Connector(t.Context(), name, environmentID, clusterID).Execute())(t, 404)
	done(rest.TopicV3Api.DeleteKafkaTopic(t.Context(), clusterID, topic).Execute())(t, 204)
}
