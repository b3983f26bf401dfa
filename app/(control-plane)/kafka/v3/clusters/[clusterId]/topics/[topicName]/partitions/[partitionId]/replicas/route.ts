import { route } from '@/lib/http'
import { getPartition } from '@/lib/topics/get'
import { toReplicaListDto } from '@/lib/topics/rest-dto'
import { replicaListDto } from '@/lib/topics/rest-schema'
import { partitionParams } from '@/lib/topics/schema'

// GET …/partitions/{id}/replicas – the brokers that have the partition
export const GET = route({
  id: 'kafka/v3/replicas.list',
  errors: 'kafka',
  permission: 'topics:read',
  params: partitionParams,
  response: replicaListDto,
  handler: async ({ ctx, params }) =>
    toReplicaListDto(params.clusterId, params.topicName, await getPartition(ctx, params)),
})
