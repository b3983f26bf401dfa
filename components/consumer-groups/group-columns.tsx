import Link from 'next/link'
import type { Column } from '@/components/patterns/data-table/columns'
import { Figure } from '@/components/patterns/time'
import { formatCompact, formatInteger } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import type { GroupRow } from '@/lib/consumer-groups/schema'
import { GroupStatus } from './group-status'

/** Columns of consumer groups; with a topic, the lag is that on the topic. */
export function groupColumns(environmentId: string, clusterId: string, topic?: string): Column<GroupRow>[] {
  const lagOf = (row: GroupRow): number =>
    topic === undefined ? row.totalLag : (row.topics.find(({ name }) => name === topic)?.lag ?? 0)
  return [
    {
      id: 'group',
      header: 'Consumer group',
      minWidth: 220,
      value: ({ groupId }) => groupId,
      cell: ({ groupId }) => (
        <Link
          href={paths.consumer(environmentId, clusterId, groupId)}
          className="truncate font-medium hover:underline"
        >
          {groupId}
        </Link>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: 130,
      value: ({ state }) => state,
      cell: ({ state }) => <GroupStatus state={state} />,
    },
    {
      id: 'members',
      header: 'Members',
      width: 100,
      align: 'right',
      value: ({ members }) => members,
      isSearchable: false,
      isHighFirst: true,
    },
    {
      id: 'lag',
      header: topic === undefined ? 'Total lag' : 'Lag on this topic',
      width: 140,
      align: 'right',
      value: lagOf,
      cell: (row) => (
        <Figure text={formatCompact(lagOf(row))} exact={`${formatInteger(lagOf(row))} messages behind`} />
      ),
      isSearchable: false,
      isHighFirst: true,
    },
    {
      id: 'topics',
      header: 'Topics',
      width: 220,
      value: ({ topics }) => topics.map(({ name }) => name).join(', '),
      isHiddenOnPhone: true,
    },
    {
      id: 'type',
      header: 'Protocol',
      width: 110,
      value: ({ type }) => (type === 'consumer' ? 'KIP-848' : 'Classic'),
      isHiddenOnPhone: true,
      isHiddenByDefault: true,
    },
  ]
}
