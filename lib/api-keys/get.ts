import { clusterCrn, organizationCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { ApiKey } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export type PlacedApiKey = { key: ApiKey; environmentId: string | null; crn: string }

export async function requireApiKey(ctx: Ctx, action: Action, id: string): Promise<PlacedApiKey> {
  const { organizationId } = ctx
  const key = await db.apiKey.findFirst({ where: { id, organizationId, deletedAt: null } })
  if (!key) throw notFound('API key', id)
  const environmentId = (await environmentsOf([key])).get(key.resourceId ?? '') ?? null
  const crn =
    key.resourceId && environmentId
      ? clusterCrn(organizationId, environmentId, key.resourceId)
      : organizationCrn(organizationId)
  await authorize(ctx, action, crn)
  return { key, environmentId, crn }
}

/** Environment ids of the keys' clusters, by cluster id. */
export async function environmentsOf(keys: Pick<ApiKey, 'resourceId'>[]): Promise<Map<string, string>> {
  const ids = [...new Set(keys.flatMap(({ resourceId }) => (resourceId ? [resourceId] : [])))]
  const clusters = await db.kafkaCluster.findMany({
    where: { id: { in: ids } },
    select: { id: true, environmentId: true },
  })
  return new Map(clusters.map(({ id, environmentId }) => [id, environmentId]))
}
