// The topic that keeps the offsets of all sources of a cluster: how it is made, what its keys are, and what it says now.
import {
  createTopic,
  describeTopics,
  kafkaErrorOf,
  listTopicOffsets,
  openPartitionReader,
  type KafkaConnection,
} from '@/lib/kafka'
import type { SourceOffset, SourcePartition, SourcePosition } from '../runtime'

export const OFFSETS_TOPIC = '_tributary-connect-offsets'

/** Segments are small so that the cleaner, which leaves the newest one alone, keeps the topic small. */
const TOPIC_CONFIGS = {
  'cleanup.policy': 'compact',
  'segment.bytes': String(4 * 1024 * 1024),
  'min.cleanable.dirty.ratio': '0.3',
}

/** Names one source partition of one connector, as the keys of the topic do. */
export const offsetKey = (connectorId: string, partition: SourcePartition): string =>
  JSON.stringify([connectorId, partition])

export const belongsTo = (key: string, connectorId: string): boolean =>
  key.startsWith(`[${JSON.stringify(connectorId)},`)

export async function ensureOffsetsTopic(connection: KafkaConnection): Promise<void> {
  const [topic] = await describeTopics(connection, [OFFSETS_TOPIC])
  if (topic) return
  try {
    await createTopic(connection, { name: OFFSETS_TOPIC, partitions: 1, configs: TOPIC_CONFIGS })
  } catch (error) {
    if (kafkaErrorOf(error) !== 'TOPIC_ALREADY_EXISTS') throw error
  }
}

/**
 * By key. Transactions that are open at the moment are waited for: what this connector committed may lie behind the beginning of
 * another one's, and is not seen before that has ended.
 */
export async function readOffsets(
  connection: KafkaConnection,
  signal?: AbortSignal,
): Promise<Map<string, SourceOffset>> {
  const entries = new Map<string, SourceOffset>()
  const [range] = await listTopicOffsets(connection, [OFFSETS_TOPIC])
  if (range === undefined) return entries
  const end = Number(range.latest)
  let next = Number(range.earliest)
  const positions = [{ topic: OFFSETS_TOPIC, partition: 0, offset: next }]
  const reader = openPartitionReader(connection, { positions, maxWaitMs: 500 })
  try {
    while (next < end && signal?.aborted !== true) {
      for (const batch of await reader.next()) {
        for (let i = 0; i < batch.count; i++) {
          const parsed = parseEntry(batch.key(i), batch.value(i))
          if (parsed === undefined) continue
          if (parsed.entry) entries.set(parsed.key, parsed.entry)
          else entries.delete(parsed.key)
        }
        next = batch.nextOffset
      }
      if (reader.trouble !== null) throw reader.trouble
    }
    return entries
  } finally {
    await reader.close()
  }
}

/** Entries that are not ours (or damaged) are passed over. */
function parseEntry(key: Buffer | null, value: Buffer | null) {
  try {
    const [connectorId, partition] = JSON.parse(String(key)) as [string, SourcePartition]
    const offset = value === null ? undefined : (JSON.parse(value.toString('utf8')) as SourcePosition)
    return { key: offsetKey(connectorId, partition), entry: offset && { partition, offset } }
  } catch {
    return undefined
  }
}
