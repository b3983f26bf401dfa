import type { Ctx } from '@/lib/context'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import { deleteTopic as deleteKafkaTopic } from '@/lib/kafka'
import { topicEvent } from '@/lib/topics/create'
import type { TopicPlace } from '@/lib/topics/get'

/** The topic and its records go; answers when the cluster does not show it any more. */
export async function deleteTopic(ctx: Ctx, { clusterId, topicName }: TopicPlace): Promise<void> {
  const { cluster, connection } = await reachCluster(ctx, 'topics:delete', clusterId, { topic: topicName })
  await auditKafkaChange(ctx, topicEvent('DeleteTopics', cluster, topicName), () =>
    deleteKafkaTopic(connection, topicName),
  )
}
