'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { DataTable } from '@/components/patterns/data-table/data-table'
import type { Column } from '@/components/patterns/data-table/columns'
import { EmptyState } from '@/components/patterns/empty-state'
import { formatInteger } from '@/lib/format/numbers'
import type { OffsetTable } from '@/lib/connectors/console-schema'
import { paths } from '@/lib/paths'

export type SinkRow = NonNullable<OffsetTable['sink']>[number]
export type SourceRow = NonNullable<OffsetTable['source']>[number]
type Place = { environmentId: string; clusterId: string }

const offsetText = (offset: string): string => formatInteger(BigInt(offset))

const sinkColumns = ({ environmentId, clusterId }: Place): Column<SinkRow>[] => [
  {
    id: 'topic',
    header: 'Topic',
    value: ({ topic }) => topic,
    cell: ({ topic }) => (
      <Link
        href={paths.topic(environmentId, clusterId, topic, 'messages')}
        className="hover:text-accent truncate hover:underline"
      >
        {topic}
      </Link>
    ),
    minWidth: 96,
  },
  { id: 'partition', header: 'Partition', value: ({ partition }) => partition, width: 88, align: 'right' },
  {
    id: 'current',
    header: 'Current',
    value: ({ current }) => (current === null ? null : Number(current)),
    cell: ({ current }) =>
      current === null ? (
        <span className="text-faint">Not yet</span>
      ) : (
        <span className="font-mono">{offsetText(current)}</span>
      ),
    width: 104,
    align: 'right',
  },
  {
    id: 'end',
    header: 'End',
    value: ({ end }) => Number(end),
    cell: ({ end }) => <span className="font-mono">{offsetText(end)}</span>,
    width: 104,
    align: 'right',
    isHiddenOnPhone: true,
  },
  {
    id: 'lag',
    header: 'Lag',
    value: ({ lag }) => lag,
    cell: ({ lag }) => <span className={lag > 0 ? 'text-warn' : ''}>{formatInteger(lag)}</span>,
    width: 68,
    align: 'right',
    isHighFirst: true,
  },
]

export function SinkOffsetTable({ rows, place }: { rows: readonly SinkRow[]; place: Place }) {
  const { environmentId, clusterId } = place
  const columns = useMemo(() => sinkColumns({ environmentId, clusterId }), [environmentId, clusterId])
  return (
    <DataTable
      id="connector-offsets"
      noun={['partition', 'partitions']}
      columns={columns}
      rows={rows}
      getRowId={({ topic, partition }) => `${topic}/${partition}`}
      hasSearch={rows.length > 10}
      searchPlaceholder="Search topics"
      hasColumnChooser={false}
      isFramed
      empty={
        <EmptyState title="No offsets yet">
          They appear once the connector has read its topics for the first time.
        </EmptyState>
      }
    />
  )
}

const sourceColumns: Column<SourceRow>[] = [
  {
    id: 'partition',
    header: 'Partition of the source',
    value: ({ partition }) => JSON.stringify(partition),
    isMono: true,
    minWidth: 160,
  },
  {
    id: 'offset',
    header: 'Offset',
    value: ({ offset }) => JSON.stringify(offset),
    isMono: true,
    minWidth: 160,
  },
]

export function SourceOffsetTable({ rows }: { rows: readonly SourceRow[] }) {
  return (
    <DataTable
      id="connector-source-offsets"
      noun={['partition', 'partitions']}
      columns={sourceColumns}
      rows={rows}
      getRowId={({ partition }) => JSON.stringify(partition)}
      hasSearch={false}
      hasColumnChooser={false}
      isFramed
      empty={
        <EmptyState title="No offsets yet">
          They appear once the connector has written its first messages.
        </EmptyState>
      }
    />
  )
}
