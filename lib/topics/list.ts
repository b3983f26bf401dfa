import type { Ctx } from '@/lib/context'
import { listTopics as listKafkaTopics, type TopicDescription } from '@/lib/kafka'
import { reachForList } from '@/lib/clusters/reach'

export async function listTopics(ctx: Ctx, clusterId: string): Promise<TopicDescription[]> {
  const { connection, isVisible } = await reachForList(ctx, 'topics:read', clusterId)
  return (await listKafkaTopics(connection)).filter(({ name }) => isVisible({ topic: name }))
}
