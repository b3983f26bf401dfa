import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { streamAllConfigs } from '@/lib/topics/all-configs'

// GET …/topics/-/configs – the configuration of every topic, sent as it is read
export const GET = route({
  id: 'kafka/v3/topic-configs.list-all',
  errors: 'kafka',
  permission: 'topics:read',
  isFiltered: true,
  params: clusterIdParams,
  handler: ({ ctx, params: { clusterId } }) => streamAllConfigs(ctx, clusterId),
})
