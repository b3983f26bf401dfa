import { listOffsetsV7 } from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { groupByLeader, leadersOf, type Leaders } from './leaders'
import type { KafkaLink } from './link'
import { linkTo } from './links'
import { requireFresh, withFreshTopic } from './stale-topic'

/** `earliest`, `latest` (the high watermark), `max-timestamp` (the record with the newest timestamp), or a time in ms. */
export type OffsetPosition = 'earliest' | 'latest' | 'max-timestamp' | number
export type OffsetQuery = { topic: string; partition: number; at: OffsetPosition }
/** `offset` is null when no record is at or after the time, or (max-timestamp) when the partition is empty. */
export type FoundOffset = { topic: string; partition: number; offset: bigint | null; timestamp: number }
export type TopicOffsets = { topic: string; partition: number; earliest: bigint; latest: bigint }

/**
 * Offsets of many partitions of many topics in one request per broker. A partition may be asked once. Partitions that have no
 * leader or do not exist throw.
 */
export async function listOffsets(
  connection: KafkaConnection,
  queries: OffsetQuery[],
): Promise<FoundOffset[]> {
  if (queries.length === 0) return []
  const link = linkTo(connection)
  return withFreshTopic(async () => {
    const leaders = await leadersOf(link, [...new Set(queries.map(({ topic }) => topic))])
    return offsetsByLeader(link, leaders, queries)
  })
}

/** First and next offset of every partition of these topics; topics that do not exist are left out. */
export async function listTopicOffsets(
  connection: KafkaConnection,
  topics: string[],
): Promise<TopicOffsets[]> {
  if (topics.length === 0) return []
  return withFreshTopic(() => readTopicOffsets(linkTo(connection), topics))
}

async function readTopicOffsets(link: KafkaLink, topics: string[]): Promise<TopicOffsets[]> {
  const leaders = await leadersOf(link, topics, { skipMissing: true })
  const partitions = [...leaders].flatMap(([topic, byPartition]) =>
    [...byPartition].filter(([, leader]) => leader >= 0).map(([partition]) => ({ topic, partition })),
  )
  const ask = (at: OffsetPosition) =>
    offsetsByLeader(
      link,
      leaders,
      partitions.map((one) => ({ ...one, at })),
    )
  const [earliest, latest] = await Promise.all([ask('earliest'), ask('latest')])
  const ends = new Map(latest.map((found) => [`${found.topic}\n${found.partition}`, found.offset]))
  return earliest
    .map(({ topic, partition, offset }) => {
      const start = offset ?? 0n
      return { topic, partition, earliest: start, latest: ends.get(`${topic}\n${partition}`) ?? start }
    })
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))
}

/** The same with known leaders; with `isCommitted`, `latest` is the last stable offset, where a reader of committed data ends. */
export async function offsetsByLeader(
  link: KafkaLink,
  leaders: Leaders,
  queries: OffsetQuery[],
  isCommitted = false,
): Promise<FoundOffset[]> {
  const groups = [...groupByLeader(leaders, queries)]
  return (
    await Promise.all(groups.map(([leader, group]) => askBroker(link, leader, group, isCommitted)))
  ).flat()
}

async function askBroker(
  link: KafkaLink,
  broker: number,
  queries: OffsetQuery[],
  isCommitted: boolean,
): Promise<FoundOffset[]> {
  const topics = [...Map.groupBy(queries, ({ topic }) => topic)].map(([name, group]) => ({
    name,
    partitions: group.map(({ partition, at }) => ({
      partitionIndex: partition,
      currentLeaderEpoch: -1,
      timestamp: timestampOf(at),
    })),
  }))
  const answer = await link.callPartial(
    'Listing offsets',
    broker,
    listOffsetsV7.api,
    -1,
    isCommitted ? 1 : 0,
    topics,
  )
  return answer.topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, errorCode, offset, timestamp }) => {
      requireFresh(name, partitionIndex, errorCode)
      return {
        topic: name,
        partition: partitionIndex,
        offset: offset < 0n ? null : offset,
        timestamp: Number(timestamp),
      }
    }),
  )
}

function timestampOf(at: OffsetPosition): bigint {
  if (at === 'latest') return -1n
  if (at === 'earliest') return -2n
  if (at === 'max-timestamp') return -3n
  return BigInt(Math.max(0, Math.floor(at)))
}
