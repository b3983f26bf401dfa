'use client'

import { useRouter } from 'next/navigation'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { PageHeader } from '@/components/patterns/page-header'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { paths } from '@/lib/paths'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { CreateSchemaButton, useMayCreateSchema } from './create-schema-button'

/** Head of the registry's two pages. */
export function RegistryHeader(props: { environmentId: string; registry: RegistryDto }) {
  const { environmentId, registry } = props
  const router = useRouter()
  const crumbs = useEnvironmentCrumbs(environmentId, { label: 'Schema Registry' })
  const denied = useMayCreateSchema(registry)
  useShortcut(denied ? null : 'c', 'Create a schema', () => router.push(paths.newSchema(environmentId)))
  return (
    <PageHeader
      title="Schema Registry"
      breadcrumb={crumbs}
      ids={[{ id: registry.id, label: 'Copy the registry id' }]}
      action={<CreateSchemaButton registry={registry} />}
      tabsLabel="Schema Registry"
      tabs={[
        { label: 'Subjects', href: paths.schemaRegistry(environmentId), isExact: true },
        { label: 'Settings', href: paths.registrySettings(environmentId) },
      ]}
    />
  )
}
