'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Cable, KeyRound, List, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { clusterNav } from '@/components/frame/cluster-nav'
import {
  useCommands,
  useCommandSource,
  type Command,
  type CommandSource,
} from '@/components/patterns/command-store'
import { paths } from '@/lib/paths'
import type { Action } from '@/lib/permissions'
import { connectorsQuery } from '@/lib/queries/connectors'
import { deniedReason, sessionQuery } from '@/lib/queries/session'
import { topicsQuery } from '@/lib/queries/topics'
import type { Whoami } from '@/lib/sessions/schema'

/** More than the palette shows would only cost time. */
const foundAtMost = 20

/** What the command palette adds while one is in a cluster: its pages, what can be made there, its topics and connectors. */
export function ClusterCommands({ environmentId, clusterId }: { environmentId: string; clusterId: string }) {
  const client = useQueryClient()
  const { data: me } = useQuery(sessionQuery)
  const commands = useMemo(
    () => clusterCommands(environmentId, clusterId, me),
    [environmentId, clusterId, me],
  )
  const source = useMemo(
    (): CommandSource => ({
      id: `cluster-${clusterId}`,
      search: async (query) => {
        const needle = query.trim().toLowerCase()
        const isHit = ({ name }: { name: string }) => name.toLowerCase().includes(needle)
        const [topics, connectors] = await Promise.all([
          client.ensureQueryData(topicsQuery(clusterId)),
          client.ensureQueryData(connectorsQuery(clusterId)),
        ])
        return [
          ...topics.filter(isHit).map(({ name }) => ({
            id: `topic-${name}`,
            label: name,
            group: 'Topics',
            icon: <List />,
            href: paths.topic(environmentId, clusterId, name),
          })),
          ...connectors.filter(isHit).map(({ name }) => ({
            id: `connector-${name}`,
            label: name,
            group: 'Connectors',
            icon: <Cable />,
            href: paths.connector(environmentId, clusterId, name),
          })),
        ].slice(0, foundAtMost)
      },
    }),
    [client, environmentId, clusterId],
  )
  useCommands(commands)
  useCommandSource(source)
  return null
}

function clusterCommands(environmentId: string, clusterId: string, me: Whoami | undefined): Command[] {
  const may = (action: Action): boolean =>
    me !== undefined && deniedReason(me, action, { environmentId, clusterId, anywhere: true }) === undefined
  const pages = clusterNav(environmentId, clusterId).flatMap(({ items }) => items)
  const create = (id: string, label: string, href: string, icon = <Plus />): Command => ({
    id,
    label,
    group: 'Actions',
    icon,
    href,
  })
  return [
    ...pages.map(({ label, href, icon, shortcut }) => ({
      id: href,
      label,
      group: 'Go to',
      icon,
      href,
      ...(shortcut ? { shortcut } : {}),
    })),
    ...(may('topics:create')
      ? [create('create-topic', 'Create topic', paths.newTopic(environmentId, clusterId))]
      : []),
    ...(may('connectors:create')
      ? [create('add-connector', 'Add connector', paths.connectorCatalog(environmentId, clusterId))]
      : []),
    create('create-key', 'Create API key', paths.newApiKey(environmentId, clusterId), <KeyRound />),
  ]
}
