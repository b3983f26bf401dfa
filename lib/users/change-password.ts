import { hashPassword, verifyPassword } from '@/lib/crypto'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { takeToken } from '@/lib/http/rate-limit'
import { mutate } from '@/lib/audit-events/mutate'
import type { ChangePasswordInput } from '@/lib/users/schema'

/** Sets a new password and ends every other session of the user. */
export async function changeOwnPassword(ctx: Ctx, input: ChangePasswordInput): Promise<void> {
  await authorize(ctx, 'own-account')
  const userId = ctx.actor.userId ?? ''
  takeToken(`change-password|${userId}`, { perSecond: 5 / 60, burst: 5 })
  const user = await db.user.findUnique({ where: { id: userId } })
  if (!user?.passwordHash || !(await verifyPassword(input.current_password, user.passwordHash)))
    throw new AppError('invalid', 'The current password is wrong.', {
      fields: [{ path: 'current_password', message: 'This is not your current password.' }],
    })
  await setPassword(ctx, userId, input.new_password, ctx.actor.sessionId)
}

export async function setPassword(
  ctx: Ctx,
  userId: string,
  password: string,
  keepSessionId: string | null,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await mutate(
    ctx,
    { method: 'ChangePassword', resource: userId, change: { noun: 'sessions', id: userId } },
    async (tx) => {
      await tx.user.update({ where: { id: userId }, data: { passwordHash } })
      await tx.session.deleteMany({
        where: { userId, ...(keepSessionId ? { id: { not: keepSessionId } } : {}) },
      })
    },
  )
}
