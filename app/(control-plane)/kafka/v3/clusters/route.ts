import { route } from '@/lib/http'
import { listKafkaClusters } from '@/lib/clusters/list-kafka'
import { toKafkaClusterListDto } from '@/lib/clusters/rest-dto'
import { kafkaClusterListDto } from '@/lib/topics/rest-schema'

// GET /kafka/v3/clusters – the clusters that the caller may see
export const GET = route({
  id: 'kafka/v3/clusters.list',
  errors: 'kafka',
  permission: 'clusters:read',
  isFiltered: true,
  response: kafkaClusterListDto,
  handler: async ({ ctx }) => toKafkaClusterListDto(await listKafkaClusters(ctx)),
})
