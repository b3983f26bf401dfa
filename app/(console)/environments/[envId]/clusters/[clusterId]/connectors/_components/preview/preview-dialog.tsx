'use client'

import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Spinner } from '@/components/ui/spinner'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { plural } from '@/lib/format/numbers'
import { previewConnectorRecords } from '@/lib/queries/connector-checks'
import { PreviewProblem } from './preview-problem'
import { PreviewRecord, type OnBadRecord } from './preview-record'

const shown = 10

/** Real records and what the connector would write of them. */
export function PreviewDialog(props: {
  clusterId: string
  config: ConnectorConfig
  onBad: OnBadRecord
  onClose: () => void
}) {
  const { clusterId, config } = props
  const [turn, setTurn] = useState(0)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['connector-data-preview', clusterId, turn],
    queryFn: ({ signal }) => previewConnectorRecords(clusterId, { config, count: shown }, signal),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  })
  const bad = data?.records.filter((record) => record.error !== null).length ?? 0
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
            <p className="text-sm">
              {plural(data.records.length, 'record')}
              {bad > 0 ? <span className="text-bad">, {bad} of them could not be used</span> : null}
            </p>
            <ul className="divide-y">
              {data.records.map((record, index) => (
                <PreviewRecord key={index} record={record} onBad={props.onBad} />
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Dialog>
  )
}

/** What the settings say of records that cannot be used. */
export function fateOfBad(type: 'source' | 'sink', config: ConnectorConfig): OnBadRecord {
  const tolerance = config['errors.tolerance'] ?? (type === 'sink' ? 'all' : 'none')
  if (tolerance !== 'all') return 'fail'
  return type === 'sink' ? 'dead-letters' : 'skip'
}
