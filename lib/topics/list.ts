import type { Ctx } from '@/lib/context'
import { listTopics as listKafkaTopics, type TopicDescription } from '@/lib/kafka'
import { reachCluster } from '@/lib/clusters/reach'

export async function listTopics(ctx: Ctx, clusterId: string): Promise<TopicDescription[]> {
  const { connection } = await reachCluster(ctx, 'topics:read', clusterId)
  return listKafkaTopics(connection)
}
