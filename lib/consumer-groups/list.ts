import type { Ctx } from '@/lib/context'
import { reachForList } from '@/lib/clusters/reach'
import { describeGroups, listGroups, type GroupDescription, type KafkaConnection } from '@/lib/kafka'

export async function listConsumerGroups(ctx: Ctx, clusterId: string): Promise<GroupDescription[]> {
  const { connection, isVisible } = await reachForList(ctx, 'consumer-groups:read', clusterId)
  return describeAllGroups(connection, (group) => isVisible({ group }))
}

/** All groups that are wanted, sorted by id. A group that ended between the two requests is left out. */
export async function describeAllGroups(
  connection: KafkaConnection,
  isWanted: (groupId: string) => boolean = () => true,
): Promise<GroupDescription[]> {
  const listed = await listGroups(connection)
  const found = await describeGroups(connection, listed.map(({ groupId }) => groupId).filter(isWanted))
  return found.sort((a, b) => (a.groupId < b.groupId ? -1 : 1))
}
