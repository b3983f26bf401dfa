import type { Column } from '@/components/patterns/data-table/columns'
import { PayloadCell } from '../../../../_components/messages/payload-cell'
import { formatClock, formatExact } from '@/lib/format/dates'
import { formatInteger } from '@/lib/format/numbers'
import type { Message } from '@/lib/messages/schema'
import { payloadLine } from '@/lib/messages/shown'

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
