import { createApiKey } from '@/lib/api-keys/create'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import { systemContextOf, systemContext } from '@/lib/organizations/system-context'
import type { Ctx } from '@/lib/context'
import { canonicalEmail } from '@/lib/users/schema'

/** `owner`: an e-mail address, u-… or sa-…; `resource`: lkc-…, lsrc-…, cloud or global. */
export async function createApiKeyFor(
  owner: string,
  resource: string,
  description: string,
): Promise<unknown> {
  const { ctx, ownerId } = await findOwner(owner)
  const { id, spec, status } = await createApiKey(ctx, {
    spec: { display_name: '', description, owner: { id: ownerId }, resource: { id: resource } },
  })
  return { id, secret: spec.secret, resource, ...(status.is_applied ? {} : { pending: true }) }
}

async function findOwner(owner: string): Promise<{ ctx: Ctx; ownerId: string }> {
  if (owner.startsWith('sa-')) {
    const account = await db.serviceAccount.findUnique({ where: { id: owner } })
    if (!account) throw notFound('Service account', owner)
    return { ctx: systemContextOf(account.organizationId, 'admin'), ownerId: owner }
  }
  const user = await db.user.findFirst({ where: { OR: [{ id: owner }, { email: canonicalEmail(owner) }] } })
  if (!user) throw notFound('User', owner)
  return { ctx: await systemContext(db, 'admin'), ownerId: user.id }
}

export async function deleteApiKeyById(id: string): Promise<unknown> {
  const isApplied = await deleteApiKey(await systemContext(db, 'admin'), id)
  return { id, deleted: true, ...(isApplied ? {} : { pending: true }) }
}
