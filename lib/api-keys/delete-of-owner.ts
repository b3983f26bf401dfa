import type { Tx } from '@/lib/db'
import { notify } from '@/lib/events'
import { appliesTo, type KeyTarget } from '@/lib/api-keys/apply'
import type { KeyKind } from '@/lib/api-keys/place'

/** Takes all keys of an account away, over HTTP as soon as the transaction commits. Returns where `applyKeysNow` has to bring it. */
export async function deleteKeysOfOwner(
  tx: Tx,
  organizationId: string,
  ownerId: string,
): Promise<KeyTarget[]> {
  const where = { organizationId, ownerId, deletedAt: null }
  const keys = await tx.apiKey.findMany({ where, select: { resourceKind: true, resourceId: true } })
  if (keys.length === 0) return []
  await tx.apiKey.deleteMany({ where: { ...where, resourceKind: { in: ['Cloud', 'SchemaRegistry'] } } })
  await tx.apiKey.updateMany({ where, data: { deletedAt: new Date() } })
  await notify(tx, { noun: 'api-keys', organizationId })
  const onBrokers = keys.filter(({ resourceKind }) => ['Cluster', 'Global'].includes(resourceKind))
  return [
    ...new Set(
      onBrokers.map(({ resourceKind, resourceId }) =>
        appliesTo({ kind: resourceKind as KeyKind, resourceId }),
      ),
    ),
  ]
}
