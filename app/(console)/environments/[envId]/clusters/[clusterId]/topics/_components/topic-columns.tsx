import Link from 'next/link'
import type { Column } from '@/components/patterns/data-table/columns'
import { Figure } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { formatByteRate, formatBytes } from '@/lib/format/bytes'
import { formatInteger, formatRate, plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import type { TopicRow } from '@/lib/topics/schema'

const unknown = <span className="text-faint">–</span>

const rate = (bytesPerSec: number | undefined) =>
  bytesPerSec === undefined ? (
    unknown
  ) : (
    <Figure text={formatByteRate(bytesPerSec)} exact={`${formatInteger(bytesPerSec)} bytes per second`} />
  )

export const topicColumns = (environmentId: string, clusterId: string): Column<TopicRow>[] => [
  {
    id: 'name',
    header: 'Topic name',
    minWidth: 220,
    value: ({ name }) => name,
    cell: ({ name, isInternal, underReplicated }) => (
      <span className="flex items-center gap-2">
        <Link
          href={paths.topic(environmentId, clusterId, name)}
          className="truncate font-medium hover:underline"
        >
          {name}
        </Link>
        {isInternal ? <Badge tone="neutral">Internal</Badge> : null}
        {underReplicated > 0 ? (
          <Badge tone="warning">{plural(underReplicated, 'partition')} under-replicated</Badge>
        ) : null}
      </span>
    ),
  },
  {
    id: 'partitions',
    header: 'Partitions',
    width: 100,
    align: 'right',
    value: ({ partitions }) => partitions,
    isSearchable: false,
  },
  {
    id: 'production',
    header: 'Production',
    width: 130,
    align: 'right',
    value: ({ rates }) => rates?.bytesInPerSec,
    cell: ({ rates }) => rate(rates?.bytesInPerSec),
    isSearchable: false,
    isHighFirst: true,
  },
  {
    id: 'consumption',
    header: 'Consumption',
    width: 130,
    align: 'right',
    value: ({ rates }) => rates?.bytesOutPerSec,
    cell: ({ rates }) => rate(rates?.bytesOutPerSec),
    isSearchable: false,
    isHighFirst: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'messages',
    header: 'Messages',
    width: 110,
    align: 'right',
    value: ({ rates }) => rates?.messagesInPerSec,
    cell: ({ rates }) => (rates ? formatRate(rates.messagesInPerSec) : unknown),
    isSearchable: false,
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
        <Figure text={formatBytes(sizeBytes)} exact={`${formatInteger(sizeBytes)} bytes on all replicas`} />
      ),
    isSearchable: false,
    isHighFirst: true,
    isHiddenOnPhone: true,
  },
  {
    id: 'replication',
    header: 'Replication',
    width: 110,
    align: 'right',
    value: ({ replicationFactor }) => replicationFactor,
    isSearchable: false,
    isHiddenByDefault: true,
  },
]
