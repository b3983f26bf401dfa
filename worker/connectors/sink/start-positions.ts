// Where a sink goes on: where its target says, else where its group is, else as auto.offset.reset says (earliest if nothing is given).
import { listOffsets, type KafkaConnection } from '@/lib/kafka'
import {
  TaskFailure,
  type PartitionPosition,
  type SinkTask,
  type TaskConfig,
  type TopicPartition,
} from '../runtime'
import { nameOf } from './watch-topics'

export type Reset = 'earliest' | 'latest' | 'none'

export function readReset(config: TaskConfig): Reset {
  const given = config['consumer.override.auto.offset.reset']
  return given === 'latest' || given === 'none' ? given : 'earliest'
}

type Given = {
  task: SinkTask
  partitions: readonly TopicPartition[]
  /** Those of which the offsets in memory hold. */
  known: ReadonlyMap<string, number>
  committed: ReadonlyMap<string, number>
  /** Ids of the topics as they are, and as they were when they were last read. */
  topicIds: ReadonlyMap<string, string>
  previousIds: ReadonlyMap<string, string>
  reset: Reset
  connection: KafkaConnection
  warn: (message: string) => void
}

export async function startPositions(given: Given): Promise<PartitionPosition[]> {
  const { task, partitions, known, committed, reset, connection } = given
  const anew = partitions.filter((one) => isAnew(given, one))
  await forgetOldTopics(given, anew)
  const opened = new Map((await task.open(partitions)).map((one) => [nameOf(one), one.offset]))
  const fresh = new Set(anew.map(nameOf))
  const positions: PartitionPosition[] = []
  const unknown: TopicPartition[] = []
  for (const { topic, partition } of partitions) {
    const name = nameOf({ topic, partition })
    const last = fresh.has(name) ? undefined : (known.get(name) ?? committed.get(name))
    const offset = opened.get(name) ?? last
    if (offset === undefined) unknown.push({ topic, partition })
    else positions.push({ topic, partition, offset })
  }
  if (unknown.length === 0) return positions
  const [first] = unknown
  if (reset === 'none' && first !== undefined && !fresh.has(nameOf(first)))
    throw new TaskFailure(
      `There is no offset to start from in ${nameOf(first)}, and auto.offset.reset is none. Set the connector's offsets, or choose earliest or latest.`,
    )
  // A partition that came while the connector ran, or whose topic was made anew, has nothing that could be passed over.
  const isNew = (one: TopicPartition): boolean => fresh.has(nameOf(one)) || known.size > 0
  const found = await listOffsets(
    connection,
    unknown.map((one) => ({ ...one, at: isNew(one) || reset !== 'latest' ? 'earliest' : 'latest' })),
  )
  return [
    ...positions,
    ...found.map(({ topic, partition, offset }) => ({ topic, partition, offset: Number(offset ?? 0n) })),
  ]
}

function isAnew({ topicIds, previousIds }: Given, { topic }: TopicPartition): boolean {
  const before = previousIds.get(topic)
  return before !== undefined && before !== topicIds.get(topic)
}

async function forgetOldTopics({ task, warn }: Given, anew: readonly TopicPartition[]): Promise<void> {
  if (anew.length === 0) return
  for (const topic of new Set(anew.map((one) => one.topic)))
    warn(
      `Topic ${topic} was deleted and created anew: the offsets of the old one mean nothing there, so it is read from its beginning.`,
    )
  await task.alterOffsets?.(anew.map((one) => ({ ...one, offset: null })))
}
