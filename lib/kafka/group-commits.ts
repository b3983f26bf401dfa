// Offsets of groups whose readers share the partitions out among themselves, without joining (`simple consumers`).
import { offsetCommitV8, offsetDeleteV0 } from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { coordinatorOf, onceLoaded } from './coordinators'
import { itemError } from './kafka-error'
import { linkTo } from './links'

export type GroupPosition = { topic: string; partition: number; offset: number | bigint; metadata?: string }

const NO_GENERATION = -1
const GROUP_ID_NOT_FOUND = 69

/** Where the group goes on in these partitions. Refused while the group has members of its own (UNKNOWN_MEMBER_ID). */
export async function commitGroupOffsets(
  connection: KafkaConnection,
  groupId: string,
  positions: readonly GroupPosition[],
): Promise<void> {
  if (positions.length === 0) return
  const link = linkTo(connection)
  const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([name, group]) => ({
    name,
    partitions: group.map(({ partition, offset, metadata }) => ({
      partitionIndex: partition,
      committedOffset: BigInt(offset),
      committedLeaderEpoch: -1,
      committedMetadata: metadata ?? null,
    })),
  }))
  await onceLoaded(async () => {
    const coordinator = await coordinatorOf(link, groupId)
    const answer = await link.callPartial(
      'Committing offsets',
      coordinator,
      offsetCommitV8.api,
      groupId,
      NO_GENERATION,
      '',
      null,
      topics,
    )
    requireAll(groupId, answer.topics)
  })
}

/** Forgets where the group goes on in these partitions; one that it knows nothing of is passed over. */
export async function deleteGroupOffsets(
  connection: KafkaConnection,
  groupId: string,
  partitions: readonly { topic: string; partition: number }[],
): Promise<void> {
  if (partitions.length === 0) return
  const link = linkTo(connection)
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([name, group]) => ({
    name,
    partitions: group.map(({ partition }) => ({ partitionIndex: partition })),
  }))
  await onceLoaded(async () => {
    const coordinator = await coordinatorOf(link, groupId)
    const answer = await link.callPartial(
      'Deleting committed offsets',
      coordinator,
      offsetDeleteV0.api,
      groupId,
      topics,
    )
    if (answer.errorCode === GROUP_ID_NOT_FOUND) return
    if (answer.errorCode !== 0) throw itemError(answer.errorCode, null, `Consumer group ${groupId}`)
    requireAll(groupId, answer.topics)
  })
}

type Answered = { name: string; partitions: { partitionIndex: number; errorCode: number }[] }

function requireAll(groupId: string, topics: Answered[]): void {
  for (const { name, partitions } of topics)
    for (const { partitionIndex, errorCode } of partitions)
      if (errorCode !== 0)
        throw itemError(
          errorCode,
          null,
          `Consumer group ${groupId}, partition ${partitionIndex} of topic ${name}`,
        )
}
