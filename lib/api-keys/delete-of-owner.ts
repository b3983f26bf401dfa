import type { Tx } from '@/lib/db'
import { notify } from '@/lib/events'
import { clustersKnowing } from '@/lib/api-keys/clusters-knowing'

/** Takes every key of an owner out of use. Returns the clusters whose brokers still have to hear of it. */
export async function deleteKeysOfOwner(tx: Tx, organizationId: string, ownerId: string): Promise<string[]> {
  const clusterIds = await clustersKnowing(tx, organizationId, ownerId)
  const where = { organizationId, ownerId, deletedAt: null }
  // The worker removes the rows of keys that brokers know.
  const { count: marked } = await tx.apiKey.updateMany({
    where: { ...where, OR: [{ resourceId: { startsWith: 'lkc-' } }, { resourceKind: 'Global' }] },
    data: { deletedAt: new Date() },
  })
  const { count: deleted } = await tx.apiKey.deleteMany({ where })
  if (marked + deleted > 0) await notify(tx, { noun: 'api-keys', organizationId })
  return clusterIds
}
