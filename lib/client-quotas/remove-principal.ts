import type { Tx } from '@/lib/db'
import { notify } from '@/lib/events'

/** For verbs that remove an account. A quota that was for it alone goes with it. */
export async function removeFromQuotas(tx: Tx, organizationId: string, principal: string): Promise<void> {
  const named = { organizationId, principals: { has: principal } }
  const quotas = await tx.clientQuota.findMany({
    where: named,
    select: { id: true, clusterId: true, principals: true },
  })
  for (const { id, clusterId, principals } of quotas) {
    const rest = principals.filter((other) => other !== principal)
    if (rest.length === 0) await tx.clientQuota.delete({ where: { id } })
    else await tx.clientQuota.update({ where: { id }, data: { principals: rest } })
    await notify(tx, { noun: 'client-quotas', organizationId, clusterId })
  }
}
