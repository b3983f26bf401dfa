import { queryOptions, useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { api, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'
import { topicConfigListDto, topicDto } from '@/lib/topics/rest-schema'
import {
  topicDetailDto,
  topicRowListDto,
  type AlterConfigsInput,
  type CreateTopicInput,
} from '@/lib/topics/schema'

const encode = encodeURIComponent
const rest = (clusterId: string, ...parts: string[]): string =>
  ['/kafka/v3/clusters', clusterId, 'topics', ...parts].join('/')
const ours = (clusterId: string, ...parts: string[]): string =>
  ['/api/console/clusters', clusterId, 'topics', ...parts].join('/')

export const topicKeys = {
  list: (clusterId: string) => ['topics', clusterId] as const,
  one: (clusterId: string, name: string) => ['topics', clusterId, name] as const,
  configs: (clusterId: string, name: string) => ['topics', clusterId, name, 'configs'] as const,
}

/** All topics with partitions, size and present rates, internal ones included. */
export const topicsQuery = (clusterId: string) =>
  queryOptions({
    queryKey: topicKeys.list(clusterId),
    queryFn: async ({ signal }) => (await api.get(ours(clusterId), { schema: topicRowListDto, signal })).data,
  })

export const topicQuery = (clusterId: string, name: string) =>
  queryOptions({
    queryKey: topicKeys.one(clusterId, name),
    queryFn: ({ signal }) => api.get(ours(clusterId, encode(name)), { schema: topicDetailDto, signal }),
    staleTime: 5_000,
  })

export const topicConfigsQuery = (clusterId: string, name: string) =>
  queryOptions({
    queryKey: topicKeys.configs(clusterId, name),
    queryFn: async ({ signal }) =>
      (await api.get(rest(clusterId, encode(name), 'configs'), { schema: topicConfigListDto, signal })).data,
  })

/**
 * Refreshes what a page shows of Kafka whenever the cluster was measured: offsets, sizes and lags move without an event of their
 * own. Live events of the noun `metrics` start it, so nothing is asked for while the cluster rests.
 */
export function useRefreshWithMetrics(clusterId: string, queryKey: QueryKey, isOn = true): void {
  const client = useQueryClient()
  useQuery({
    queryKey: ['metrics', clusterId, 'refresh', ...queryKey],
    queryFn: async () => {
      await client.invalidateQueries({ queryKey, exact: true })
      return Date.now()
    },
    initialData: 0,
    staleTime: Infinity,
    enabled: isOn,
  })
}

const useInvalidate = (clusterId: string) => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: topicKeys.list(clusterId) })
}

export const useCreateTopic = (clusterId: string) => {
  const onSuccess = useInvalidate(clusterId)
  return useMutation({
    mutationFn: async (input: CreateTopicInput) =>
      (await perform(requests.topics.create({ clusterId }, input), { schema: topicDto })).data,
    onSuccess,
  })
}

export const useAddPartitions = (clusterId: string, name: string) => {
  const onSuccess = useInvalidate(clusterId)
  return useMutation({
    mutationFn: (count: number) =>
      perform(requests.topics.addPartitions({ clusterId }, name, count), { schema: topicDto }),
    onSuccess,
  })
}

export const useAlterConfigs = (clusterId: string, name: string) => {
  const onSuccess = useInvalidate(clusterId)
  return useMutation({
    mutationFn: (data: AlterConfigsInput['data']) =>
      perform(requests.topics.alterConfigs({ clusterId }, name, data)),
    onSuccess,
  })
}

export const useDeleteTopic = (clusterId: string, name: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => perform(requests.topics.delete({ clusterId }, name)),
    onSuccess: async () => {
      client.removeQueries({ queryKey: topicKeys.one(clusterId, name) })
      await client.invalidateQueries({ queryKey: topicKeys.list(clusterId), exact: true })
    },
  })
}
