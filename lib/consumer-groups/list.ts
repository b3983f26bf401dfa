import type { Ctx } from '@/lib/context'
import { reachCluster } from '@/lib/clusters/reach'
import { describeGroups, listGroups, type GroupDescription, type KafkaConnection } from '@/lib/kafka'

export async function listConsumerGroups(ctx: Ctx, clusterId: string): Promise<GroupDescription[]> {
  const { connection } = await reachCluster(ctx, 'consumer-groups:read', clusterId)
  return describeAllGroups(connection)
}

/** All groups, sorted by id. A group that ended between the two requests is left out. */
export async function describeAllGroups(connection: KafkaConnection): Promise<GroupDescription[]> {
  const listed = await listGroups(connection)
  const found = await describeGroups(
    connection,
    listed.map(({ groupId }) => groupId),
  )
  return found.sort((a, b) => (a.groupId < b.groupId ? -1 : 1))
}
