import type { Ctx } from '@/lib/context'
import { reachCluster } from '@/lib/clusters/reach'
import { describeAcls, type AclBinding } from '@/lib/kafka'
import { toAclFilter } from '@/lib/acls/dto'
import { aclKey } from '@/lib/acls/key'
import type { AclFilterQuery } from '@/lib/acls/schema'

/** ACLs as the broker has them, those of role bindings among them, in a stable order. Values match exactly. */
export async function listAcls(ctx: Ctx, clusterId: string, query: AclFilterQuery): Promise<AclBinding[]> {
  const { connection } = await reachCluster(ctx, 'acls:read', clusterId)
  const acls = await describeAcls(connection, toAclFilter(query))
  return acls.sort((a, b) => (aclKey(a) < aclKey(b) ? -1 : 1))
}
