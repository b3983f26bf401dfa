import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import { createPartitions, describeTopic, type TopicDescription } from '@/lib/kafka'
import { topicEvent } from '@/lib/topics/create'
import type { TopicPlace } from '@/lib/topics/get'

/** Raises the number of partitions. Kafka never lowers it; the same number changes nothing. */
export async function updateTopicPartitions(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  count: number,
): Promise<TopicDescription> {
  const { cluster, connection } = await reachCluster(ctx, 'topics:update', clusterId, { topic: topicName })
  const topic = await describeTopic(connection, topicName)
  const present = topic.partitions.length
  if (count === present) return topic
  if (count < present)
    throw new AppError('invalid', 'Partitions cannot be removed.', {
      fields: [
        {
          path: 'partitions_count',
          message: `The topic has ${present} partitions. Enter ${present + 1} or more.`,
        },
      ],
      details: { kafkaErrorCode: 40002 },
    })
  const data = { from: present, to: count }
  return auditKafkaChange(ctx, { ...topicEvent('CreatePartitions', cluster, topicName), data }, async () => {
    await createPartitions(connection, topicName, count)
    return describeTopic(connection, topicName)
  })
}
