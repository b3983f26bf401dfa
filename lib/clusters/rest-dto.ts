// Clusters as Kafka REST v3 writes them.
import { selfLink } from '@/lib/http/page'
import { kafkaLink, kafkaList, kafkaResource } from '@/lib/topics/rest-dto'

const clusterLinks = (clusterId: string) => {
  const to = (...rest: string[]) => ({ related: kafkaLink(clusterId, ...rest) })
  return {
    kind: 'KafkaCluster' as const,
    metadata: { self: kafkaLink(clusterId), resource_name: kafkaResource(clusterId) },
    cluster_id: clusterId,
    acls: to('acls'),
    brokers: to('brokers'),
    broker_configs: to('broker-configs'),
    consumer_groups: to('consumer-groups'),
    topics: to('topics'),
    partition_reassignments: to('topics', '-', 'partitions', '-', 'reassignment'),
  }
}

export const toKafkaClusterDto = (clusterId: string, controllerId: number) => ({
  ...clusterLinks(clusterId),
  controller: { related: kafkaLink(clusterId, 'brokers', String(controllerId)) },
})

/** Without the controllers, which only the brokers know. */
export const toKafkaClusterListDto = (clusterIds: string[]) =>
  kafkaList('KafkaClusterList', selfLink('/kafka/v3/clusters'), clusterIds.map(clusterLinks))
