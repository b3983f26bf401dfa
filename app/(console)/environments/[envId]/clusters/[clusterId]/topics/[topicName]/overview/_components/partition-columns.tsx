import type { Column } from '@/components/patterns/data-table/columns'
import { Figure } from '@/components/patterns/time'
import { Status } from '@/components/ui/status'
import { formatBytes } from '@/lib/format/bytes'
import { formatInteger } from '@/lib/format/numbers'
import type { TopicDetail } from '@/lib/topics/schema'

type Partition = TopicDetail['partitionDetails'][number]

const unknown = <span className="text-faint">–</span>
const offset = (text: string | null) => (text === null ? unknown : formatInteger(BigInt(text)))
const count = ({ earliest, latest }: Partition): number | null =>
  earliest === null || latest === null ? null : Number(BigInt(latest) - BigInt(earliest))

export const partitionColumns: Column<Partition>[] = [
  { id: 'partition', header: 'Partition', width: 100, value: ({ partition }) => partition },
  {
    id: 'state',
    header: 'State',
    minWidth: 150,
    value: ({ leader, isr, replicas }) => (leader === null ? 0 : isr.length / replicas.length),
    cell: ({ leader, isr, replicas }) =>
      leader === null ? (
        <Status tone="failed">No leader</Status>
      ) : isr.length < replicas.length ? (
        <Status tone="warning">{`${isr.length} of ${replicas.length} in sync`}</Status>
      ) : (
        <Status tone="running">In sync</Status>
      ),
  },
  {
    id: 'earliest',
    header: 'Start offset',
    width: 130,
    align: 'right',
    isMono: true,
    value: ({ earliest }) => Number(earliest),
    cell: ({ earliest }) => offset(earliest),
  },
  {
    id: 'latest',
    header: 'End offset',
    width: 130,
    align: 'right',
    isMono: true,
    value: ({ latest }) => Number(latest),
    cell: ({ latest }) => offset(latest),
  },
  {
    id: 'messages',
    header: 'Messages',
    width: 120,
    align: 'right',
    value: count,
    cell: (partition) => {
      const messages = count(partition)
      return messages === null ? unknown : formatInteger(messages)
    },
    isHighFirst: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'size',
    header: 'Size',
    width: 110,
    align: 'right',
    value: ({ sizeBytes }) => sizeBytes,
    cell: ({ sizeBytes }) =>
      sizeBytes === null ? (
        unknown
      ) : (
        <Figure text={formatBytes(sizeBytes)} exact={`${formatInteger(sizeBytes)} bytes`} />
      ),
    isHighFirst: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'leader',
    header: 'Leader',
    width: 90,
    align: 'right',
    value: ({ leader }) => leader,
    cell: ({ leader }) => leader ?? unknown,
    isHiddenOnPhone: true,
  },
  {
    id: 'replicas',
    header: 'Replicas',
    width: 110,
    align: 'right',
    value: ({ replicas }) => replicas.join(', '),
    isHiddenOnPhone: true,
  },
]
