import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { applyKeysNow } from '@/lib/api-keys/apply'
import { requireApiKey } from '@/lib/api-keys/get'

/** Deletes a key. True once the broker refuses it; false while that is pending because the worker is away. */
export async function deleteApiKey(ctx: Ctx, id: string): Promise<boolean> {
  const { key, environmentId, crn } = await requireApiKey(ctx, 'api-keys:delete', id)
  const clusterId = key.resourceId
  const place = clusterId && environmentId ? { clusterId, environmentId } : {}
  await mutate(
    ctx,
    { method: 'DeleteApiKey', resource: crn, change: { noun: 'api-keys', id, ...place }, data: { key: id } },
    async (tx) => {
      if (clusterId) await tx.apiKey.update({ where: { id }, data: { deletedAt: new Date() } })
      else await tx.apiKey.delete({ where: { id } })
    },
  )
  return clusterId === null || applyKeysNow(ctx, clusterId)
}
