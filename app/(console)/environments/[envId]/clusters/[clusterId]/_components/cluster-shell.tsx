'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { clusterStatus } from '@/components/clusters/cluster-status'
import { clusterNav } from '@/components/frame/cluster-nav'
import { MenuLayout } from '@/components/frame/menu-layout'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { clusterQuery } from '@/lib/queries/clusters'
import { connectorsQuery } from '@/lib/queries/connectors'
import { consumerGroupsQuery } from '@/lib/queries/consumer-groups'
import { topicsQuery } from '@/lib/queries/topics'
import { ClusterCommands } from './cluster-commands'

/** The left menu of a cluster with live counts and status. */
export function ClusterShell(props: { environmentId: string; clusterId: string; children: ReactNode }) {
  const { environmentId, clusterId } = props
  const { data: cluster } = useQuery(clusterQuery(environmentId, clusterId))
  // Before its broker answers there is nothing to count.
  const enabled = cluster?.status.phase === 'PROVISIONED'
  const topics = useQuery({ ...topicsQuery(clusterId), enabled }).data
  const groups = useQuery({ ...consumerGroupsQuery(clusterId), enabled }).data
  const connectors = useQuery(connectorsQuery(clusterId)).data
  const apiKeys = useQuery(apiKeysQuery(clusterId)).data
  const sections = clusterNav(environmentId, clusterId, {
    topics: topics?.filter(({ isInternal }) => !isInternal).length,
    connectors: connectors?.length,
    consumers: groups?.length,
    apiKeys: apiKeys?.length,
  })
  return (
    <MenuLayout
      label="Cluster"
      header={{
        title: cluster?.spec.display_name ?? clusterId,
        id: clusterId,
        href: paths.overview(environmentId, clusterId),
        status: cluster && clusterStatus(cluster),
      }}
      sections={sections}
    >
      {props.children}
      <ClusterCommands environmentId={environmentId} clusterId={clusterId} />
    </MenuLayout>
  )
}
