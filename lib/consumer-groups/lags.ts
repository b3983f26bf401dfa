// Lag: how many records of a partition a group has not committed yet.
import type { Ctx } from '@/lib/context'
import { reachForList } from '@/lib/clusters/reach'
import { AppError } from '@/lib/errors'
import { groupOffsets, listTopicOffsets, type GroupDescription, type KafkaConnection } from '@/lib/kafka'
import { requireGroup, type GroupPlace } from '@/lib/consumer-groups/get'

export type PartitionLag = {
  topic: string
  partition: number
  /** null: nothing committed yet. */
  currentOffset: bigint | null
  endOffset: bigint
  lag: number | null
  memberId: string | null
  instanceId: string | null
  clientId: string | null
}

/** Partitions with a commit or an owner, by topic and number; partitions of deleted topics are left out. */
export async function lagsOf(
  connection: KafkaConnection,
  group: Pick<GroupDescription, 'groupId' | 'members'>,
): Promise<PartitionLag[]> {
  const committed = await groupOffsets(connection, group.groupId)
  const key = (topic: string, partition: number): string => `${topic}\n${partition}`
  const offsets = new Map(committed.map(({ topic, partition, offset }) => [key(topic, partition), offset]))
  const owners = new Map(
    group.members.flatMap((member) =>
      member.assignments.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => [key(topic, partition), member] as const),
      ),
    ),
  )
  const topics = new Set(
    [...offsets.keys(), ...owners.keys()].map((name) => name.slice(0, name.indexOf('\n'))),
  )
  const bounds = await listTopicOffsets(connection, [...topics])
  return bounds.flatMap(({ topic, partition, latest }) => {
    const currentOffset = offsets.get(key(topic, partition)) ?? null
    const owner = owners.get(key(topic, partition))
    if (currentOffset === null && !owner) return []
    return {
      topic,
      partition,
      currentOffset,
      endOffset: latest,
      // A topic made anew under an old name ends before the old commit: that is no lag.
      lag: currentOffset === null ? null : Math.max(0, Number(latest - currentOffset)),
      memberId: owner?.memberId ?? null,
      instanceId: owner?.instanceId ?? null,
      clientId: owner?.clientId ?? null,
    }
  })
}

export async function listConsumerLags(ctx: Ctx, place: GroupPlace): Promise<PartitionLag[]> {
  const { group, connection } = await requireGroup(ctx, place)
  const lags = await lagsOf(connection, group)
  // As on the broker: who may see the group sees of its topics those that he may see.
  const { isVisible } = await reachForList(ctx, 'topics:read', place.clusterId)
  return lags.filter(({ topic }) => isVisible({ topic }))
}

/** One partition; `not_found` when the group has committed nothing there. */
export async function getConsumerLag(
  ctx: Ctx,
  place: GroupPlace & { topicName: string; partitionId: number },
): Promise<PartitionLag> {
  const { topicName, partitionId } = place
  const found = (await listConsumerLags(ctx, place)).find(
    ({ topic, partition, lag }) => topic === topicName && partition === partitionId && lag !== null,
  )
  if (found) return found
  throw new AppError(
    'not_found',
    `Consumer group ${place.groupId} has committed nothing on partition ${partitionId} of topic ${topicName}.`,
    { details: { kafkaErrorCode: 40403 } },
  )
}

export async function getLagSummary(
  ctx: Ctx,
  place: GroupPlace,
): Promise<{ max: PartitionLag; totalLag: number }> {
  const lags = await listConsumerLags(ctx, place)
  const [first, ...rest] = lags
  if (!first)
    throw new AppError(
      'not_found',
      `Consumer group ${place.groupId} has committed no offsets, so it has no lag.`,
    )
  const max = rest.reduce((most, lag) => ((lag.lag ?? 0) > (most.lag ?? 0) ? lag : most), first)
  return { max, totalLag: totalOf(lags) }
}

export const totalOf = (lags: readonly { lag: number | null }[]): number =>
  lags.reduce((sum, { lag }) => sum + (lag ?? 0), 0)
