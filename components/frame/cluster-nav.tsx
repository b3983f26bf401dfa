import {
  CodeXml,
  Globe,
  House,
  KeyRound,
  List,
  Plug,
  Settings,
  ShieldHalf,
  Table2,
  UsersRound,
} from 'lucide-react'
import { paths } from '@/lib/paths'
import type { NavSection } from './menu-types'

export type ClusterNavCounts = {
  topics?: number | undefined
  connectors?: number | undefined
  consumers?: number | undefined
  apiKeys?: number | undefined
}

/** The left menu of a cluster: only what works. */
export function clusterNav(
  environmentId: string,
  clusterId: string,
  counts: ClusterNavCounts = {},
): NavSection[] {
  const to = (page: (environmentId: string, clusterId: string) => string) => page(environmentId, clusterId)
  return [
    {
      items: [
        { label: 'Cluster overview', href: to(paths.overview), icon: <House />, shortcut: 'g o' },
        { label: 'Topics', href: to(paths.topics), icon: <List />, count: counts.topics, shortcut: 'g t' },
        {
          label: 'Connectors',
          href: to(paths.connectors),
          icon: <Plug />,
          count: counts.connectors,
          shortcut: 'g c',
        },
        {
          label: 'Consumers',
          href: to(paths.consumers),
          icon: <UsersRound />,
          count: counts.consumers,
          shortcut: 'g u',
        },
        { label: 'Clients', href: to(paths.clients), icon: <CodeXml />, shortcut: 'g l' },
      ],
    },
    {
      title: 'Govern',
      items: [
        {
          label: 'Schema Registry',
          href: paths.schemaRegistry(environmentId),
          icon: <Table2 />,
          shortcut: 'g r',
        },
      ],
    },
    {
      title: 'Cluster',
      items: [
        {
          label: 'API keys',
          href: to(paths.apiKeys),
          icon: <KeyRound />,
          count: counts.apiKeys,
          shortcut: 'g k',
        },
        {
          label: 'Access control',
          href: to(paths.acls),
          icon: <ShieldHalf />,
          shortcut: 'g a',
        },
        { label: 'Networking', href: to(paths.networking), icon: <Globe />, shortcut: 'g n' },
        { label: 'Cluster settings', href: to(paths.settings), icon: <Settings />, shortcut: 'g s' },
      ],
    },
  ]
}
