import { authorize, type Ctx } from '@/lib/context'
import { userCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { AppError, notFound } from '@/lib/errors'
import { mutate } from '@/lib/audit-events/mutate'
import { identityId } from '@/lib/identities/list'

/** Unlinks an identity of the signed-in user, unless nothing would be left to sign in with. */
export async function deleteOwnIdentity(ctx: Ctx, id: string): Promise<void> {
  await authorize(ctx, 'own-account')
  const userId = ctx.actor.userId ?? ''
  const { identities, passwordHash } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    include: { identities: true },
  })
  const identity = identities.find((one) => identityId(one) === id)
  if (!identity) throw notFound('Identity', id)
  if (passwordHash === null && identities.length === 1)
    throw new AppError('conflict', 'This is the only way to sign in to your account, which has no password.')
  const { issuer, subject } = identity
  await mutate(
    ctx,
    {
      method: 'UnlinkIdentity',
      resource: userCrn(ctx.organizationId, userId),
      change: { noun: 'users', id: userId },
      data: { issuer },
    },
    (tx) => tx.identity.deleteMany({ where: { issuer, subject, userId } }),
  )
}
