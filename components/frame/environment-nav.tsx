import { Boxes, Table2 } from 'lucide-react'
import { paths } from '@/lib/paths'
import type { NavSection } from './menu-types'

/** The left menu of an environment. */
export const environmentNav = (
  environmentId: string,
  counts: { clusters?: number | undefined },
): NavSection[] => [
  {
    items: [
      {
        label: 'Clusters',
        href: paths.environment(environmentId),
        icon: <Boxes />,
        count: counts.clusters,
        isExact: true,
      },
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
]
