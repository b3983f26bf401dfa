// Looks at messages without a consumer group: a few records of each partition first, then deeper only where the answer may still
// change. Within a partition timestamps are taken to grow with offsets; where they do not, the newest records by offset count.
import { AppError } from '@/lib/errors'
import { type CommittedRecords, committedRecords, type SkippedRecords } from './committed-records'
import type { KafkaConnection } from './connection'
import { fetchRound } from './fetch-round'
import { itemError } from './kafka-error'
import { type Leaders, leadersOf } from './leaders'
import type { KafkaLink } from './link'
import { linkTo } from './links'
import { offsetsByLeader, type OffsetPosition } from './offsets'
import { readRecord, type ViewedRecord } from './record-batch'
import { withFreshTopic } from './stale-topic'
import { backward, forward, isWanted, type Progress, topRecords } from './viewer-progress'

export type FetchedRecords = {
  records: ViewedRecord[]
  /** Records that are there but cannot be shown (a batch that unpacks to more than 32 MB, a damaged one). */
  skipped: SkippedRecords[]
  /** False when the memory bound ended the search: then older (or later) records may be missing. */
  isComplete: boolean
}
type TopicQuery = { topic: string; partitions?: number[]; max: number }
/** `before`: by partition the offset that the records lie below; a partition without one is read from its end. */
export type NewestQuery = TopicQuery & { before?: ReadonlyMap<number, number> }
export type FromQuery = TopicQuery & {
  from: 'earliest' | { offset: number | string } | { timestamp: number }
}

const ROUND_BYTES = 24 * 1024 * 1024
const TOTAL_BYTES = 96 * 1024 * 1024
const RESULT_BYTES = 32 * 1024 * 1024
const PARTITION_BYTES = 1024 * 1024
// A first round should bring one batch of each partition, and 64 KB with its header is what producers usually fill.
const FIRST_ROUND_BYTES = 8 * 1024 * 1024
const SMALLEST_PARTITION_BYTES = 72 * 1024

/**
 * The `max` newest committed records over all (or these) partitions, newest first; records of the same millisecond by partition.
 * Costs two ListOffsets and, as a rule, one or two Fetch requests per broker.
 */
export async function fetchNewest(connection: KafkaConnection, query: NewestQuery): Promise<FetchedRecords> {
  const link = linkTo(connection)
  return withFreshTopic(async () => {
    const leaders = await leadersOf(link, [query.topic])
    const ranges = (await rangesOf(link, leaders, query, 'earliest'))
      .map((range) => ({
        ...range,
        end: Math.min(range.end, query.before?.get(range.partition) ?? range.end),
      }))
      .filter(({ start, end }) => start < end)
    const step = Math.min(query.max, Math.max(2, Math.ceil((2 * query.max) / Math.max(1, ranges.length))))
    const states = ranges.map(({ partition, start, end }) => backward(partition, start, end, step))
    return collect(link, leaders, query, states)
  })
}

/**
 * The first `max` committed records at or after a position, oldest first. An offset before the log's start means its start; at or
 * after its end there are none. A time means, per partition, the first record that is not older.
 */
export async function fetchFrom(connection: KafkaConnection, query: FromQuery): Promise<FetchedRecords> {
  const link = linkTo(connection)
  const { from } = query
  return withFreshTopic(async () => {
    const leaders = await leadersOf(link, [query.topic])
    const at = typeof from === 'object' && 'timestamp' in from ? from.timestamp : 'earliest'
    const ranges = await rangesOf(link, leaders, query, at)
    const least = typeof from === 'object' && 'offset' in from ? Number(from.offset) : 0
    const states = ranges.map(({ partition, start, end }) => forward(partition, Math.max(start, least), end))
    return collect(link, leaders, query, states)
  })
}

type Range = { partition: number; start: number; end: number }

async function rangesOf(
  link: KafkaLink,
  leaders: Leaders,
  query: TopicQuery,
  at: OffsetPosition,
): Promise<Range[]> {
  const { topic } = query
  const known = [...(leaders.get(topic) ?? new Map<number, number>()).keys()]
  const partitions = query.partitions ?? known
  const unknown = partitions.find((partition) => !known.includes(partition))
  if (unknown !== undefined)
    throw new AppError('not_found', `Topic ${topic} has no partition ${unknown}; it has ${known.length}.`)
  const ask = (position: OffsetPosition) =>
    offsetsByLeader(
      link,
      leaders,
      partitions.map((partition) => ({ topic, partition, at: position })),
      true,
    )
  const [starts, ends] = await Promise.all([ask(at), ask('latest')])
  const endOf = new Map(ends.map(({ partition, offset }) => [partition, Number(offset ?? 0)]))
  return starts
    .filter(({ offset }) => offset !== null)
    .map(({ partition, offset }) => ({ partition, start: Number(offset), end: endOf.get(partition) ?? 0 }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.partition - b.partition)
}

async function collect(
  link: KafkaLink,
  leaders: Leaders,
  query: TopicQuery,
  states: Progress[],
): Promise<FetchedRecords> {
  const { topic, max } = query
  if (!Number.isInteger(max) || max < 1)
    throw itemError(42, 'max must be a positive number', `Topic ${topic}`)
  const sizes = new Map<number, number>()
  const firstSize = Math.min(
    PARTITION_BYTES,
    Math.max(SMALLEST_PARTITION_BYTES, Math.floor(FIRST_ROUND_BYTES / (states.length || 1))),
  )
  const skipped: SkippedRecords[] = []
  let total = 0
  let top = topRecords(states, max)
  for (;;) {
    const wanted = states.filter((state) => isWanted(state, top, max))
    if (wanted.length === 0) return { ...readAll(top), skipped }
    if (total > TOTAL_BYTES) return { ...readAll(top), skipped, isComplete: false }
    const requests = wanted.map((state) => {
      const { partition } = state
      return { partition, offset: state.nextOffset(), maxBytes: sizes.get(partition) ?? firstSize }
    })
    const fetched = await fetchRound(link, leaders, topic, requests, {
      maxWaitMs: 0,
      minBytes: 0,
      maxBytes: ROUND_BYTES,
    })
    const answers = new Map(fetched.map((one) => [one.partition, one]))
    for (const [index, state] of wanted.entries()) {
      const answer = answers.get(state.partition)
      if (answer === undefined) throw itemError(3, null, `Partition ${state.partition} of topic ${topic}`)
      total += answer.bytes.length
      const tail = state.isNewestFirst ? { before: state.endOffset(), count: max } : undefined
      const found = committedRecords(answer, state.nextOffset(), tail)
      if (found.nextOffset > state.nextOffset()) skipped.push(...take(state, found))
      else if (index === 0 || wanted.length === 1) state.endHere()
      else sizes.set(state.partition, (sizes.get(state.partition) ?? firstSize) * 4)
    }
    // Who got nothing goes first next time: the first partition of a request always gets a batch when there is one.
    states.sort((a, b) => (sizes.get(b.partition) ?? 0) - (sizes.get(a.partition) ?? 0))
    top = topRecords(states, max)
  }
}

function take(state: Progress, found: CommittedRecords): SkippedRecords[] {
  state.add(found)
  return found.skipped
}

function readAll(top: ReturnType<typeof topRecords>): Omit<FetchedRecords, 'skipped'> {
  const records: ViewedRecord[] = []
  let bytes = 0
  for (const { partition, position } of top) {
    if (bytes > RESULT_BYTES) return { records, isComplete: false }
    const record = readRecord(partition, position)
    bytes += (record.key?.length ?? 0) + (record.value?.length ?? 0)
    records.push(record)
  }
  return { records, isComplete: true }
}
