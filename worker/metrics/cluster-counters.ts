// Cumulative counters and gauges of one cluster at one moment; the loop turns two of them into rates.
import { clusterConnection } from '@/lib/clusters/connection'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { describeLogDirs, listTopicOffsets, listTopics } from '@/lib/kafka'
import type { Metric } from '@/lib/metrics/schema'
import { isInternalName } from '@/lib/topics/schema'
import { readBrokerMetrics } from '@/worker/brokers/metrics'
import { clusterFolder } from '@/worker/clusters/apply-keys'

export type Counters = {
  /** By resource (`cluster`, `topic:NAME`): values that only grow until a broker restarts. */
  cumulative: Map<string, Partial<Record<Metric, number>>>
  gauges: Partial<Record<Metric, number>>
}

export async function readCounters(cluster: KafkaCluster): Promise<Counters> {
  const connection = await clusterConnection(cluster)
  const [topics, sizes] = await Promise.all([listTopics(connection), describeLogDirs(connection)])
  // Topics of Kafka's own and of Tributary's runtimes do not count as the user's traffic.
  const own = topics.filter(({ name }) => !isInternalName(name))
  const names = new Set(own.map(({ name }) => name))
  const gauges: Counters['gauges'] = {
    topics: own.length,
    partitions: own.reduce((sum, { partitions }) => sum + partitions.length, 0),
    size: sizes.filter(({ topic }) => names.has(topic)).reduce((sum, { bytes }) => sum + bytes, 0),
  }
  if (cluster.provider !== 'LOCAL') return { cumulative: await fromOffsets(cluster, [...names]), gauges }
  const { topics: traffic, clientConnections } = await readBrokerMetrics(clusterFolder(cluster.id))
  const cumulative: Counters['cumulative'] = new Map()
  const total = { bytes_in: 0, bytes_out: 0, messages_in: 0 }
  for (const [topic, counters] of Object.entries(traffic)) {
    if (!names.has(topic)) continue
    const values = {
      bytes_in: counters.bytesIn,
      bytes_out: counters.bytesOut,
      messages_in: counters.messagesIn,
    }
    cumulative.set(`topic:${topic}`, values)
    total.bytes_in += values.bytes_in
    total.bytes_out += values.bytes_out
    total.messages_in += values.messages_in
  }
  cumulative.set('cluster', total)
  return { cumulative, gauges: { ...gauges, connections: clientConnections } }
}

/** Without JMX, end offsets tell how many messages came in; bytes are not measured there. */
async function fromOffsets(cluster: KafkaCluster, names: string[]): Promise<Counters['cumulative']> {
  const cumulative: Counters['cumulative'] = new Map()
  let total = 0
  for (const { topic, latest } of await listTopicOffsets(await clusterConnection(cluster), names)) {
    const resource = `topic:${topic}`
    const messages = (cumulative.get(resource)?.messages_in ?? 0) + Number(latest)
    cumulative.set(resource, { messages_in: messages })
    total += Number(latest)
  }
  return cumulative.set('cluster', { messages_in: total })
}
