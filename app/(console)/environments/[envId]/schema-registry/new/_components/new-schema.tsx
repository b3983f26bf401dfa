'use client'

import { useRouter } from 'next/navigation'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { SchemaEditor } from '@/components/subjects/editor/schema-editor'
import { WithRegistry } from '@/components/subjects/with-registry'
import { paths } from '@/lib/paths'

/** A first schema under a name of one's own, or a further version of a subject that is there. */
export function NewSchema({ environmentId }: { environmentId: string }) {
  const router = useRouter()
  const registryHref = paths.schemaRegistry(environmentId)
  const crumbs = useEnvironmentCrumbs(
    environmentId,
    { label: 'Schema Registry', href: registryHref },
    { label: 'Create schema' },
  )
  return (
    <Page width="full">
      <PageHeader title="Create schema" breadcrumb={crumbs} />
      <WithRegistry environmentId={environmentId}>
        {(registry) => (
          <SchemaEditor
            registry={registry}
            subject={null}
            backHref={registryHref}
            onRegistered={(subject) => router.push(paths.subject(environmentId, subject))}
          />
        )}
      </WithRegistry>
    </Page>
  )
}
