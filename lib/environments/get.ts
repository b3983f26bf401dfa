import { environmentCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { Environment } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

/** The environment, once it is known to be of the actor's organization and the actor may do `action` there. */
export async function requireEnvironment(
  ctx: Ctx,
  action: Action,
  environmentId: string,
): Promise<Environment> {
  const environment = await db.environment.findFirst({
    where: { id: environmentId, organizationId: ctx.organizationId },
  })
  if (!environment) throw notFound('Environment', environmentId)
  await authorize(ctx, action, environmentCrn(ctx.organizationId, environmentId))
  return environment
}
