import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { parseCrn, type ResourceType } from '@/lib/crn'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import { sessionQuery } from '@/lib/queries/session'

export const resourceLabels: Record<ResourceType, string> = {
  topic: 'Topic',
  group: 'Consumer group',
  'transactional-id': 'Transactional ID',
  subject: 'Subject',
  connector: 'Connector',
  ksql: 'ksqlDB cluster',
}

export const resourceText = (resource: { type: ResourceType; name: string; isPrefix: boolean }): string => {
  const isEverything = resource.isPrefix && resource.name === ''
  const name = isEverything ? 'all' : resource.isPrefix ? `${resource.name}*` : resource.name
  return `${resourceLabels[resource.type]} ${name}`
}

export type PlaceNames = {
  environment: (id: string) => string
  cluster: (id: string) => string
  /** "Organization", "default", "default / cluster_0", "cluster_0 / Topic orders*". */
  place: (crn: string) => string
}

/** Names of environments and of the clusters of the environments given; ids until they are read. */
export function usePlaceNames(environmentIds: readonly string[]): PlaceNames {
  const { data: me } = useQuery(sessionQuery)
  const { data: environments } = useQuery(environmentsQuery)
  const clusters = useQueries({
    queries: environmentIds.map((id) => clustersQuery(id)),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  return useMemo(() => {
    const ofEnvironment = new Map(environments?.map(({ id, display_name: name }) => [id, name]))
    const ofCluster = new Map(clusters.map(({ id, spec }) => [id, spec.display_name]))
    const environment = (id: string) => ofEnvironment.get(id) ?? id
    const cluster = (id: string) => ofCluster.get(id) ?? id
    const place = (crn: string): string => {
      const parsed = parseCrn(crn)
      if (!parsed) return crn
      if (parsed.environmentId === undefined) return me?.organization.display_name ?? 'Organization'
      const levels = [environment(parsed.environmentId)]
      if (parsed.clusterId !== undefined) levels.push(cluster(parsed.clusterId))
      if (parsed.registryId !== undefined) levels.push('Schema Registry')
      if (parsed.resource) levels.push(resourceText(parsed.resource))
      return levels.join(' / ')
    }
    return { environment, cluster, place }
  }, [environments, clusters, me])
}

/** The environments that these resource names lie in, each once. */
export const environmentsIn = (crns: readonly string[]): string[] => [
  ...new Set(crns.flatMap((crn) => parseCrn(crn)?.environmentId ?? [])),
]
