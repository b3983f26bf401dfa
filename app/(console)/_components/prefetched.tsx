import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** Hands what a layout has read already to the queries of its pages, so that names never flash as ids. */
export function Prefetched({
  entries,
  children,
}: {
  entries: readonly [QueryKey, unknown][]
  children: ReactNode
}) {
  const client = new QueryClient()
  for (const [key, data] of entries) client.setQueryData(key, data)
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
