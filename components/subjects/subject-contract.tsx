'use client'

import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { parseAsInteger, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Select } from '@/components/ui/select'
import { versionQuery, versionsQuery } from '@/lib/queries/subjects'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { ContractActions } from './contract-actions'
import { ContractFacts } from './contract-facts'
import { ContractSkeleton } from './contract-skeleton'
import { ContractTabs } from './contract-tabs'

type Props = {
  registry: RegistryDto
  subject: string
  /** Without it, the page around has the actions on the whole subject. */
  evolveHref?: string
  /** What is shown instead where the subject has no version. */
  empty: ReactNode
  /** The whole subject was deleted. */
  onDeleted?: () => void
}

/** A subject's schema with all that belongs to it, in any of its versions. */
export function SubjectContract({ registry, subject, ...props }: Props) {
  const { data: numbers, error, refetch } = useQuery(versionsQuery(registry.id, subject))
  const [wanted, setWanted] = useQueryState('version', parseAsInteger)
  const versions = (numbers ?? []).toReversed()
  const [latest] = versions
  const shown = wanted !== null && versions.includes(wanted) ? wanted : latest
  const { data: version, error: failure } = useQuery({
    ...versionQuery(registry.id, subject, shown ?? 'latest'),
    enabled: shown !== undefined,
  })
  const problem = (numbers ? null : error) ?? (version ? null : failure)
  if (problem)
    return <ErrorState title="The schema could not be read" error={problem} onRetry={() => void refetch()} />
  if (numbers !== undefined && shown === undefined) return props.empty
  if (shown === undefined || version === undefined) return <ContractSkeleton />
  if (version === null) return <EmptyState icon={<SearchX />} title="This version does not exist any more" />
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          size="sm"
          aria-label="Version"
          value={String(shown)}
          options={versions.map((number) => ({
            value: String(number),
            label: `Version ${number}${number === latest ? ' (latest)' : ''}`,
          }))}
          onValueChange={(value) => void setWanted(Number(value) === latest ? null : Number(value))}
        />
        <ContractActions {...props} registry={registry} subject={subject} shown={shown} />
      </div>
      <ContractFacts registry={registry} version={version} />
      <ContractTabs
        registry={registry}
        version={version}
        versions={versions}
        onShow={(number) => void setWanted(number === latest ? null : number)}
      />
    </div>
  )
}
