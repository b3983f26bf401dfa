import type { Ctx } from '@/lib/context'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import { deleteAcls as deleteKafkaAcls, describeAcls, type AclBinding } from '@/lib/kafka'
import { forgetAcls } from '@/lib/acls/cached'
import { refuseCompiled } from '@/lib/acls/compiled'
import { aclEvent } from '@/lib/acls/create'
import { toAclFilter } from '@/lib/acls/dto'
import type { AclFilterQuery } from '@/lib/acls/schema'

/** Deletes what matches and returns it; nothing, when an ACL of a role binding is among it. */
export async function deleteAcls(ctx: Ctx, clusterId: string, query: AclFilterQuery): Promise<AclBinding[]> {
  const { cluster, connection } = await reachCluster(ctx, 'acls:delete', clusterId)
  const found = await describeAcls(connection, toAclFilter(query))
  await refuseCompiled(cluster, found)
  if (found.length === 0) return []
  // Exactly what was looked at goes, not what has come to match since.
  return auditKafkaChange(ctx, aclEvent('DeleteAcls', cluster, found), async () => {
    const deleted = await deleteKafkaAcls(connection, found)
    forgetAcls(cluster.id)
    return deleted
  })
}
