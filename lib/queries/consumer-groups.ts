import { queryOptions } from '@tanstack/react-query'
import { groupDetailDto, groupRowListDto } from '@/lib/consumer-groups/schema'
import { api } from '@/lib/queries/api'

const root = (clusterId: string): string => `/api/console/clusters/${clusterId}/consumer-groups`

export const consumerGroupKeys = {
  list: (clusterId: string) => ['consumer-groups', clusterId] as const,
  one: (clusterId: string, groupId: string) => ['consumer-groups', clusterId, groupId] as const,
}

// Kafka tells nobody when a group changes, so an open page looks again.
const lookAgainMs = 5_000

export const consumerGroupsQuery = (clusterId: string) =>
  queryOptions({
    queryKey: consumerGroupKeys.list(clusterId),
    queryFn: async ({ signal }) => (await api.get(root(clusterId), { schema: groupRowListDto, signal })).data,
  })

export const liveConsumerGroupsQuery = (clusterId: string) =>
  queryOptions({ ...consumerGroupsQuery(clusterId), refetchInterval: lookAgainMs })

export const consumerGroupQuery = (clusterId: string, groupId: string) =>
  queryOptions({
    queryKey: consumerGroupKeys.one(clusterId, groupId),
    queryFn: ({ signal }) =>
      api.get(`${root(clusterId)}/${encodeURIComponent(groupId)}`, { schema: groupDetailDto, signal }),
    refetchInterval: lookAgainMs,
  })
