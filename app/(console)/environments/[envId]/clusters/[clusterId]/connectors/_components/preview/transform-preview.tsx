'use client'

import { useMutation } from '@tanstack/react-query'
import { ArrowRight, FlaskConical } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { PreviewedRecord } from '@/lib/connectors/validation/check-schema'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { previewConnectorRecords } from '@/lib/queries/connector-checks'
import { PreviewProblem } from './preview-problem'
import { NotWritten, RecordPart } from './record-part'

const samples = 5

/** What the transforms make of a real record, one after the other. */
export function TransformPreview({ clusterId, config }: { clusterId: string; config: ConnectorConfig }) {
  const [index, setIndex] = useState(0)
  const preview = useMutation({
    mutationFn: () => previewConnectorRecords(clusterId, { config, count: samples }),
    gcTime: 0,
    onSuccess: () => setIndex(0),
  })
  const { reset } = preview
  const said = JSON.stringify(config)
  // What was shown was of other settings.
  useEffect(() => reset(), [said, reset])
  const records = preview.data?.records ?? []
  const record = records[index]
  return (
    <div className="flex w-full flex-col items-start gap-3" aria-live="polite">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" isLoading={preview.isPending} onClick={() => preview.mutate()}>
          <FlaskConical aria-hidden="true" />
          Try on a real record
        </Button>
        {records.length > 1 ? (
          <Button size="sm" variant="ghost" onClick={() => setIndex((index + 1) % records.length)}>
            Record {index + 1} of {records.length}: show the next
          </Button>
        ) : null}
      </div>
      {preview.isError ? <PreviewProblem error={preview.error} /> : null}
      {preview.isSuccess && !record ? (
        <p className="text-muted text-sm">{preview.data.note ?? 'There is no record to try them on yet.'}</p>
      ) : null}
      {record ? <Steps record={record} /> : null}
    </div>
  )
}

const outcomes = {
  changed: 'changed',
  unchanged: 'unchanged',
  dropped: 'dropped',
  skipped: 'not for this record',
}

function Steps({ record: { before, steps, after, error } }: { record: PreviewedRecord }) {
  return (
    <div className="flex w-full flex-col gap-2">
      <ol
        className="text-muted flex flex-wrap items-center gap-1.5 text-sm"
        aria-label="What each transform did"
      >
        {steps.map(({ alias, outcome }) => (
          <li key={alias} className="flex items-center gap-1.5">
            <span className="font-mono text-xs">{alias}</span>
            <Badge tone={outcome === 'changed' ? 'accent' : 'neutral'}>{outcomes[outcome]}</Badge>
            <ArrowRight className="text-faint size-3.5" aria-hidden="true" />
          </li>
        ))}
        <li>{error ? 'failed' : after ? 'written' : 'not written'}</li>
      </ol>
      <div className="grid items-start gap-2 sm:grid-cols-2">
        {before ? <RecordPart label="Before" part={before} /> : <NotWritten title="It cannot be read" />}
        {error ? (
          <Banner tone="danger" title={error.alias ? `${error.alias} fails` : 'It cannot be used'}>
            <p className="break-words">{error.message}</p>
          </Banner>
        ) : after ? (
          <RecordPart label="After" part={after} />
        ) : (
          <NotWritten title="Dropped" />
        )}
      </div>
    </div>
  )
}
