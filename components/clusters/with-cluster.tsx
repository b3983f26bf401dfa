'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import type { ClusterDto } from '@/lib/clusters/schema'
import { clusterQuery } from '@/lib/queries/clusters'

/** Renders once the cluster is known; it comes with the layout, so this waits only after an error. */
export function WithCluster(props: {
  environmentId: string
  clusterId: string
  children: (cluster: ClusterDto) => ReactNode
}) {
  const { data, error, refetch } = useQuery(clusterQuery(props.environmentId, props.clusterId))
  if (data) return props.children(data)
  return error ? (
    <ErrorState title="The cluster could not be read" error={error} onRetry={() => void refetch()} />
  ) : null
}
