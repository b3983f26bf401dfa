import Link from 'next/link'
import type { Column } from '@/components/patterns/data-table/columns'
import { Figure, Time } from '@/components/patterns/time'
import { Status } from '@/components/ui/status'
import { Tooltip } from '@/components/ui/tooltip'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { formatByteRate } from '@/lib/format/bytes'
import { formatCompact, formatSignificant } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { connectorStatus } from './connector-status'

const pluginName = (row: ConnectorRowDto): string =>
  findConnectorSpec(row.connector_class)?.subtitle ?? row.connector_class

/** What nobody measured is not zero. */
function Measured({
  value,
  format,
  unit,
}: {
  value: number | null
  format: (rate: number) => string
  unit: string
}) {
  if (value === null) return <span className="text-faint">–</span>
  return <Figure text={format(value)} exact={`${formatSignificant(value)} ${unit}`} />
}

/** Of the last hour; the way to them where there are some. */
function BadRecords(props: { row: ConnectorRowDto; environmentId: string; clusterId: string }) {
  const { type, name, bad_records: count } = props.row
  if (type === 'source') return <span className="text-faint">–</span>
  if (count === 0) return <>0</>
  return (
    <Link
      href={paths.connector(props.environmentId, props.clusterId, name, 'dead-letters')}
      title="In the last hour"
      className="text-bad rounded-sm font-medium hover:underline"
    >
      {formatCompact(count)}
    </Link>
  )
}

export const connectorColumns = (environmentId: string, clusterId: string): Column<ConnectorRowDto>[] => [
  {
    id: 'name',
    header: 'Name',
    value: (row) => row.name,
    cell: (row) => (
      <Link
        href={paths.connector(environmentId, clusterId, row.name)}
        className="block truncate rounded-sm font-medium"
      >
        {row.name}
      </Link>
    ),
    minWidth: 200,
  },
  {
    id: 'state',
    header: 'Status',
    value: (row) => connectorStatus(row).word,
    cell: (row) => {
      const { tone, word } = connectorStatus(row)
      const status = <Status tone={tone}>{word}</Status>
      return row.trace ? (
        <Tooltip content={row.trace}>
          <span>{status}</span>
        </Tooltip>
      ) : (
        status
      )
    },
    width: 124,
  },
  {
    id: 'category',
    header: 'Type',
    value: (row) => (row.type === 'source' ? 'Source' : 'Sink'),
    width: 84,
    isHiddenOnPhone: true,
  },
  {
    id: 'tasks',
    header: 'Tasks',
    value: (row) => row.tasks_running,
    cell: (row) => (
      <span className={row.tasks_failed > 0 ? 'text-bad' : ''}>
        {row.tasks_running}
        <span className="text-faint"> / {row.tasks_max}</span>
      </span>
    ),
    width: 76,
    align: 'right',
    isHiddenOnPhone: true,
  },
  {
    id: 'messages',
    header: 'Messages/s',
    value: (row) => row.records_per_second,
    cell: (row) => <Measured value={row.records_per_second} format={formatCompact} unit="messages/s" />,
    width: 116,
    align: 'right',
    isHighFirst: true,
  },
  {
    id: 'bytes',
    header: 'Bytes/s',
    value: (row) => row.bytes_per_second,
    cell: (row) => <Measured value={row.bytes_per_second} format={formatByteRate} unit="bytes/s" />,
    width: 106,
    align: 'right',
    isHighFirst: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'behind',
    header: 'Behind',
    value: (row) => row.messages_behind,
    cell: (row) => <Measured value={row.messages_behind} format={formatCompact} unit="messages behind" />,
    width: 88,
    align: 'right',
    isHighFirst: true,
  },
  {
    id: 'bad',
    header: 'Bad records',
    value: (row) => (row.type === 'sink' ? row.bad_records : null),
    cell: (row) => <BadRecords row={row} environmentId={environmentId} clusterId={clusterId} />,
    width: 112,
    align: 'right',
    isHighFirst: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'topics',
    header: 'Topics',
    value: (row) => row.topics.join(', '),
    cell: (row) => {
      const [first] = row.topics
      return first ? (
        <Link
          href={paths.topic(environmentId, clusterId, first)}
          className="hover:text-accent truncate hover:underline"
        >
          {row.topics.join(', ')}
        </Link>
      ) : (
        '–'
      )
    },
    width: 150,
    isHiddenByDefault: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'plugin',
    header: 'Plugin',
    value: pluginName,
    width: 140,
    isHiddenByDefault: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'id',
    header: 'ID',
    value: (row) => row.id,
    width: 112,
    isMono: true,
    isHiddenByDefault: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'created',
    header: 'Launched',
    value: (row) => row.created_at,
    cell: (row) => <Time value={row.created_at} />,
    width: 120,
    isHiddenByDefault: true,
    isHiddenOnPhone: true,
  },
]
