import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { applyKeysNow, appliesTo } from '@/lib/api-keys/apply'
import { requireApiKey } from '@/lib/api-keys/get'

/** Deletes a key. True once every broker refuses it; false while that is pending because the worker is away. */
export async function deleteApiKey(ctx: Ctx, id: string): Promise<boolean> {
  const { place } = await requireApiKey(ctx, 'api-keys:delete', id)
  const { kind, resourceId, environmentId, crn } = place
  const isOnBrokers = kind === 'Global' || (kind === 'Cluster' && environmentId !== null)
  const at = kind === 'Cluster' && resourceId && environmentId ? { clusterId: resourceId, environmentId } : {}
  await mutate(
    ctx,
    {
      method: 'DeleteApiKey',
      resource: crn,
      change: { noun: 'api-keys', id, ...at },
      data: { key: id, kind },
    },
    async (tx) => {
      if (isOnBrokers) await tx.apiKey.update({ where: { id }, data: { deletedAt: new Date() } })
      else await tx.apiKey.delete({ where: { id } })
    },
  )
  return !isOnBrokers || applyKeysNow(ctx, appliesTo(place))
}
