import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { connectorDto, deletedConnectorDto } from '@/lib/connectors/schema'
import {
  connectorDetailDto,
  connectorMetricsDto,
  connectorRowListDto,
  launchedConnectorDto,
  type LaunchConnectorInput,
} from '@/lib/connectors/console-schema'
import { errorRecommendationsDto } from '@/lib/connectors/recommendations/schema'
import type { MetricRange } from '@/lib/metrics/schema'
import { api, perform } from '@/lib/queries/api'
import { requests, type ConnectorOrder } from '@/lib/queries/requests'

type Config = Record<string, string>
type Place = { environmentId: string; clusterId: string }

const encode = encodeURIComponent
const connect = ({ environmentId, clusterId }: Place): string =>
  `/connect/v1/environments/${environmentId}/clusters/${clusterId}`
const console = (clusterId: string, name?: string): string =>
  `/api/console/clusters/${clusterId}/connectors${name === undefined ? '' : `/${encode(name)}`}`

export type MetricsBy = 'connector' | 'task'

export const connectorKeys = {
  list: (clusterId: string) => ['connectors', clusterId] as const,
  one: (clusterId: string, name: string) => ['connectors', clusterId, name] as const,
  metrics: (clusterId: string, name: string, range: MetricRange, by: MetricsBy) =>
    ['metrics', clusterId, 'connector', name, range, by] as const,
  figures: (clusterId: string, name: string) => ['metrics', clusterId, 'connector', name, 'figures'] as const,
  rates: (clusterId: string) => ['metrics', clusterId, 'connectors'] as const,
}

const listRows = (clusterId: string) => async (context: { signal: AbortSignal }) =>
  (await api.get(console(clusterId), { schema: connectorRowListDto, signal: context.signal })).data

export const connectorsQuery = (clusterId: string) =>
  queryOptions({ queryKey: connectorKeys.list(clusterId), queryFn: listRows(clusterId) })

/** The same rows again with every new sample, so that states come with their own events and rates with theirs. */
export const connectorRatesQuery = (clusterId: string) =>
  queryOptions({ queryKey: connectorKeys.rates(clusterId), queryFn: listRows(clusterId) })

const readDetail = (clusterId: string, name: string) => (context: { signal: AbortSignal }) =>
  api.get(console(clusterId, name), { schema: connectorDetailDto, signal: context.signal })

export const connectorQuery = (clusterId: string, name: string) =>
  queryOptions({ queryKey: connectorKeys.one(clusterId, name), queryFn: readDetail(clusterId, name) })

/** The same again with every new sample: states come with the connector's events, figures with theirs. */
export const connectorFiguresQuery = (clusterId: string, name: string) =>
  queryOptions({ queryKey: connectorKeys.figures(clusterId, name), queryFn: readDetail(clusterId, name) })

/** Why its tasks do not run, and what helps; asked anew with every change of its state. */
export const recommendationsQuery = (place: Place, name: string) =>
  queryOptions({
    queryKey: [...connectorKeys.one(place.clusterId, name), 'recommendations'] as const,
    queryFn: ({ signal }) =>
      api.get(`${connect(place)}/connectors/${encode(name)}/error-recommendations`, {
        schema: errorRecommendationsDto,
        signal,
      }),
  })

export const connectorMetricsQuery = (
  clusterId: string,
  name: string,
  range: MetricRange,
  by: MetricsBy = 'connector',
) =>
  queryOptions({
    queryKey: connectorKeys.metrics(clusterId, name, range, by),
    queryFn: ({ signal }) =>
      api.get(`${console(clusterId, name)}/metrics`, {
        schema: connectorMetricsDto,
        query: { range, by },
        signal,
      }),
    placeholderData: (before) => before,
  })

const refresh = (client: QueryClient, { clusterId }: Place) =>
  Promise.all([
    client.invalidateQueries({ queryKey: connectorKeys.list(clusterId) }),
    client.invalidateQueries({ queryKey: connectorKeys.rates(clusterId) }),
  ])

export const useCreateConnector = (place: Place) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, config }: { name: string; config: Config }) =>
      perform(requests.connectors.create(place, name, config), { schema: connectorDto }),
    gcTime: 0,
    onSuccess: () => refresh(client, place),
  })
}

export const useLaunchConnector = (place: Place) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: LaunchConnectorInput) =>
      (await perform(requests.connectors.launch(place, input), { schema: launchedConnectorDto })).data,
    onSuccess: async () => {
      await refresh(client, place)
      await client.invalidateQueries({ queryKey: ['topics', place.clusterId] })
      await client.invalidateQueries({ queryKey: ['api-keys', place.clusterId] })
    },
  })
}

export const useUpdateConnectorConfig = (place: Place, name: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (config: Config) =>
      perform(requests.connectors.updateConfig(place, name, config), { schema: connectorDto }),
    gcTime: 0,
    onSuccess: () => refresh(client, place),
  })
}

export const useOrderConnector = (place: Place) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, order }: { name: string; order: ConnectorOrder }) =>
      perform(requests.connectors.order(place, name, order)),
    onSuccess: () => refresh(client, place),
  })
}

export const useRestartTask = (place: Place, name: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (task: number) => perform(requests.connectors.restartTask(place, name, task)),
    onSuccess: () => refresh(client, place),
  })
}

export const useDeleteConnector = (place: Place) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) =>
      perform(requests.connectors.delete(place, name), { schema: deletedConnectorDto }),
    onSuccess: () => refresh(client, place),
  })
}
