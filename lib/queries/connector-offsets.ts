import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { offsetRequestListDto, offsetTableDto } from '@/lib/connectors/console-schema'
import { api, perform } from '@/lib/queries/api'
import { requests, type OffsetChange } from '@/lib/queries/requests'

const root = (clusterId: string, name: string): string =>
  `/api/console/clusters/${clusterId}/connectors/${encodeURIComponent(name)}`

export const connectorOffsetKeys = {
  /** Anew with every sample: ends and lags move all the time. */
  table: (clusterId: string, name: string) => ['metrics', clusterId, 'connector', name, 'offsets'] as const,
  requests: (clusterId: string, name: string) => ['connectors', clusterId, name, 'offset-requests'] as const,
}

export const offsetTableQuery = (clusterId: string, name: string) =>
  queryOptions({
    queryKey: connectorOffsetKeys.table(clusterId, name),
    queryFn: ({ signal }) => api.get(`${root(clusterId, name)}/offsets`, { schema: offsetTableDto, signal }),
  })

/** Where each partition was at a time. */
export const readOffsetsAt = (clusterId: string, name: string, at: number) =>
  api.get(`${root(clusterId, name)}/offsets`, { schema: offsetTableDto, query: { at } })

export const offsetRequestsQuery = (clusterId: string, name: string) =>
  queryOptions({
    queryKey: connectorOffsetKeys.requests(clusterId, name),
    queryFn: async ({ signal }) =>
      (await api.get(`${root(clusterId, name)}/offset-requests`, { schema: offsetRequestListDto, signal }))
        .data,
    refetchInterval: ({ state }) => (state.data?.some(({ phase }) => phase === 'PENDING') ? 1000 : false),
  })

export const useAlterOffsets = (place: { environmentId: string; clusterId: string }, name: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: OffsetChange) => perform(requests.connectors.alterOffsets(place, name, change)),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: connectorOffsetKeys.requests(place.clusterId, name) }),
  })
}
