import { route } from '@/lib/http'
import { getReplica } from '@/lib/topics/get'
import { toReplicaDto } from '@/lib/topics/rest-dto'
import { replicaDto } from '@/lib/topics/rest-schema'
import { replicaParams } from '@/lib/topics/schema'

// GET …/partitions/{id}/replicas/{broker} – read one replica
export const GET = route({
  id: 'kafka/v3/replicas.get',
  errors: 'kafka',
  permission: 'topics:read',
  params: replicaParams,
  response: replicaDto,
  handler: async ({ ctx, params }) => {
    const { clusterId, topicName, brokerId } = params
    return toReplicaDto(clusterId, topicName, await getReplica(ctx, params), brokerId)
  },
})
