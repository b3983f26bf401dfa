'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { TextDiff } from '@/components/patterns/code/text-diff'
import { Time } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { versionQuery } from '@/lib/queries/subjects'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import { schemaTypeNames } from './setting-words'
import { schemaLanguages, shownSchema } from './shown-schema'

const shownAtFirst = 20

type Props = {
  registryId: string
  subject: string
  /** Newest first. */
  versions: readonly number[]
  shown: number
  onShow: (version: number) => void
}

/** All versions, and the difference between any two of them; which two is in the URL. */
export function VersionHistory(props: Props) {
  const { registryId, subject, versions, shown } = props
  const [count, setCount] = useState(shownAtFirst)
  const listed = versions.slice(0, count)
  const read = useQueries({ queries: listed.map((version) => versionQuery(registryId, subject, version)) })
  return (
    <div className="flex flex-col gap-6">
      {versions.length > 1 ? <Comparison {...props} /> : null}
      <section aria-label="Versions" className="flex flex-col gap-2">
        <h3 className="text-sm font-medium">All versions</h3>
        <ul className="divide-line-soft divide-y rounded-lg border text-sm">
          {listed.map((version, index) => (
            <li key={version} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <span className="w-20 font-medium">Version {version}</span>
              <VersionLine data={read[index]?.data} />
              <span className="ml-auto flex items-center gap-2">
                {index === 0 ? <Badge>Latest</Badge> : null}
                {version === shown ? (
                  <span className="text-faint">Shown</span>
                ) : (
                  <Button size="xs" onClick={() => props.onShow(version)}>
                    Show
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
        {versions.length > count ? (
          <Button variant="link" className="self-start" onClick={() => setCount(count + 5 * shownAtFirst)}>
            {versions.length - count} earlier versions
          </Button>
        ) : null}
      </section>
    </div>
  )
}

function VersionLine({ data }: { data: VersionDto | null | undefined }) {
  if (!data) return <Skeleton className="w-40" />
  return (
    <span className="text-muted flex flex-wrap gap-x-3">
      <span>
        ID <span className="font-mono text-xs">{data.id}</span>
      </span>
      <span>{schemaTypeNames[data.schemaType]}</span>
      {data.ts ? <Time value={data.ts} /> : null}
    </span>
  )
}

function Comparison({ registryId, subject, versions, shown }: Props) {
  const [{ from, to }, setPair] = useQueryStates({ from: parseAsInteger, to: parseAsInteger })
  const after = to !== null && versions.includes(to) ? to : shown
  const usual = versions.find((version) => version < after) ?? versions.find((version) => version !== after)
  const before = from !== null && versions.includes(from) ? from : (usual ?? after)
  const { data: old } = useQuery(versionQuery(registryId, subject, before))
  const { data: next } = useQuery(versionQuery(registryId, subject, after))
  const options = versions.map((version) => ({ value: String(version), label: `Version ${version}` }))
  return (
    <section aria-label="Comparison" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <h3 className="font-medium">Compare</h3>
        <Select
          size="sm"
          aria-label="Compare from"
          value={String(before)}
          options={options}
          onValueChange={(value) => void setPair({ from: Number(value) })}
        />
        <span className="text-muted">with</span>
        <Select
          size="sm"
          aria-label="Compare with"
          value={String(after)}
          options={options}
          onValueChange={(value) => void setPair({ to: Number(value) })}
        />
      </div>
      {old && next ? <VersionDiff before={old} after={next} /> : <Skeleton className="h-32 w-full" />}
    </section>
  )
}

function VersionDiff({ before, after }: { before: VersionDto; after: VersionDto }) {
  const texts = [before, after].map(({ schemaType, schema }) => shownSchema(schemaType, schema))
  const rest = [before, after].map(restOf)
  const labels = {
    beforeLabel: `Version ${before.version}`,
    afterLabel: `Version ${after.version}`,
  }
  const isSameSchema = texts[0] === texts[1]
  const isSameRest = rest[0] === rest[1]
  return (
    <>
      {isSameSchema ? (
        <p className="text-muted text-sm">
          {isSameRest
            ? 'These two are the same.'
            : 'The schema is the same in both; what stands beside it is not.'}
        </p>
      ) : (
        <TextDiff
          {...labels}
          before={texts[0] ?? ''}
          after={texts[1] ?? ''}
          language={schemaLanguages[after.schemaType]}
        />
      )}
      {isSameRest ? null : (
        <>
          <h4 className="text-sm font-medium">References, metadata and rules</h4>
          <TextDiff {...labels} before={rest[0] ?? ''} after={rest[1] ?? ''} language="json" />
        </>
      )}
    </>
  )
}

const restOf = ({ references, metadata, ruleSet }: VersionDto): string =>
  JSON.stringify({ references: references ?? [], metadata: metadata ?? {}, ruleSet: ruleSet ?? {} }, null, 2)
