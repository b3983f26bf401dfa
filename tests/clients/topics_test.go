package clients

import (
	"maps"
	"slices"
	"testing"

	kafkarest "github.com/confluentinc/ccloud-sdk-go-v2/kafkarest/v3"
)

func openFirstCluster(t *testing.T) (rest *kafkarest.APIClient, clusterID string) {
	t.Helper()
	_, cluster := firstCluster(t, openControlPlane(t, cloudKey))
	return openKafkaRest(t, cluster.Spec.GetHttpEndpoint(), cloudKey), cluster.GetId()
}

func makeTopic(t *testing.T, rest *kafkarest.APIClient, clusterID, name string, configs map[string]string) {
	t.Helper()
	rows := []kafkarest.CreateTopicRequestDataConfigs{}
	for name, value := range configs {
		rows = append(rows, kafkarest.CreateTopicRequestDataConfigs{Name: name, Value: *kafkarest.NewNullableString(&value)})
	}
	body := kafkarest.CreateTopicRequestData{TopicName: name, PartitionsCount: pointer(int32(2)), Configs: &rows}
	made := ok(rest.TopicV3Api.CreateKafkaTopic(t.Context(), clusterID).CreateTopicRequestData(body).Execute())(t, 201)
	requireEqual(t, "topic_name", made.TopicName, name)
}

// What goes into Terraform's state: the rows that are set on the topic itself. A row whose value is null crashes the provider.
func setConfigs(t *testing.T, rest *kafkarest.APIClient, clusterID, topic string) map[string]string {
	t.Helper()
	list := ok(rest.ConfigsV3Api.ListKafkaTopicConfigs(t.Context(), clusterID, topic).Execute())(t, 200)
	set := map[string]string{}
	for _, row := range list.Data {
		if row.Source != "DYNAMIC_TOPIC_CONFIG" {
			continue
		}
		if row.Value.Get() == nil {
			t.Fatalf("%s is set to null", row.Name)
		}
		set[row.Name] = *row.Value.Get()
	}
	return set
}

func alterTopic(t *testing.T, rest *kafkarest.APIClient, clusterID, topic string, rows ...kafkarest.AlterConfigBatchRequestDataData) {
	t.Helper()
	// Not nil: the SDK would send null.
	body := kafkarest.AlterConfigBatchRequestData{Data: append([]kafkarest.AlterConfigBatchRequestDataData{}, rows...)}
	done(rest.ConfigsV3Api.UpdateKafkaTopicConfigBatch(t.Context(), clusterID, topic).AlterConfigBatchRequestData(body).Execute())(t, 204)
}

func setRow(name, value string) kafkarest.AlterConfigBatchRequestDataData {
	return kafkarest.AlterConfigBatchRequestDataData{Name: name, Value: *kafkarest.NewNullableString(&value)}
}

func resetRow(name string) kafkarest.AlterConfigBatchRequestDataData {
	return kafkarest.AlterConfigBatchRequestDataData{Name: name, Operation: *kafkarest.NewNullableString(pointer("DELETE"))}
}

func TestTopicsAreCreatedReadUpdatedListedAndDeleted(t *testing.T) {
	rest, clusterID := openFirstCluster(t)
	topic := unique("orders")
	configs := map[string]string{"cleanup.policy": "compact", "retention.ms": "6789000"}
	makeTopic(t, rest, clusterID, topic, configs)
	again := kafkarest.CreateTopicRequestData{TopicName: topic, PartitionsCount: pointer(int32(2))}
	body := refused(rest.TopicV3Api.CreateKafkaTopic(t.Context(), clusterID).CreateTopicRequestData(again).Execute())(t, 400)
	requireEqual(t, "error_code", codeOf(t, body), 40002)

	read := ok(rest.TopicV3Api.GetKafkaTopic(t.Context(), clusterID, topic).Execute())(t, 200)
	requireEqual(t, "partitions_count", read.PartitionsCount, 2)
	if set := setConfigs(t, rest, clusterID, topic); !maps.Equal(set, configs) {
		t.Fatalf("set are %v instead of %v", set, configs)
	}

	// The CLI sends an empty batch when only the partitions change.
	alterTopic(t, rest, clusterID, topic)
	alterTopic(t, rest, clusterID, topic, setRow("retention.ms", "7000000"), resetRow("cleanup.policy"))
	ok(rest.TopicV3Api.UpdatePartitionCountKafkaTopic(t.Context(), clusterID, topic).UpdatePartitionCountRequestData(kafkarest.UpdatePartitionCountRequestData{PartitionsCount: 4}).Execute())(t, 200)
	if set, want := setConfigs(t, rest, clusterID, topic), map[string]string{"retention.ms": "7000000"}; !maps.Equal(set, want) {
		t.Fatalf("set are %v instead of %v", set, want)
	}
	one := ok(rest.ConfigsV3Api.GetKafkaTopicConfig(t.Context(), clusterID, topic, "retention.ms").Execute())(t, 200)
	requireEqual(t, "retention.ms", *one.Value.Get(), "7000000")
	partitions := ok(rest.PartitionV3Api.ListKafkaPartitions(t.Context(), clusterID, topic).Execute())(t, 200)
	requireEqual(t, "partitions", len(partitions.Data), 4)

	list := ok(rest.TopicV3Api.ListKafkaTopics(t.Context(), clusterID).Execute())(t, 200)
	if !slices.ContainsFunc(list.Data, func(row kafkarest.TopicData) bool { return row.TopicName == topic }) {
		t.Fatal("The topic is not on the list.")
	}
	done(rest.TopicV3Api.DeleteKafkaTopic(t.Context(), clusterID, topic).Execute())(t, 204)
	body = refused(rest.TopicV3Api.GetKafkaTopic(t.Context(), clusterID, topic).Execute())(t, 404)
	requireEqual(t, "error_code", codeOf(t, body), 40403)
}

func TestRecordsAreProducedAndGroupsRead(t *testing.T) {
	rest, clusterID := openFirstCluster(t)
	topic := unique("records")
	makeTopic(t, rest, clusterID, topic, nil)
	value := kafkarest.ProduceRequestData{Type: pointer("JSON"), Data: map[string]any{"id": 1}}
	body := kafkarest.ProduceRequest{Value: *kafkarest.NewNullableProduceRequestData(&value)}
	answer := ok(rest.RecordsV3Api.ProduceRecord(t.Context(), clusterID, topic).ProduceRequest(body).Execute())(t, 200)
	requireEqual(t, "error_code", answer.ErrorCode, 200)
	requireEqual(t, "topic_name", answer.GetTopicName(), topic)

	groups := ok(rest.ConsumerGroupV3Api.ListKafkaConsumerGroups(t.Context(), clusterID).Execute())(t, 200)
	for _, group := range groups.Data {
		ok(rest.ConsumerGroupV3Api.GetKafkaConsumerGroup(t.Context(), clusterID, group.ConsumerGroupId).Execute())(t, 200)
	}
	refused(rest.ConsumerGroupV3Api.GetKafkaConsumerGroup(t.Context(), clusterID, unique("no-group")).Execute())(t, 404)
	cluster := ok(rest.ClusterV3Api.GetKafkaCluster(t.Context(), clusterID).Execute())(t, 200)
	requireEqual(t, "cluster_id", cluster.ClusterId, clusterID)
	done(rest.TopicV3Api.DeleteKafkaTopic(t.Context(), clusterID, topic).Execute())(t, 204)
}

// Every row of the list goes into Terraform's state: overridden ones only, none with a null.
func TestClusterConfigsAreSetReadAndReset(t *testing.T) {
	rest, clusterID := openFirstCluster(t)
	api := rest.ConfigsV3Api
	body := kafkarest.AlterConfigBatchRequestData{Data: []kafkarest.AlterConfigBatchRequestDataData{setRow("log.retention.ms", "86400123")}}
	done(api.UpdateKafkaClusterConfigs(t.Context(), clusterID).AlterConfigBatchRequestData(body).Execute())(t, 204)
	list := ok(api.ListKafkaClusterConfigs(t.Context(), clusterID).Execute())(t, 200)
	found := map[string]string{}
	for _, row := range list.Data {
		requireEqual(t, "source of "+row.Name, row.Source, "DYNAMIC_DEFAULT_BROKER_CONFIG")
		if row.Value.Get() != nil {
			found[row.Name] = *row.Value.Get()
		}
	}
	requireEqual(t, "log.retention.ms", found["log.retention.ms"], "86400123")
	done(api.DeleteKafkaClusterConfig(t.Context(), clusterID, "log.retention.ms").Execute())(t, 204)
}
