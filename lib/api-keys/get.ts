import { authorize, grantOwn, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { Action } from '@/lib/permissions'
import { withoutVerifiers, type ShownApiKey } from '@/lib/api-keys/columns'
import { accountOf } from '@/lib/api-keys/own'
import { environmentsOf, placeOf } from '@/lib/api-keys/place'

export type PlacedApiKey = { key: ShownApiKey; place: ReturnType<typeof placeOf> }

/** The key, once it is the actor's own or the actor may do `action` on its resource. */
export async function requireApiKey(ctx: Ctx, action: Action, id: string): Promise<PlacedApiKey> {
  const { organizationId } = ctx
  const key = await db.apiKey.findFirst({
    where: { id, organizationId, deletedAt: null },
    omit: withoutVerifiers,
  })
  if (!key) throw notFound('API key', id)
  const place = placeOf(key, (await environmentsOf([key])).get(key.resourceId ?? '') ?? null)
  if (key.ownerId === accountOf(ctx)) grantOwn(ctx, action, place.crn)
  else await authorize(ctx, action, place.crn)
  return { key, place }
}
