import { route } from '@/lib/http'
import { getPartition } from '@/lib/topics/get'
import { toPartitionDto } from '@/lib/topics/rest-dto'
import { partitionDto } from '@/lib/topics/rest-schema'
import { partitionParams } from '@/lib/topics/schema'

// GET …/partitions/{id} – read one partition
export const GET = route({
  id: 'kafka/v3/partitions.get',
  errors: 'kafka',
  permission: 'topics:read',
  params: partitionParams,
  response: partitionDto,
  handler: async ({ ctx, params }) =>
    toPartitionDto(params.clusterId, params.topicName, await getPartition(ctx, params)),
})
