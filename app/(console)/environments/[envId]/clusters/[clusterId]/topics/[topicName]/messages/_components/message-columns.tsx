import type { Column } from '@/components/patterns/data-table/columns'
import { Badge } from '@/components/ui/badge'
import { formatBytes } from '@/lib/format/bytes'
import { formatClock, formatExact } from '@/lib/format/dates'
import { formatInteger } from '@/lib/format/numbers'
import type { Message, Payload } from '@/lib/messages/schema'
import { payloadLine } from '@/lib/messages/shown'
import { formatNames } from './format-names'

const day = 24 * 60 * 60 * 1000

export const messageColumns: Column<Message>[] = [
  {
    id: 'timestamp',
    header: 'Timestamp',
    width: 168,
    value: ({ timestamp }) => timestamp,
    cell: ({ timestamp }) => (
      <time
        dateTime={new Date(timestamp).toISOString()}
        title={`${formatExact(timestamp, true)} · ${timestamp}`}
      >
        {Date.now() - timestamp < day / 2 ? formatClock(timestamp) : formatExact(timestamp, true)}
      </time>
    ),
  },
  {
    id: 'partition',
    header: 'Partition',
    width: 92,
    align: 'right',
    value: ({ partition }) => partition,
    isHiddenOnPhone: true,
  },
  {
    id: 'offset',
    header: 'Offset',
    width: 96,
    align: 'right',
    value: ({ offset }) => Number(offset),
    cell: ({ offset }) => <span className="font-mono">{formatInteger(BigInt(offset))}</span>,
    isHiddenOnPhone: true,
  },
  {
    id: 'key',
    header: 'Key',
    width: 180,
    isMono: true,
    value: ({ key }) => payloadLine(key, 120),
    cell: ({ key }) => <PayloadCell payload={key} length={120} />,
    isHiddenOnPhone: true,
  },
  {
    id: 'value',
    header: 'Value',
    minWidth: 180,
    isMono: true,
    value: ({ value }) => payloadLine(value, 120),
    cell: ({ value }) => <PayloadCell payload={value} length={400} isMuted />,
  },
]

/** Text nodes only: whatever a producer wrote is never markup here. */
function PayloadCell({ payload, length, isMuted }: { payload: Payload; length: number; isMuted?: boolean }) {
  if (payload.format === 'null') return <span className="text-faint font-sans">null</span>
  if (payload.format === 'text' && payload.sizeBytes === 0)
    return <span className="text-faint font-sans">empty</span>
  return (
    <span className="flex min-w-0 items-center gap-2">
      <FormatMark payload={payload} />
      {payload.isTruncated ? <Badge tone="neutral">{formatBytes(payload.sizeBytes)}</Badge> : null}
      <span className={isMuted ? 'text-muted truncate' : 'truncate'}>{payloadLine(payload, length)}</span>
    </span>
  )
}

/** What the bytes are, where it is not plain to see: the schema that they were decoded with, or that they could not be. */
function FormatMark({ payload: { format, schema, undecoded } }: { payload: Payload }) {
  if (schema) {
    const { id, version } = schema
    const place = version === undefined ? `id ${id}` : `v${version} · ${id}`
    return (
      <Badge className="font-sans">
        {formatNames[format]} <span className="text-muted hidden font-normal sm:inline">{place}</span>
      </Badge>
    )
  }
  if (undecoded)
    return (
      <Badge tone="warning" className="font-sans">
        <span title={undecoded.message}>Not decoded</span>
      </Badge>
    )
  return format === 'binary' ? <Badge tone="info">Binary</Badge> : null
}
