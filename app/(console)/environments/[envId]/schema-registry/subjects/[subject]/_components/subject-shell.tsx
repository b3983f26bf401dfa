'use client'

import { useQuery } from '@tanstack/react-query'
import { GitBranch, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { DeleteSubjectDialog } from '@/components/subjects/delete-subject-dialog'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { WithRegistry } from '@/components/subjects/with-registry'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import { siblingSubjectsQuery } from '@/lib/queries/subject-summaries'
import { versionQuery, versionsQuery } from '@/lib/queries/subjects'
import type { RegistryDto } from '@/lib/schema-registries/schema'

type Props = { environmentId: string; subject: string; children: ReactNode }

/** Head, tabs and dialogs of one subject; the tabs are routes. */
export function SubjectShell(props: Props) {
  return (
    <WithRegistry environmentId={props.environmentId}>
      {(registry) => <Shell {...props} registry={registry} />}
    </WithRegistry>
  )
}

function Shell({ environmentId, subject, registry, children }: Props & { registry: RegistryDto }) {
  const [isDeleting, setIsDeleting] = useState(false)
  const live = useQuery(versionsQuery(registry.id, subject))
  const all = useQuery(versionsQuery(registry.id, subject, true))
  const latest = useQuery(versionQuery(registry.id, subject, 'latest')).data
  const cannotDelete = useDeniedReason('subjects:delete', {
    environmentId,
    registryId: registry.id,
    subject,
  })
  const crumbs = useSubjectCrumbs(environmentId, registry.id, subject)
  const isGone = all.data === null
  const isDeleted = live.data === null && Boolean(all.data)
  const error = all.error ?? live.error
  if (isGone)
    return (
      <Page>
        <PageHeader title={subject} breadcrumb={crumbs} />
        <ErrorState
          title="This subject does not exist"
          hint={`There is no subject ${subject} in this registry. It may have been deleted permanently.`}
        />
      </Page>
    )
  return (
    <Page>
      <PageHeader
        title={subject}
        breadcrumb={crumbs}
        facts={
          latest && live.data
            ? `${schemaTypeNames[latest.schemaType]} · ${plural(live.data.length, 'version')} · schema ${latest.id}`
            : undefined
        }
        action={isDeleted ? null : <EvolveButton registry={registry} subject={subject} />}
        menu={[
          {
            label: isDeleted ? 'Delete permanently' : 'Delete subject',
            icon: <Trash2 />,
            isDanger: true,
            disabledReason: cannotDelete,
            onSelect: () => setIsDeleting(true),
          },
        ]}
        tabsLabel="Subject"
        tabs={[
          { label: 'Data contract', href: paths.subject(environmentId, subject), isExact: true },
          { label: 'Usage', href: paths.subject(environmentId, subject, 'usage') },
          { label: 'Settings', href: paths.subject(environmentId, subject, 'settings') },
        ]}
      />
      {isDeleted ? (
        <Banner tone="warning" title="This subject is deleted">
          Its schemas are still found by their ids, so that records can be read. Registering a schema under
          its name brings the subject back; version numbers go on where they ended.
        </Banner>
      ) : null}
      {error && all.data === undefined ? (
        <ErrorState title="The subject could not be read" error={error} onRetry={() => void all.refetch()} />
      ) : (
        children
      )}
      <DeleteSubjectDialog
        registry={registry}
        subject={subject}
        isOpen={isDeleting}
        onOpenChange={setIsDeleting}
      />
    </Page>
  )
}

function EvolveButton({ registry, subject }: { registry: RegistryDto; subject: string }) {
  const environmentId = registry.spec.environment.id
  const denied = useDeniedReason('subjects:write', { environmentId, registryId: registry.id, subject })
  if (denied)
    return (
      <Button variant="primary" disabledReason={denied}>
        Evolve schema
      </Button>
    )
  return (
    <Button variant="primary" asChild>
      <Link href={paths.evolveSubject(environmentId, subject)}>
        <GitBranch aria-hidden="true" />
        Evolve schema
      </Link>
    </Button>
  )
}

function useSubjectCrumbs(environmentId: string, registryId: string, subject: string) {
  return useEnvironmentCrumbs(
    environmentId,
    { label: 'Schema Registry', href: paths.schemaRegistry(environmentId) },
    {
      label: subject,
      noun: 'subjects',
      useSiblings: function useSubjectSiblings() {
        const { data, isPending } = useQuery(siblingSubjectsQuery(registryId))
        const items = (data ?? []).map(({ name }) => ({
          id: name,
          label: name,
          href: paths.subject(environmentId, name),
        }))
        return { items, isLoading: isPending }
      },
    },
  )
}
