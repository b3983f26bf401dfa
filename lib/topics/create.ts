import type { Ctx } from '@/lib/context'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { resourceCrn } from '@/lib/clusters/get'
import { reachCluster } from '@/lib/clusters/reach'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { createTopic as createKafkaTopic, describeTopic, type TopicDescription } from '@/lib/kafka'
import { checkTopicConfigs, knownTopicConfigs } from '@/lib/topics/check-configs'
import { defaultPartitions, type CreateTopicInput } from '@/lib/topics/schema'

/** Audit name and live event of a change of one topic. */
export const topicEvent = (method: string, cluster: KafkaCluster, topic: string) => ({
  method: `kafka.${method}`,
  resource: resourceCrn(cluster, { topic }),
  change: {
    noun: 'topics' as const,
    environmentId: cluster.environmentId,
    clusterId: cluster.id,
    id: topic,
  },
})

/** Creates the topic and answers when it can be used. With `validate_only` Kafka checks and creates nothing. */
export async function createTopic(
  ctx: Ctx,
  clusterId: string,
  input: CreateTopicInput,
): Promise<TopicDescription> {
  const { topic_name: name, configs } = input
  const { cluster, connection } = await reachCluster(ctx, 'topics:create', clusterId, { topic: name })
  const given = configs ?? []
  const known = cluster.provider === 'LOCAL' ? knownTopicConfigs : []
  checkTopicConfigs(given, known, (index) => `configs.${index}.value`)
  const topic = {
    name,
    partitions: input.partitions_count ?? defaultPartitions,
    ...(input.replication_factor == null ? {} : { replicationFactor: input.replication_factor }),
    configs: Object.fromEntries(
      given.flatMap(({ name: key, value }) => (value == null ? [] : [[key, value]])),
    ),
  }
  if (input.validate_only) {
    await createKafkaTopic(connection, { ...topic, validateOnly: true })
    return plannedTopic(name, topic.partitions, input.replication_factor ?? 1)
  }
  return auditKafkaChange(ctx, { ...topicEvent('CreateTopics', cluster, name), data: topic }, async () => {
    await createKafkaTopic(connection, topic)
    return describeTopic(connection, name)
  })
}

const plannedTopic = (name: string, partitions: number, replicas: number): TopicDescription => ({
  name,
  topicId: '',
  isInternal: false,
  partitions: Array.from({ length: partitions }, (_, partition) => ({
    partition,
    leader: null,
    replicas: Array.from({ length: replicas }, () => -1),
    isr: [],
  })),
})
