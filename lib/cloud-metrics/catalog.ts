// The metrics of Confluent's Metrics API that Tributary measures, and no other. Data only.
import type { Metric } from '@/lib/metrics/schema'

export type CloudMetric = {
  name: string
  description: string
  unit: string
  /** Counters are per minute and add up over time; gauges are averaged over time. */
  kind: 'counter' | 'gauge'
  hasTopic: boolean
  source: Metric
}

const server = 'io.confluent.kafka.server'

export const cloudMetrics: readonly CloudMetric[] = [
  {
    name: `${server}/received_bytes`,
    description: 'Bytes of records that clients sent to the cluster, per minute.',
    unit: 'By',
    kind: 'counter',
    hasTopic: true,
    source: 'bytes_in',
  },
  {
    name: `${server}/sent_bytes`,
    description: 'Bytes of records that clients read from the cluster, per minute.',
    unit: 'By',
    kind: 'counter',
    hasTopic: true,
    source: 'bytes_out',
  },
  {
    name: `${server}/received_records`,
    description: 'Records that clients sent to the cluster, per minute.',
    unit: '{record}',
    kind: 'counter',
    hasTopic: true,
    source: 'messages_in',
  },
  {
    name: `${server}/retained_bytes`,
    description: 'Bytes that the topics of the cluster keep on disk.',
    unit: 'By',
    kind: 'gauge',
    hasTopic: false,
    source: 'size',
  },
  {
    name: `${server}/active_connection_count`,
    description: 'Connections of clients that are open.',
    unit: '{connection}',
    kind: 'gauge',
    hasTopic: false,
    source: 'connections',
  },
  {
    name: `${server}/partition_count`,
    description: 'Partitions of the topics of the cluster.',
    unit: '{partition}',
    kind: 'gauge',
    hasTopic: false,
    source: 'partitions',
  },
]

export const findCloudMetric = (name: string): CloudMetric | undefined =>
  cloudMetrics.find((metric) => metric.name === name)

export const clusterLabel = 'resource.kafka.id'
export const topicLabel = 'metric.topic'

/** What may stand in `group_by` and in filters of this metric. */
export const labelsOf = ({ hasTopic }: CloudMetric): string[] =>
  hasTopic ? [clusterLabel, topicLabel] : [clusterLabel]

export const toMetricDescriptor = ({ name, description, unit, kind, hasTopic }: CloudMetric) => ({
  name,
  description,
  type: kind === 'counter' ? 'COUNTER_INT64' : 'GAUGE_INT64',
  unit,
  lifecycle_stage: 'GENERAL_AVAILABILITY',
  exportable: true,
  labels: hasTopic ? [{ key: 'topic', description: 'The name of the Kafka topic.', exportable: true }] : [],
  resources: ['kafka'],
})

export const kafkaDescriptor = {
  type: 'kafka',
  description: 'A Kafka cluster.',
  labels: [{ key: 'kafka.id', description: 'The id of the Kafka cluster.', exportable: true }],
}
