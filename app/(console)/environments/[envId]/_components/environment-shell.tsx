'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { environmentNav } from '@/components/frame/environment-nav'
import { MenuLayout } from '@/components/frame/menu-layout'
import { paths } from '@/lib/paths'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentQuery } from '@/lib/queries/environments'

/** The left menu of an environment. Its clusters have one of their own. */
export function EnvironmentShell(props: { environmentId: string; children: ReactNode }) {
  const { environmentId } = props
  const { data: environment } = useQuery(environmentQuery(environmentId))
  const { data: clusters } = useQuery(clustersQuery(environmentId))
  return (
    <MenuLayout
      label="Environment"
      header={{
        title: environment?.display_name ?? environmentId,
        id: environmentId,
        href: paths.environment(environmentId),
      }}
      sections={environmentNav(environmentId, { clusters: clusters?.length })}
    >
      {props.children}
    </MenuLayout>
  )
}
