// What the console shows of topics in one answer: Kafka's description, sizes and present rates.
import type { Ctx } from '@/lib/context'
import { reachCluster, reachForList } from '@/lib/clusters/reach'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import {
  describeLogDirs,
  describeTopic,
  describeTopicConfigs,
  listTopicOffsets,
  listTopics,
  type KafkaConnection,
  type ReplicaSize,
  type TopicDescription,
} from '@/lib/kafka'
import { latestTopicRates } from '@/lib/metrics/read'
import type { TopicPlace } from '@/lib/topics/get'
import { isInternalName, type TopicDetail, type TopicRow } from '@/lib/topics/schema'

/** Sizes are a courtesy: an external cluster may not tell them. */
const sizesOf = (connection: KafkaConnection, topics?: string[]): Promise<ReplicaSize[] | null> =>
  describeLogDirs(connection, topics).catch(() => null)

export async function listTopicRows(ctx: Ctx, clusterId: string): Promise<TopicRow[]> {
  const { cluster, connection, isVisible } = await reachForList(ctx, 'topics:read', clusterId)
  const [topics, sizes, rates] = await Promise.all([
    listTopics(connection),
    sizesOf(connection),
    latestTopicRates(clusterId),
  ])
  const sizeOfTopic = new Map<string, number>()
  for (const { topic, bytes } of sizes ?? []) sizeOfTopic.set(topic, (sizeOfTopic.get(topic) ?? 0) + bytes)
  const visible = topics.filter(({ name }) => isVisible({ topic: name }))
  return visible.map((topic) =>
    toRow(topic, sizes ? (sizeOfTopic.get(topic.name) ?? 0) : null, rates.get(topic.name) ?? idle(cluster)),
  )
}

export async function getTopicDetail(ctx: Ctx, { clusterId, topicName }: TopicPlace): Promise<TopicDetail> {
  const { cluster, connection } = await reachCluster(ctx, 'topics:read', clusterId, { topic: topicName })
  const [topic, configs, offsets, sizes, rates] = await Promise.all([
    describeTopic(connection, topicName),
    describeTopicConfigs(connection, topicName),
    listTopicOffsets(connection, [topicName]),
    sizesOf(connection, [topicName]),
    latestTopicRates(clusterId),
  ])
  const config = new Map(configs.map(({ name, value }) => [name, value]))
  const bounds = new Map(offsets.map((entry) => [entry.partition, entry]))
  const leaderSize = new Map(sizes?.map((entry) => [`${entry.broker}/${entry.partition}`, entry.bytes]))
  const total = sizes ? sizes.reduce((sum, { bytes }) => sum + bytes, 0) : null
  const messages = offsets.reduce((sum, { earliest, latest }) => sum + Number(latest - earliest), 0)
  return {
    ...toRow(topic, total, rates.get(topicName) ?? idle(cluster)),
    cleanupPolicy: config.get('cleanup.policy') ?? 'delete',
    retentionMs: toNumber(config.get('retention.ms')),
    retentionBytes: toNumber(config.get('retention.bytes')),
    messages,
    partitionDetails: topic.partitions.map(({ partition, leader, replicas, isr }) => ({
      partition,
      leader,
      replicas,
      isr,
      earliest: bounds.get(partition)?.earliest.toString() ?? null,
      latest: bounds.get(partition)?.latest.toString() ?? null,
      sizeBytes: sizes ? (leaderSize.get(`${leader}/${partition}`) ?? 0) : null,
    })),
  }
}

const toNumber = (value: string | null | undefined): number | null => (value == null ? null : Number(value))

/** A broker on this machine is measured in full: no sample means no traffic. Of others nothing is known then. */
const idle = (cluster: KafkaCluster): Rates | undefined =>
  cluster.provider === 'LOCAL' ? { bytesInPerSec: 0, bytesOutPerSec: 0, messagesInPerSec: 0 } : undefined

type Rates = { bytesInPerSec: number; bytesOutPerSec: number; messagesInPerSec: number }

const toRow = (topic: TopicDescription, sizeBytes: number | null, rates: Rates | undefined): TopicRow => ({
  name: topic.name,
  isInternal: topic.isInternal || isInternalName(topic.name),
  partitions: topic.partitions.length,
  replicationFactor: topic.partitions[0]?.replicas.length ?? 0,
  underReplicated: topic.partitions.filter(({ isr, replicas }) => isr.length < replicas.length).length,
  sizeBytes,
  ...(rates ? { rates } : {}),
})
