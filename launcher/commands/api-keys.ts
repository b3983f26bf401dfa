import { createApiKey } from '@/lib/api-keys/create'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import { systemContext } from '@/lib/organizations/system-context'
import { canonicalEmail } from '@/lib/users/schema'

export async function createApiKeyFor(
  owner: string,
  resource: string,
  description: string,
): Promise<unknown> {
  const user = await db.user.findFirst({ where: { OR: [{ id: owner }, { email: canonicalEmail(owner) }] } })
  if (!user) throw notFound('User', owner)
  const ctx = await systemContext(db, 'admin')
  const { id, spec, status } = await createApiKey(ctx, {
    spec: { display_name: '', description, owner: { id: user.id }, resource: { id: resource } },
  })
  return { id, secret: spec.secret, resource, ...(status.is_applied ? {} : { pending: true }) }
}

export async function deleteApiKeyById(id: string): Promise<unknown> {
  const isApplied = await deleteApiKey(await systemContext(db, 'admin'), id)
  return { id, deleted: true, ...(isApplied ? {} : { pending: true }) }
}
