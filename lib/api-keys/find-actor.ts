import type { Actor } from '@/lib/context'
import { isSameSecret } from '@/lib/crypto'
import { db } from '@/lib/db'
import type { ApiKey } from '@/lib/generated/prisma/client'

const decoySalt = Buffer.alloc(16)
const decoyHash = Buffer.alloc(32)
const touchEveryMs = 60_000

/** The owner of a key, acting with no more than the owner's rights; null for an unknown key, a wrong secret or an inactive owner. */
export async function findActorByApiKey(
  id: string,
  secret: string,
): Promise<{ actor: Actor; organizationId: string } | null> {
  const key = /^[A-Z0-9]{16}$/.test(id) ? await db.apiKey.findUnique({ where: { id } }) : null
  const isRight = isSameSecret(secret, key?.hashSalt ?? decoySalt, key?.secretHash ?? decoyHash)
  const actor = key && isRight ? await actorOf(key) : null
  if (!key || !actor) return null
  if (Date.now() - (key.lastUsedAt?.getTime() ?? 0) > touchEveryMs)
    // Not by Prisma, which would call it an edit and move updated_at.
    await db.$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE id = ${id}`
  return { actor, organizationId: key.organizationId }
}

/** For what outlives the request that proved the key: the same actor with the rights as they are now, null once the key is of no use. */
export async function findActorOfKey(id: string): Promise<Actor | null> {
  const key = await db.apiKey.findUnique({ where: { id } })
  return key && actorOf(key)
}

async function actorOf(key: ApiKey): Promise<Actor | null> {
  if (key.deletedAt) return null
  const principal = `User:${key.ownerId}`
  const { id, organizationId, resourceId } = key
  const [isActive, bindings] = await Promise.all([
    isOwnerActive(key),
    db.roleBinding.findMany({ where: { organizationId, principal } }),
  ])
  if (!isActive) return null
  return { principal, userId: null, sessionId: null, apiKeyId: id, onlyResource: resourceId, bindings }
}

/** Users who were deactivated or left the organization, and accounts that are gone, have no keys that work. */
async function isOwnerActive({ ownerId, ownerKind, organizationId }: ApiKey): Promise<boolean> {
  if (ownerKind === 'ServiceAccount')
    return (await db.serviceAccount.count({ where: { id: ownerId, organizationId } })) > 0
  const membership = await db.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId: ownerId } },
    select: { user: { select: { isActive: true } } },
  })
  return membership?.user.isActive === true
}
