import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { describeTopic, type TopicDescription, type TopicPartition } from '@/lib/kafka'
import { reachCluster } from '@/lib/clusters/reach'

export type TopicPlace = { clusterId: string; topicName: string }

export async function getTopic(ctx: Ctx, { clusterId, topicName }: TopicPlace): Promise<TopicDescription> {
  const { connection } = await reachCluster(ctx, 'topics:read', clusterId, { topic: topicName })
  return describeTopic(connection, topicName)
}

export async function getPartition(
  ctx: Ctx,
  place: TopicPlace & { partitionId: number },
): Promise<TopicPartition> {
  const { partitions } = await getTopic(ctx, place)
  const found = partitions.find(({ partition }) => partition === place.partitionId)
  if (found) return found
  throw new AppError(
    'not_found',
    `Topic ${place.topicName} has no partition ${place.partitionId}; it has ${partitions.length}.`,
    { details: { kafkaErrorCode: 40403 } },
  )
}

/** The partition, once it is known to have a replica on this broker. */
export async function getReplica(
  ctx: Ctx,
  place: TopicPlace & { partitionId: number; brokerId: number },
): Promise<TopicPartition> {
  const partition = await getPartition(ctx, place)
  if (partition.replicas.includes(place.brokerId)) return partition
  throw new AppError('not_found', `Broker ${place.brokerId} has no replica of this partition.`)
}
