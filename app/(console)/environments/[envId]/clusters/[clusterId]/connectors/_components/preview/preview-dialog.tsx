'use client'

import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Spinner } from '@/components/ui/spinner'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { previewFates, type PreviewedRecord } from '@/lib/connectors/validation/check-schema'
import { plural } from '@/lib/format/numbers'
import { previewConnectorRecords } from '@/lib/queries/connector-checks'
import { PreviewProblem } from './preview-problem'
import { PreviewRecord } from './preview-record'
import { PreviewSchemas, PreviewTables } from './preview-tables'

const shown = 10

/** Real records and what the connector would write of them. */
export function PreviewDialog(props: { clusterId: string; config: ConnectorConfig; onClose: () => void }) {
  const { clusterId, config } = props
  const [turn, setTurn] = useState(0)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['connector-data-preview', clusterId, turn],
    queryFn: ({ signal }) => previewConnectorRecords(clusterId, { config, count: shown }, signal),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Data preview"
      description="Real records, read, converted and transformed with these settings. Nothing is written."
      size="xl"
      footer={
        <>
          <Button
            isLoading={isFetching}
            onClick={() => (error ? void refetch() : setTurn(turn + 1))}
            className="mr-auto"
          >
            <RefreshCw aria-hidden="true" />
            Read again
          </Button>
          <Button variant="primary" onClick={props.onClose}>
            Close
          </Button>
        </>
      }
    >
      <div aria-live="polite" aria-busy={isFetching} className="flex flex-col gap-4">
        {data === undefined && !error ? (
          <p className="text-muted flex items-center gap-2 py-8 text-sm">
            <Spinner /> Reading records
          </p>
        ) : null}
        {error ? <PreviewProblem error={error} /> : null}
        {data?.note ? <Banner>{data.note}</Banner> : null}
        {data && data.records.length === 0 ? (
          <p className="text-muted py-8 text-sm">There is no record to look at yet.</p>
        ) : null}
        {data && data.records.length > 0 ? (
          <>
            <p className="text-sm">{countsOf(data.records)}</p>
            <PreviewTables tables={data.tables} />
            <PreviewSchemas schemas={data.schemas} />
            <ul className="divide-y">
              {data.records.map((record, index) => (
                <PreviewRecord key={index} record={record} deadLetterTopic={data.deadLetterTopic} />
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Dialog>
  )
}

const fates: Record<PreviewedRecord['fate'], string> = {
  written: 'would be written',
  dropped: 'dropped',
  'dead-letters': 'to the dead letter queue',
  'left-out': 'left out',
  'fails-task': 'would stop the task',
}

/** "10 records: 8 would be written, 2 to the dead letter queue". */
function countsOf(records: readonly PreviewedRecord[]): string {
  const parts = previewFates.flatMap((fate) => {
    const count = records.filter((record) => record.fate === fate).length
    return count === 0 ? [] : [`${count} ${fates[fate]}`]
  })
  return `${plural(records.length, 'record')}: ${parts.join(', ')}`
}
