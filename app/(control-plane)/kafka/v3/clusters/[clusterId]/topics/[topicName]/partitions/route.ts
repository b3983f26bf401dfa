import { route } from '@/lib/http'
import { getTopic } from '@/lib/topics/get'
import { toPartitionListDto } from '@/lib/topics/rest-dto'
import { partitionListDto } from '@/lib/topics/rest-schema'
import { topicParams } from '@/lib/topics/schema'

// GET …/topics/{name}/partitions – list partitions
export const GET = route({
  id: 'kafka/v3/partitions.list',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicParams,
  response: partitionListDto,
  handler: async ({ ctx, params }) => toPartitionListDto(params.clusterId, await getTopic(ctx, params)),
})
