import { describeClusterV0 } from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { linkTo } from './links'

export type ClusterDescription = {
  clusterId: string
  controllerId: number
  brokers: { id: number; host: string; port: number; rack: string | null }[]
}

/** Who answers at the bootstrap servers: the cluster's own id, its controller and its brokers. */
export async function describeCluster(connection: KafkaConnection): Promise<ClusterDescription> {
  const answer = await linkTo(connection).call(
    'Describing the cluster',
    'any',
    describeClusterV0.api,
    false,
    1,
  )
  return {
    clusterId: answer.clusterId,
    controllerId: answer.controllerId,
    brokers: answer.brokers.map(({ brokerId, host, port, rack }) => ({
      id: brokerId,
      host,
      port,
      rack: rack ?? null,
    })),
  }
}
