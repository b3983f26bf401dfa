// Consumer groups as the console shows them.
import type { Ctx } from '@/lib/context'
import { reachForList } from '@/lib/clusters/reach'
import type { GroupDescription } from '@/lib/kafka'
import { requireGroup, type GroupPlace } from '@/lib/consumer-groups/get'
import { lagsOf, totalOf, type PartitionLag } from '@/lib/consumer-groups/lags'
import { describeAllGroups } from '@/lib/consumer-groups/list'
import type { GroupDetail, GroupRow } from '@/lib/consumer-groups/schema'

const atOnce = 8

export async function listGroupRows(ctx: Ctx, clusterId: string): Promise<GroupRow[]> {
  const { connection, isVisible } = await reachForList(ctx, 'consumer-groups:read', clusterId)
  const groups = await describeAllGroups(connection, (group) => isVisible({ group }))
  const rows: GroupRow[] = []
  for (let start = 0; start < groups.length; start += atOnce) {
    const some = groups.slice(start, start + atOnce)
    rows.push(
      ...(await Promise.all(some.map(async (group) => toRow(group, await lagsOf(connection, group))))),
    )
  }
  return rows
}

export async function getGroupDetail(ctx: Ctx, place: GroupPlace): Promise<GroupDetail> {
  const { group, connection } = await requireGroup(ctx, place)
  const lags = await lagsOf(connection, group)
  return {
    ...toRow(group, lags),
    assignor: group.assignor,
    coordinator: group.coordinator,
    memberDetails: group.members,
    lags: lags.map(({ currentOffset, endOffset, ...lag }) => ({
      ...lag,
      currentOffset: currentOffset?.toString() ?? null,
      endOffset: endOffset.toString(),
    })),
  }
}

const toRow = (group: GroupDescription, lags: PartitionLag[]): GroupRow => ({
  groupId: group.groupId,
  state: group.state,
  type: group.type,
  members: group.members.length,
  totalLag: totalOf(lags),
  topics: [...Map.groupBy(lags, ({ topic }) => topic)].map(([name, some]) => ({ name, lag: totalOf(some) })),
})
