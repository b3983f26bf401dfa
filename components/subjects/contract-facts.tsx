'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Time } from '@/components/patterns/time'
import { CopyButton } from '@/components/ui/copy-button'
import { Skeleton } from '@/components/ui/skeleton'
import { paths } from '@/lib/paths'
import { configQuery, modeQuery } from '@/lib/queries/subject-settings'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import { levelWords, modeWords, schemaTypeNames } from './setting-words'

/** What one sees of a version at once: type, id, subject, the compatibility in force, when it was registered. */
export function ContractFacts({ registry, version }: { registry: RegistryDto; version: VersionDto }) {
  const { subject } = version
  const { data: mode } = useQuery(modeQuery(registry.id, subject))
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 text-sm">
      <Fact label="Type">{schemaTypeNames[version.schemaType]}</Fact>
      <Fact label="Schema ID">
        <span className="font-mono text-xs">{version.id}</span>
        <CopyButton text={String(version.id)} label="Copy the schema ID" />
      </Fact>
      <Fact label="Subject">
        <Link
          href={paths.subject(registry.spec.environment.id, subject)}
          className="font-mono text-xs break-all hover:underline"
        >
          {subject}
        </Link>
        <CopyButton text={subject} label="Copy the subject" />
      </Fact>
      <Fact label="Compatibility">
        <CompatibilityFact registryId={registry.id} subject={subject} />
      </Fact>
      {mode && mode !== 'READWRITE' ? <Fact label="Mode">{modeWords[mode].name}</Fact> : null}
      {version.ts ? (
        <Fact label="Registered">
          <Time value={version.ts} />
        </Fact>
      ) : null}
    </dl>
  )
}

function CompatibilityFact({ registryId, subject }: { registryId: string; subject: string }) {
  const { data: own, isPending } = useQuery(configQuery(registryId, subject))
  const { data: whole } = useQuery(configQuery(registryId, null))
  if (isPending) return <Skeleton className="w-16" />
  if (own === undefined) return <span className="text-faint">–</span>
  const level = own?.compatibilityLevel ?? whole?.compatibilityLevel ?? 'BACKWARD'
  return (
    <>
      {levelWords[level].name}
      {own?.compatibilityLevel ? null : <span className="text-faint">of the registry</span>}
    </>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex min-w-0 flex-col gap-0.5">
    <dt className="text-muted text-xs">{label}</dt>
    <dd className="flex min-h-6 min-w-0 items-center gap-1">{children}</dd>
  </div>
)
