import { itemError } from './kafka-error'
import type { KafkaLink } from './link'

export type Leaders = Map<string, Map<number, number>>

/** Leader of each partition of each topic; -1 where there is none at the moment. */
export async function leadersOf(
  link: KafkaLink,
  topics: string[],
  { skipMissing = false } = {},
): Promise<Leaders> {
  const leaders: Leaders = new Map()
  for (const topic of (await link.metadata(topics)).topics) {
    const name = topic.name ?? ''
    if (topic.errorCode !== 0 && !skipMissing) throw itemError(topic.errorCode, null, `Topic ${name}`)
    if (topic.errorCode !== 0) continue
    const partitions = [...topic.partitions].sort((a, b) => a.partitionIndex - b.partitionIndex)
    leaders.set(name, new Map(partitions.map(({ partitionIndex, leaderId }) => [partitionIndex, leaderId])))
  }
  return leaders
}

/** Items of one topic by the broker that leads their partition. Throws when a partition does not exist or has no leader. */
export function groupByLeader<T extends { topic: string; partition: number }>(
  leaders: Leaders,
  items: T[],
): Map<number, T[]> {
  return Map.groupBy(items, ({ topic, partition }) => {
    const leader = leaders.get(topic)?.get(partition)
    if (leader !== undefined && leader >= 0) return leader
    throw itemError(leader === undefined ? 3 : 5, null, `Partition ${partition} of topic ${topic}`)
  })
}
