'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { connectorOffsetKeys, offsetRequestsQuery, offsetTableQuery } from '@/lib/queries/connector-offsets'
import { connectorQuery } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { ChangeSinkOffsets } from './change-sink-offsets'
import { ChangeSourceOffsets } from './change-source-offsets'
import { OffsetHistory } from './offset-history'
import { ResetOffsets } from './reset-offsets'
import { SinkOffsetTable, SourceOffsetTable } from './offset-tables'

export type ConnectorPlace = { environmentId: string; clusterId: string; name: string }

/** How far the connector is, and the ways to send it back or ahead. */
export function ConnectorOffsets(place: ConnectorPlace) {
  const { environmentId, clusterId, name } = place
  const client = useQueryClient()
  const { data: connector } = useQuery(connectorQuery(clusterId, name))
  const table = useQuery(offsetTableQuery(clusterId, name))
  const { data: history } = useQuery(offsetRequestsQuery(clusterId, name))
  const [asked, setAsked] = useState<'change' | 'reset' | null>(null)
  const denied = useDeniedReason('connectors:update', { environmentId, clusterId, connector: name })
  const pending = history?.find(({ phase }) => phase === 'PENDING')
  const lastApplied = history?.find(({ phase }) => phase === 'APPLIED')?.applied_at
  useEffect(() => {
    if (lastApplied) void client.invalidateQueries({ queryKey: connectorOffsetKeys.table(clusterId, name) })
  }, [client, clusterId, name, lastApplied])
  const closed = denied ?? (pending ? 'A change is being carried out.' : undefined)
  const { data } = table
  const isEmpty = data !== undefined && (data.sink ?? data.source ?? []).length === 0
  return (
    <>
      {pending ? (
        <Banner
          title={pending.type === 'DELETE' ? 'The offsets are being reset' : 'The offsets are being changed'}
        >
          The connector stops for it, and goes on from its new place by itself.
        </Banner>
      ) : null}
      <section aria-label="Offsets" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <p className="text-muted min-w-64 flex-1 text-sm">
            {connector?.type === 'sink'
              ? 'The next message that it reads of each partition, and how many there are behind it.'
              : 'How far it has read its source: its own words, kept in Kafka.'}
          </p>
          <Button disabled={!data || isEmpty} disabledReason={closed} onClick={() => setAsked('change')}>
            Change offsets
          </Button>
          <Button disabled={!data || isEmpty} disabledReason={closed} onClick={() => setAsked('reset')}>
            Reset offsets
          </Button>
        </div>
        {table.error && !data ? (
          <ErrorState
            title="The offsets could not be read"
            error={table.error}
            onRetry={() => void table.refetch()}
          />
        ) : data?.sink ? (
          <SinkOffsetTable rows={data.sink} place={place} />
        ) : data?.source ? (
          <SourceOffsetTable rows={data.source} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </section>
      <OffsetHistory requests={history} place={place} closed={closed} />
      {asked === 'change' && data?.sink ? (
        <ChangeSinkOffsets rows={data.sink} place={place} onClose={() => setAsked(null)} />
      ) : asked === 'change' && data?.source ? (
        <ChangeSourceOffsets rows={data.source} place={place} onClose={() => setAsked(null)} />
      ) : asked === 'reset' && connector ? (
        <ResetOffsets connector={connector} place={place} onClose={() => setAsked(null)} />
      ) : null}
    </>
  )
}
