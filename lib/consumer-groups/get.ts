import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { reachCluster } from '@/lib/clusters/reach'
import { describeGroups, type GroupDescription, type GroupMember, type KafkaConnection } from '@/lib/kafka'

export type GroupPlace = { clusterId: string; groupId: string }

export async function getConsumerGroup(ctx: Ctx, place: GroupPlace): Promise<GroupDescription> {
  return (await requireGroup(ctx, place)).group
}

/** The group and the way to its cluster. Kafka describes unknown groups as dead; here they do not exist. */
export async function requireGroup(
  ctx: Ctx,
  { clusterId, groupId }: GroupPlace,
): Promise<{ group: GroupDescription; connection: KafkaConnection }> {
  const { connection } = await reachCluster(ctx, 'consumer-groups:read', clusterId, { group: groupId })
  const [group] = await describeGroups(connection, [groupId])
  if (!group || group.state === 'DEAD')
    throw new AppError('not_found', `Consumer group ${groupId} does not exist on this cluster.`)
  return { group, connection }
}

export async function getConsumer(
  ctx: Ctx,
  place: GroupPlace & { consumerId: string },
): Promise<GroupMember> {
  const { members } = await getConsumerGroup(ctx, place)
  const found = members.find(({ memberId }) => memberId === place.consumerId)
  if (found) return found
  throw new AppError(
    'not_found',
    `Consumer ${place.consumerId} is not a member of consumer group ${place.groupId}.`,
  )
}

export async function getAssignment(
  ctx: Ctx,
  place: GroupPlace & { consumerId: string; topicName: string; partitionId: number },
): Promise<void> {
  const { assignments } = await getConsumer(ctx, place)
  const { topicName, partitionId } = place
  if (assignments.some(({ topic, partitions }) => topic === topicName && partitions.includes(partitionId)))
    return
  throw new AppError(
    'not_found',
    `Consumer ${place.consumerId} does not read partition ${partitionId} of topic ${topicName}.`,
  )
}
