import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { auditChainDto, auditEventListDto } from '@/lib/audit-events/schema'
import { api, type Query } from '@/lib/queries/api'

const root = '/api/console/audit-events'
const pageSize = 100

export type AuditSearch = {
  from?: string | undefined
  to?: string | undefined
  principal?: string | undefined
  method?: string | undefined
  resource?: string | undefined
  granted?: 'true' | 'false' | undefined
}

/** Newest first, a page at a time. */
export const auditEventsQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit-events', 'list', search] as const,
    queryFn: ({ signal, pageParam }) =>
      api.get(root, {
        schema: auditEventListDto,
        query: { ...search, page_size: pageSize, page_token: pageParam } satisfies Query,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ metadata }) =>
      metadata.next ? (new URL(metadata.next).searchParams.get('page_token') ?? undefined) : undefined,
  })

/** Walks the whole chain on the server, so it is asked for once and again when one wants. */
export const auditChainQuery = queryOptions({
  queryKey: ['audit-chain'] as const,
  queryFn: ({ signal }) => api.get(`${root}/verify`, { schema: auditChainDto, signal }),
  staleTime: Infinity,
})

export function auditExportHref(search: AuditSearch, format: 'jsonl' | 'csv'): string {
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(search)) if (value) query.set(name, value)
  return `${root}/export?${query.toString()}`
}
