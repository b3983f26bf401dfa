import { queryOptions } from '@tanstack/react-query'
import { connectorLogDto, type LogSearch } from '@/lib/connectors/console-schema'
import { api } from '@/lib/queries/api'

const root = (clusterId: string, name: string): string =>
  `/api/console/clusters/${clusterId}/connectors/${encodeURIComponent(name)}/logs`

export const connectorLogKey = (clusterId: string, name: string) =>
  ['connector-logs', clusterId, name] as const

export const connectorLogsQuery = (clusterId: string, name: string) =>
  queryOptions({
    queryKey: connectorLogKey(clusterId, name),
    queryFn: ({ signal }) => api.get(`${root(clusterId, name)}`, { schema: connectorLogDto, signal }),
    staleTime: 0,
  })

export type LogFilter = { [Name in keyof LogSearch]?: LogSearch[Name] | undefined }

const searchLog = (clusterId: string, name: string, query: LogFilter, signal?: AbortSignal) =>
  api.get(`${root(clusterId, name)}`, {
    schema: connectorLogDto,
    query,
    ...(signal ? { signal } : {}),
  })

/** Of all lines that are kept, not only of the last ones. */
export const connectorLogSearchQuery = (clusterId: string, name: string, search: LogFilter) =>
  queryOptions({
    queryKey: [...connectorLogKey(clusterId, name), search] as const,
    queryFn: ({ signal }) => searchLog(clusterId, name, search, signal),
    placeholderData: (before) => before,
    staleTime: 5_000,
  })

export const downloadLog = async (clusterId: string, name: string, search: LogFilter) =>
  (await searchLog(clusterId, name, { ...search, limit: 10_000 })).lines

export const connectorLogStream = (clusterId: string, name: string): string => `${root(clusterId, name)}/live`
