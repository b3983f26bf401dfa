import type { Broker } from '@/lib/brokers/list'
import { kafkaLink, kafkaList, kafkaResource } from '@/lib/topics/rest-dto'

export const toBrokerDto = (clusterId: string, { id, host, port, rack }: Broker) => ({
  kind: 'KafkaBroker' as const,
  metadata: {
    self: kafkaLink(clusterId, 'brokers', String(id)),
    resource_name: kafkaResource(clusterId, `broker=${id}`),
  },
  cluster_id: clusterId,
  broker_id: id,
  host,
  port,
  rack,
})

export const toBrokerListDto = (clusterId: string, brokers: Broker[]) =>
  kafkaList(
    'KafkaBrokerList',
    kafkaLink(clusterId, 'brokers'),
    brokers.map((broker) => toBrokerDto(clusterId, broker)),
  )
