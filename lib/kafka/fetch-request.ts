// Fetch, version 12, whose answer keeps the records as raw bytes: what of them is unpacked, and how far, the caller decides.
import { type Connection, createAPI, fetchV12, type Reader } from '@platformatic/kafka'
import { WireCursor } from './wire-cursor'

export type FetchPosition = { topic: string; partition: number; offset: number; maxBytes: number }
export type FetchLimits = {
  maxWaitMs: number
  minBytes: number
  maxBytes: number
  /** Default: only records of transactions that were committed. */
  isolation?: 'committed' | 'all'
}
export type FetchedPartition = {
  topic: string
  partition: number
  errorCode: number
  highWatermark: number
  /** End of what a reader of committed records may see. */
  lastStableOffset: number
  logStartOffset: number
  aborted: { producerId: bigint; firstOffset: number }[]
  bytes: Buffer
}

type Arguments = Parameters<typeof fetchV12.createRequest>
const api = createAPI<Arguments, FetchedPartition[]>(1, 12, fetchV12.createRequest, parseResponse)

/** Records of several partitions from their leader. Per-partition errors are in the result. */
export function fetchPartitions(
  socket: Connection,
  positions: FetchPosition[],
  { maxWaitMs, minBytes, maxBytes, isolation = 'committed' }: FetchLimits,
): Promise<FetchedPartition[]> {
  const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([topic, group]) => ({
    topicId: topic,
    partitions: group.map((position) => ({
      partition: position.partition,
      currentLeaderEpoch: -1,
      fetchOffset: BigInt(position.offset),
      lastFetchedEpoch: -1,
      partitionMaxBytes: position.maxBytes,
    })),
  }))
  const level = isolation === 'committed' ? 1 : 0
  // Session id 0 and epoch -1: no fetch session, every request names all its partitions.
  return api.async(socket, maxWaitMs, minBytes, maxBytes, level, 0, -1, topics, [], '')
}

function parseResponse(
  _correlation: number,
  _key: number,
  _version: number,
  reader: Reader,
): FetchedPartition[] {
  const cursor = new WireCursor(reader.buffer.slice(reader.position))
  cursor.at += 4
  const errorCode = cursor.int16()
  cursor.at += 4
  if (errorCode !== 0) throw new FetchFailure(errorCode)
  const found: FetchedPartition[] = []
  for (let topics = cursor.compactLength(); topics > 0; topics--) {
    const topic = cursor.compactString()
    for (let partitions = cursor.compactLength(); partitions > 0; partitions--)
      found.push(readPartition(topic, cursor))
    cursor.skipTaggedFields()
  }
  return found
}

function readPartition(topic: string, cursor: WireCursor): FetchedPartition {
  const partition = cursor.int32()
  const errorCode = cursor.int16()
  const highWatermark = cursor.int64()
  const lastStableOffset = cursor.int64()
  const logStartOffset = cursor.int64()
  const aborted: FetchedPartition['aborted'] = []
  for (let count = cursor.compactLength(); count > 0; count--) {
    aborted.push({ producerId: cursor.bigInt64(), firstOffset: cursor.int64() })
    cursor.skipTaggedFields()
  }
  cursor.at += 4
  const bytes = cursor.take(Math.max(0, cursor.compactLength()))
  cursor.skipTaggedFields()
  return { topic, partition, errorCode, highWatermark, lastStableOffset, logStartOffset, aborted, bytes }
}

/** An error of a whole fetch request, by Kafka's number. */
export class FetchFailure extends Error {
  readonly errorCode: number

  constructor(errorCode: number) {
    super(`Fetch failed with Kafka error ${errorCode}`)
    this.errorCode = errorCode
  }
}
