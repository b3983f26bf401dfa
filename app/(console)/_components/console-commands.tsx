'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { Boxes, CircleUserRound, Layers, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useCommands, type Command } from '@/components/patterns/command-store'
import { paths } from '@/lib/paths'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import { deniedReason, sessionQuery } from '@/lib/queries/session'

/** What the command palette knows on every page: environments, clusters, the account. */
export function ConsoleCommands() {
  const { data: environments } = useQuery(environmentsQuery)
  const { data: me } = useQuery(sessionQuery)
  const clusters = useQueries({
    queries: (environments ?? []).map(({ id }) => clustersQuery(id)),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  const commands = useMemo((): Command[] => {
    const nameOf = new Map(environments?.map(({ id, display_name: name }) => [id, name]))
    return [
      ...pages,
      ...(environments ?? []).map(({ id, display_name: label }) => ({
        id,
        label,
        group: 'Environments',
        hint: id,
        icon: <Layers />,
        href: paths.environment(id),
      })),
      ...clusters.map(({ id, spec }) => ({
        id,
        label: spec.display_name,
        group: 'Clusters',
        hint: `${nameOf.get(spec.environment.id) ?? spec.environment.id} · ${id}`,
        icon: <Boxes />,
        href: paths.overview(spec.environment.id, id),
      })),
      ...(environments ?? [])
        .filter(({ id }) => me && deniedReason(me, 'clusters:create', { environmentId: id }) === undefined)
        .map(({ id, display_name: name }) => ({
          id: `create-cluster-${id}`,
          label: 'Create cluster',
          group: 'Actions',
          hint: name,
          icon: <Plus />,
          href: paths.newCluster(id),
        })),
    ]
  }, [environments, clusters, me])
  useCommands(commands)
  return null
}

const pages: Command[] = [
  { id: 'environments', label: 'Environments', group: 'Go to', icon: <Layers />, href: paths.environments },
  {
    id: 'account',
    label: 'Account and sessions',
    group: 'Go to',
    icon: <CircleUserRound />,
    href: paths.account,
  },
]
