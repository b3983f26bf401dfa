import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createPartitionsV3, createTopicsV7, deleteTopicsV5 } from '@platformatic/kafka'
import { AppError } from '@/lib/errors'
import { type ConfigEntry, sourceOf } from './configs'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import type { KafkaLink } from './link'
import { linkTo } from './links'

export type TopicPartition = { partition: number; leader: number | null; replicas: number[]; isr: number[] }
export type TopicDescription = {
  name: string
  topicId: string
  isInternal: boolean
  partitions: TopicPartition[]
}
export type NewTopic = {
  name: string
  /** Left out: the cluster's default (6 on local clusters). */
  partitions?: number
  replicationFactor?: number
  configs?: Record<string, string>
  /** Kafka checks everything and creates nothing. */
  validateOnly?: boolean
}

const TIMEOUT_MS = 15_000
const VISIBLE_DEADLINE_MS = 3_000
const KEPT_MS = 2_000

/** All topics that the principal may see, sorted by name, with their partitions. */
export async function listTopics(connection: KafkaConnection): Promise<TopicDescription[]> {
  const { topics } = await linkTo(connection).metadata(null)
  return topics
    .filter((topic) => topic.errorCode === 0)
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** `until` is known once the list is there: on a slow cluster it may take longer to come than it is kept. */
type KeptList = { until: number; topics: Promise<TopicDescription[]> }
const kept = new WeakMap<KafkaLink, KeptList>()

/**
 * The same, at most two seconds old: for pages and lists that are asked for again and again. A change that came by this
 * connection shows at once, one that others made a moment later.
 */
export function listTopicsSoon(connection: KafkaConnection): Promise<TopicDescription[]> {
  const link = linkTo(connection)
  const known = kept.get(link)
  if (known && performance.now() < known.until) return known.topics
  const entry: KeptList = { until: Infinity, topics: listTopics(connection) }
  kept.set(link, entry)
  entry.topics.then(
    () => (entry.until = performance.now() + KEPT_MS),
    () => {
      if (kept.get(link) === entry) kept.delete(link)
    },
  )
  return entry.topics
}

/** The topics of these names that exist; the others are left out. */
export async function describeTopics(
  connection: KafkaConnection,
  names: string[],
): Promise<TopicDescription[]> {
  if (names.length === 0) return []
  const { topics } = await linkTo(connection).metadata(names)
  return topics.filter((topic) => topic.errorCode === 0).map(describe)
}

/** One topic; throws `not_found` when it does not exist, `forbidden` when the principal may not see it. */
export async function describeTopic(connection: KafkaConnection, name: string): Promise<TopicDescription> {
  const { topics } = await linkTo(connection).metadata([name])
  const topic = topics[0]
  if (topic === undefined || topic.errorCode !== 0)
    throw itemError(topic?.errorCode ?? 3, null, `Topic ${name}`)
  return describe(topic)
}

/** Creates a topic and returns when the cluster shows it with leaders. Throws `conflict` when it exists. */
export async function createTopic(connection: KafkaConnection, topic: NewTopic): Promise<void> {
  const link = linkTo(connection)
  const request = {
    name: topic.name,
    numPartitions: topic.partitions ?? -1,
    replicationFactor: topic.replicationFactor ?? -1,
    assignments: [],
    configs: Object.entries(topic.configs ?? {}).map(([name, value]) => ({ name, value })),
  }
  const validateOnly = topic.validateOnly ?? false
  const answer = await link.callPartial(
    'Creating a topic',
    'controller',
    createTopicsV7.api,
    [request],
    TIMEOUT_MS,
    validateOnly,
  )
  const result = answer.topics[0]
  if (result !== undefined && result.errorCode !== 0)
    throw itemError(result.errorCode, result.errorMessage ?? null, `Topic ${topic.name}`)
  if (!validateOnly)
    await waitFor(link, topic.name, (found) => found !== null && found.every((leader) => leader >= 0))
}

/** What a new topic would have: Kafka is asked to check the making of one and to make nothing. */
export async function defaultTopicConfigs(connection: KafkaConnection): Promise<ConfigEntry[]> {
  const name = `defaults-${randomUUID()}`
  const request = { name, numPartitions: -1, replicationFactor: -1, assignments: [], configs: [] }
  const answer = await linkTo(connection).callPartial(
    'Reading the defaults of topics',
    'controller',
    createTopicsV7.api,
    [request],
    TIMEOUT_MS,
    true,
  )
  const result = answer.topics[0]
  if (result === undefined || result.errorCode !== 0)
    throw itemError(result?.errorCode ?? -1, result?.errorMessage ?? null, 'Defaults of topics')
  return (result.configs ?? [])
    .map(({ name: config, value, readOnly, configSource, isSensitive }) => ({
      name: config,
      value: value ?? null,
      source: sourceOf(configSource),
      isDefault: true,
      isReadOnly: readOnly,
      isSensitive,
      type: 'UNKNOWN' as const,
      documentation: null,
      synonyms: [{ name: config, value: value ?? null, source: sourceOf(configSource) }],
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Deletes a topic with its records and returns when the cluster does not show it any more. */
export async function deleteTopic(connection: KafkaConnection, name: string): Promise<void> {
  const link = linkTo(connection)
  const answer = await link.callPartial(
    'Deleting a topic',
    'controller',
    deleteTopicsV5.api,
    [{ name }],
    TIMEOUT_MS,
  )
  const result = answer.responses[0]
  if (result !== undefined && result.errorCode !== 0)
    throw itemError(result.errorCode, result.errorMessage ?? null, `Topic ${name}`)
  await waitFor(link, name, (found) => found === null)
}

/** Raises the number of partitions to `count`. Kafka never lowers it. */
export async function createPartitions(
  connection: KafkaConnection,
  name: string,
  count: number,
): Promise<void> {
  const link = linkTo(connection)
  const topics = [{ name, count }]
  const answer = await link.callPartial(
    'Adding partitions',
    'controller',
    createPartitionsV3.api,
    topics,
    TIMEOUT_MS,
    false,
  )
  const result = answer.results[0]
  if (result !== undefined && result.errorCode !== 0)
    throw itemError(result.errorCode, result.errorMessage ?? null, `Topic ${name}`)
  await waitFor(link, name, (found) => found?.length === count && found.every((leader) => leader >= 0))
}

// The controller answers when it has decided; brokers follow some milliseconds later (later still on busy clusters, where the
// answer is true all the same: hence no error at the deadline).
async function waitFor(
  link: KafkaLink,
  name: string,
  isDone: (leaders: number[] | null) => boolean,
): Promise<void> {
  try {
    const deadline = Date.now() + VISIBLE_DEADLINE_MS
    while (Date.now() < deadline) {
      const topic = (await link.metadata([name])).topics[0]
      if (topic?.errorCode === 29) return
      const isThere = topic !== undefined && topic.errorCode === 0
      if (isDone(isThere ? topic.partitions.map(({ leaderId }) => leaderId) : null)) return
      await pause(20)
    }
  } finally {
    kept.delete(link)
  }
}

type RawTopic = Awaited<ReturnType<KafkaLink['metadata']>>['topics'][number]

function describe(topic: RawTopic): TopicDescription {
  if (typeof topic.name !== 'string')
    throw new AppError('unavailable', 'The cluster described a topic without a name.')
  const partitions = topic.partitions
    .map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
      partition: partitionIndex,
      leader: leaderId >= 0 ? leaderId : null,
      replicas: replicaNodes,
      isr: isrNodes,
    }))
    .sort((a, b) => a.partition - b.partition)
  return { name: topic.name, topicId: topic.topicId, isInternal: topic.isInternal, partitions }
}
