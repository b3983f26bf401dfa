'use client'

import { useRouter } from 'next/navigation'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { SchemaEditor } from '@/components/subjects/editor/schema-editor'
import { WithRegistry } from '@/components/subjects/with-registry'
import { paths } from '@/lib/paths'

type Props = { environmentId: string; subject: string }

/** The next version of a subject's schema. */
export function EvolveSubject({ environmentId, subject }: Props) {
  const router = useRouter()
  const subjectHref = paths.subject(environmentId, subject)
  const crumbs = useEnvironmentCrumbs(
    environmentId,
    { label: 'Schema Registry', href: paths.schemaRegistry(environmentId) },
    { label: subject, href: subjectHref },
    { label: 'Evolve schema' },
  )
  return (
    <Page width="full">
      <PageHeader title={subject} breadcrumb={crumbs} />
      <WithRegistry environmentId={environmentId}>
        {(registry) => (
          <SchemaEditor
            registry={registry}
            subject={subject}
            backHref={subjectHref}
            onRegistered={() => router.push(subjectHref)}
          />
        )}
      </WithRegistry>
    </Page>
  )
}
