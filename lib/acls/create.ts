import type { Ctx } from '@/lib/context'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import { ownCrn } from '@/lib/clusters/get'
import { createAcls as createKafkaAcls, type AclBinding } from '@/lib/kafka'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { forgetAcls } from '@/lib/acls/cached'
import { refuseCompiled } from '@/lib/acls/compiled'

/** Audit name and live event of a change of ACLs. */
export const aclEvent = (method: string, cluster: KafkaCluster, acls: readonly AclBinding[]) => ({
  method: `kafka.${method}`,
  resource: ownCrn(cluster),
  data: { acls: acls.map((acl) => ({ ...acl })) },
  change: { noun: 'acls' as const, environmentId: cluster.environmentId, clusterId: cluster.id },
})

/** Creates ACLs and answers when brokers show them; one that exists already is fine. */
export async function createAcls(ctx: Ctx, clusterId: string, acls: AclBinding[]): Promise<void> {
  const { cluster, connection } = await reachCluster(ctx, 'acls:create', clusterId)
  await refuseCompiled(cluster, acls)
  await auditKafkaChange(ctx, aclEvent('CreateAcls', cluster, acls), async () => {
    await createKafkaAcls(connection, acls)
    forgetAcls(cluster.id)
  })
}
