import { clusterCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { ClientQuota } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

/** The quota, once it is known to be of the actor's organization and the actor may do `action` on its cluster. */
export async function requireClientQuota(ctx: Ctx, action: Action, id: string): Promise<ClientQuota> {
  const { organizationId } = ctx
  const row = await db.clientQuota.findFirst({ where: { id, organizationId } })
  if (!row) throw notFound('Client quota', id)
  await authorize(ctx, action, clusterCrn(organizationId, row.environmentId, row.clusterId))
  return row
}
