'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Figure } from '@/components/patterns/time'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { formatByteRate } from '@/lib/format/bytes'
import { formatCompact, formatInteger, formatSignificant } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { connectorFiguresQuery } from '@/lib/queries/connectors'

type Place = { environmentId: string; clusterId: string; name: string }

/** The figures that tell in one look whether it does what it should. */
export function ConnectorFigures({ connector, place }: { connector: ConnectorDetailDto; place: Place }) {
  const { data: measured } = useQuery(connectorFiguresQuery(place.clusterId, place.name))
  const now = measured ?? connector
  const isRunning = connector.tasks_running > 0
  const of = (value: number | null): number | null => (isRunning ? value : value === null ? null : 0)
  return (
    <dl className="bg-card grid grid-cols-2 overflow-hidden rounded-lg border md:auto-cols-fr md:grid-flow-col md:grid-cols-none">
      <Tile label="Messages/s" value={of(now.records_per_second)} format={formatCompact} unit="messages/s" />
      <Tile label="Bytes/s" value={of(now.bytes_per_second)} format={formatByteRate} unit="bytes/s" />
      {connector.type === 'sink' ? (
        <>
          <Tile label="Messages behind" value={now.messages_behind} format={formatCompact} unit="messages" />
          <Tile
            label="Max lag in the last minute"
            value={now.max_lag}
            format={formatCompact}
            unit="messages"
          />
          <Tile
            label="Bad records in the last hour"
            value={now.bad_records}
            format={formatCompact}
            unit="records"
            tone={now.bad_records > 0 ? 'bad' : 'plain'}
            more={
              connector.dead_letter_topic === null ? null : (
                <Link
                  href={paths.connector(place.environmentId, place.clusterId, place.name, 'dead-letters')}
                  className="text-accent rounded-sm text-xs hover:underline"
                >
                  Dead letters
                </Link>
              )
            }
          />
        </>
      ) : null}
    </dl>
  )
}

function Tile(props: {
  label: string
  value: number | null
  format: (value: number) => string
  unit: string
  tone?: 'plain' | 'bad'
  more?: ReactNode
}) {
  const { value, unit } = props
  const exact =
    value === null ? '' : `${value < 100 ? formatSignificant(value) : formatInteger(value)} ${unit}`
  return (
    <div className="border-line-soft flex flex-col gap-0.5 border-b px-4 py-2.5 last:border-b-0 md:border-r md:border-b-0 md:last:border-r-0">
      <dt className="text-muted text-xs">{props.label}</dt>
      <dd className="flex items-baseline gap-2">
        <span className={`text-xl font-medium tabular-nums ${props.tone === 'bad' ? 'text-bad' : ''}`}>
          {value === null ? (
            <span className="text-faint">–</span>
          ) : (
            <Figure text={props.format(value)} exact={exact} />
          )}
        </span>
        {props.more}
      </dd>
    </div>
  )
}
