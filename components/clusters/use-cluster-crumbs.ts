'use client'

import { useQuery } from '@tanstack/react-query'
import { levelCrumbs } from '@/components/frame/level-crumbs'
import type { Crumb } from '@/components/ui/breadcrumb'
import { paths } from '@/lib/paths'
import { clusterQuery, clustersQuery } from '@/lib/queries/clusters'
import { environmentQuery, environmentsQuery } from '@/lib/queries/environments'

function useEnvironmentSiblings() {
  const { data, isPending } = useQuery(environmentsQuery)
  const items = (data ?? []).map(({ id, display_name: label }) => ({
    id,
    label,
    hint: id,
    href: paths.environment(id),
  }))
  return { items, isLoading: isPending }
}

/** Home > Environments > env > …, with a switcher of environments. */
export function useEnvironmentCrumbs(environmentId: string, ...rest: Crumb[]): Crumb[] {
  const { data } = useQuery(environmentQuery(environmentId))
  const name = data?.display_name ?? environmentId
  return levelCrumbs(
    { environment: { id: environmentId, name, useSiblings: useEnvironmentSiblings } },
    ...rest,
  )
}

/** Home > Environments > env > cluster > …, with switchers of both; `rest` is what the page adds. */
export function useClusterCrumbs(environmentId: string, clusterId: string, ...rest: Crumb[]): Crumb[] {
  const environment = useQuery(environmentQuery(environmentId)).data
  const cluster = useQuery(clusterQuery(environmentId, clusterId)).data
  return levelCrumbs(
    {
      environment: {
        id: environmentId,
        name: environment?.display_name ?? environmentId,
        useSiblings: useEnvironmentSiblings,
      },
      cluster: {
        id: clusterId,
        name: cluster?.spec.display_name ?? clusterId,
        useSiblings: function useClusterSiblings() {
          const { data, isPending } = useQuery(clustersQuery(environmentId))
          const items = (data ?? []).map(({ id, spec }) => ({
            id,
            label: spec.display_name,
            hint: id,
            href: paths.overview(environmentId, id),
          }))
          return { items, isLoading: isPending }
        },
      },
    },
    ...rest,
  )
}
