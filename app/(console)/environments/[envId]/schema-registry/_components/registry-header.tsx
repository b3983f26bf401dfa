'use client'

import type { ReactNode } from 'react'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { PageHeader } from '@/components/patterns/page-header'
import { paths } from '@/lib/paths'
import type { RegistryDto } from '@/lib/schema-registries/schema'

/** Head of the registry's two pages. */
export function RegistryHeader(props: { environmentId: string; registry?: RegistryDto; action?: ReactNode }) {
  const { environmentId, registry } = props
  const crumbs = useEnvironmentCrumbs(environmentId, { label: 'Schema Registry' })
  return (
    <PageHeader
      title="Schema Registry"
      breadcrumb={crumbs}
      {...(registry ? { ids: [{ id: registry.id, label: 'Copy the registry id' }] } : {})}
      action={props.action}
      tabsLabel="Schema Registry"
      tabs={[
        { label: 'Subjects', href: paths.schemaRegistry(environmentId), isExact: true },
        { label: 'Settings', href: paths.registrySettings(environmentId) },
      ]}
    />
  )
}
