import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { reachCluster } from '@/lib/clusters/reach'
import { describeCluster } from '@/lib/kafka'
import { toKafkaClusterDto } from '@/lib/clusters/rest-dto'
import { kafkaClusterDto } from '@/lib/topics/rest-schema'

// GET /kafka/v3/clusters/{id} – read the cluster and its links
export const GET = route({
  id: 'kafka/v3/clusters.get',
  errors: 'kafka',
  permission: 'clusters:read',
  params: clusterIdParams,
  response: kafkaClusterDto,
  handler: async ({ ctx, params: { clusterId } }) => {
    const { connection } = await reachCluster(ctx, 'clusters:read', clusterId)
    return toKafkaClusterDto(clusterId, (await describeCluster(connection)).controllerId)
  },
})
