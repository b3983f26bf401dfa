import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { reachCluster, reachForList } from '@/lib/clusters/reach'
import { describeTopic, listReassignments, type PartitionReassignment } from '@/lib/kafka'
import { getPartition, type TopicPlace } from '@/lib/topics/get'

/** Partitions that are on their way to other brokers, of every topic that the actor may see. */
export async function listAllReassignments(ctx: Ctx, clusterId: string): Promise<PartitionReassignment[]> {
  const { connection, isVisible } = await reachForList(ctx, 'topics:read', clusterId)
  return (await listReassignments(connection)).filter(({ topic }) => isVisible({ topic }))
}

export async function listTopicReassignments(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
): Promise<PartitionReassignment[]> {
  const { connection } = await reachCluster(ctx, 'topics:read', clusterId, { topic: topicName })
  await describeTopic(connection, topicName)
  return (await listReassignments(connection)).filter(({ topic }) => topic === topicName)
}

export async function getReassignment(
  ctx: Ctx,
  place: TopicPlace & { partitionId: number },
): Promise<PartitionReassignment> {
  await getPartition(ctx, place)
  const found = (await listTopicReassignments(ctx, place)).find(
    ({ partition }) => partition === place.partitionId,
  )
  if (found) return found
  throw new AppError('not_found', `Partition ${place.partitionId} of ${place.topicName} stays where it is.`)
}
