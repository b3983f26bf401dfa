import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { committedRecords } from './committed-records'
import type { KafkaConnection } from './connection'
import { fetchRound } from './fetch-round'
import { type Leaders, leadersOf } from './leaders'
import { KafkaLink } from './link'
import { offsetsByLeader, type OffsetPosition } from './offsets'
import { readRecord, type RecordPosition, type ViewedRecord } from './record-batch'
import { StaleTopic } from './stale-topic'

export type TailQuery = {
  topic: string
  partitions?: number[]
  from: 'latest' | 'earliest' | { offset: number | string } | { timestamp: number }
  /** Most records in one array; default 500. */
  max?: number
  /** Called when records were passed over because the topic is faster than the reader (only with `from: 'latest'`). */
  onSkipped?: (count: number) => void
}

const WAIT_MS = 250
const ROUND_BYTES = 8 * 1024 * 1024
const PARTITION_BYTES = 1024 * 1024
const RETRY_MS = 250
const PATIENCE_MS = 60_000
const NEW_PARTITIONS_MS = 30_000

/**
 * Follows a topic by long-polling its partitions, without a group, on sockets of its own. Yields arrays of committed records, by
 * partition in offset order, until the signal aborts or the loop is left. The reader sets the pace: nothing is fetched while it is
 * busy. From `latest` it is kept at the end (older records are skipped and counted); from any other place it sees every record.
 * Brokers that are away for less than a minute are waited for; a topic that vanished throws `not_found`.
 */
export async function* tail(
  connection: KafkaConnection,
  query: TailQuery,
  signal: AbortSignal,
): AsyncGenerator<ViewedRecord[]> {
  const link = new KafkaLink(connection)
  const stop = () => void link.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    yield* follow(link, query, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', stop)
    await link.close()
  }
}

async function* follow(
  link: KafkaLink,
  query: TailQuery,
  signal: AbortSignal,
): AsyncGenerator<ViewedRecord[]> {
  const { topic, max = 500 } = query
  const next = new Map<number, number>()
  let leaders: Leaders = new Map()
  let lookAgainAt = 0
  let awaySince: number | null = null
  while (!signal.aborted) {
    try {
      if (Date.now() >= lookAgainAt) {
        leaders = await leadersOf(link, [topic])
        await findPositions(link, leaders, query, next)
        lookAgainAt = Date.now() + NEW_PARTITIONS_MS
      }
      const found = await readOnce(link, leaders, query, next, max)
      awaySince = null
      for (let at = 0; at < found.length && !signal.aborted; at += max) yield found.slice(at, at + max)
    } catch (error) {
      const reason = error instanceof StaleTopic ? error.reason : error
      const isAway =
        error instanceof StaleTopic || (error instanceof AppError && error.code === 'unavailable')
      awaySince ??= Date.now()
      if (signal.aborted || !isAway || Date.now() - awaySince > PATIENCE_MS) throw reason
      lookAgainAt = 0
      await pause(RETRY_MS)
    }
  }
}

/** Where to begin in partitions that are new to us; one that appears later is read from its start. */
async function findPositions(
  link: KafkaLink,
  leaders: Leaders,
  query: TailQuery,
  next: Map<number, number>,
): Promise<void> {
  const { topic, from } = query
  const all = [...(leaders.get(topic)?.keys() ?? [])]
  const unknown = query.partitions?.find((partition) => !all.includes(partition))
  if (unknown !== undefined)
    throw new AppError('not_found', `Topic ${topic} has no partition ${unknown}; it has ${all.length}.`)
  const isStart = next.size === 0
  const fresh = (query.partitions ?? all).filter((partition) => !next.has(partition))
  const ask = (at: OffsetPosition) =>
    offsetsByLeader(
      link,
      leaders,
      fresh.map((partition) => ({ topic, partition, at })),
      true,
    )
  const at =
    !isStart || (typeof from === 'object' && 'offset' in from)
      ? 'earliest'
      : typeof from === 'object'
        ? from.timestamp
        : from
  const [starts, ends] = await Promise.all([ask(at), ask('latest')])
  const endOf = new Map(ends.map(({ partition, offset }) => [partition, Number(offset ?? 0)]))
  const least = isStart && typeof from === 'object' && 'offset' in from ? Number(from.offset) : 0
  for (const { partition, offset } of starts)
    next.set(partition, Math.max(least, Number(offset ?? endOf.get(partition) ?? 0)))
}

async function readOnce(
  link: KafkaLink,
  leaders: Leaders,
  query: TailQuery,
  next: Map<number, number>,
  max: number,
): Promise<ViewedRecord[]> {
  const { topic } = query
  const requests = [...next].map(([partition, offset]) => ({ partition, offset, maxBytes: PARTITION_BYTES }))
  const fetched = await fetchRound(link, leaders, topic, requests, {
    maxBytes: ROUND_BYTES,
    maxWaitMs: WAIT_MS,
    minBytes: 1,
  })
  const isLive = query.from === 'latest'
  let skipped = 0
  const found: { partition: number; position: RecordPosition }[] = []
  for (const answer of fetched) {
    const { partition, lastStableOffset } = answer
    const from = next.get(partition) ?? 0
    const { records, nextOffset } = committedRecords(answer, from)
    for (const position of records) if (position.offset >= from) found.push({ partition, position })
    const isFarBehind = isLive && lastStableOffset - nextOffset > max * 10
    if (isFarBehind) skipped += lastStableOffset - max - nextOffset
    next.set(partition, isFarBehind ? lastStableOffset - max : nextOffset)
    // Partitions that got nothing because others filled the answer go first next time.
    if (answer.bytes.length > 0) moveToEnd(next, partition)
  }
  if (isLive && found.length > max) skipped += found.splice(0, found.length - max).length
  if (skipped > 0) query.onSkipped?.(skipped)
  return found.map(({ partition, position }) => readRecord(partition, position))
}

function moveToEnd(next: Map<number, number>, partition: number): void {
  const offset = next.get(partition)
  next.delete(partition)
  if (offset !== undefined) next.set(partition, offset)
}
