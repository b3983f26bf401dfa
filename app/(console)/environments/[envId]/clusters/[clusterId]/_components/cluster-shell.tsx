'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { clusterStatus } from '@/components/clusters/cluster-status'
import { clusterNav } from '@/components/frame/cluster-nav'
import { MenuLayout } from '@/components/frame/menu-layout'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { clusterQuery } from '@/lib/queries/clusters'

/** The left menu of a cluster with live counts and status. */
export function ClusterShell(props: { environmentId: string; clusterId: string; children: ReactNode }) {
  const { environmentId, clusterId } = props
  const { data: cluster } = useQuery(clusterQuery(environmentId, clusterId))
  const { data: apiKeys } = useQuery(apiKeysQuery(clusterId))
  const counts = { apiKeys: apiKeys?.length }
  return (
    <MenuLayout
      label="Cluster"
      header={{
        title: cluster?.spec.display_name ?? clusterId,
        id: clusterId,
        href: paths.overview(environmentId, clusterId),
        status: cluster && clusterStatus(cluster),
      }}
      sections={clusterNav(environmentId, clusterId, counts)}
    >
      {props.children}
    </MenuLayout>
  )
}
