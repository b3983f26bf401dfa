import Link from 'next/link'
import type { Column } from '@/components/patterns/data-table/columns'
import type { GroupDetail } from '@/lib/consumer-groups/schema'
import { formatInteger } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'

type Lag = GroupDetail['lags'][number]
type Member = GroupDetail['memberDetails'][number]

const none = <span className="text-faint">–</span>
const offset = (text: string | null) => (text === null ? none : formatInteger(BigInt(text)))

export const lagColumns = (environmentId: string, clusterId: string): Column<Lag>[] => [
  {
    id: 'topic',
    header: 'Topic',
    minWidth: 180,
    value: ({ topic }) => topic,
    cell: ({ topic }) => (
      <Link href={paths.topic(environmentId, clusterId, topic)} className="truncate hover:underline">
        {topic}
      </Link>
    ),
  },
  { id: 'partition', header: 'Partition', width: 92, align: 'right', value: ({ partition }) => partition },
  {
    id: 'lag',
    header: 'Lag',
    width: 110,
    align: 'right',
    value: ({ lag }) => lag,
    cell: ({ lag }) => (lag === null ? none : formatInteger(lag)),
    isHighFirst: true,
  },
  {
    id: 'current',
    header: 'Current offset',
    width: 130,
    align: 'right',
    isMono: true,
    value: ({ currentOffset }) => (currentOffset === null ? null : Number(currentOffset)),
    cell: ({ currentOffset }) => offset(currentOffset),
  },
  {
    id: 'end',
    header: 'End offset',
    width: 120,
    align: 'right',
    isMono: true,
    value: ({ endOffset }) => Number(endOffset),
    cell: ({ endOffset }) => offset(endOffset),
    isHiddenOnPhone: true,
  },
  {
    id: 'client',
    header: 'Client',
    width: 180,
    isMono: true,
    value: ({ clientId }) => clientId,
    cell: ({ clientId, memberId }) => <span title={memberId ?? undefined}>{clientId ?? none}</span>,
    isHiddenOnPhone: true,
  },
]

const assigned = ({ assignments }: Member): string =>
  assignments.map(({ topic, partitions }) => `${topic} [${partitions.join(', ')}]`).join(', ')

export const memberColumns: Column<Member>[] = [
  { id: 'client', header: 'Client', width: 180, isMono: true, value: ({ clientId }) => clientId },
  { id: 'host', header: 'Host', width: 150, isMono: true, value: ({ host }) => host.replace(/^\//, '') },
  {
    id: 'assignments',
    header: 'Partitions',
    minWidth: 220,
    value: assigned,
    cell: (member) => <span title={assigned(member)}>{assigned(member) || none}</span>,
  },
  {
    id: 'member',
    header: 'Member',
    width: 280,
    isMono: true,
    value: ({ memberId }) => memberId,
    isHiddenOnPhone: true,
  },
]
