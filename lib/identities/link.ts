import { randomBytes } from 'node:crypto'
import { authorize, type Ctx } from '@/lib/context'
import { hashToken } from '@/lib/crypto'
import { db, type Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'

const purpose = 'link-identity'
const lifetimeMs = 600_000

/** Begins linking: a token that lets the identity that comes back from the provider become one of this user's. */
export async function startLinking(ctx: Ctx): Promise<string> {
  await authorize(ctx, 'own-account')
  if (!env.oidc) throw new AppError('not_implemented', 'No sign-in provider is configured here.')
  const token = randomBytes(32).toString('base64url')
  const subject = ctx.actor.userId ?? ''
  await db.$transaction(async (tx) => {
    await tx.oneTimeToken.deleteMany({ where: { purpose, subject } })
    await tx.oneTimeToken.create({
      data: { hash: hashToken(token), purpose, subject, expiresAt: new Date(Date.now() + lifetimeMs) },
    })
  })
  return token
}

/** The user who began; the token is used up. */
export async function finishLinking(tx: Tx, token: string): Promise<string | null> {
  const row = await tx.oneTimeToken.findFirst({
    where: { hash: hashToken(token), purpose, expiresAt: { gt: new Date() } },
  })
  if (!row) return null
  const { count } = await tx.oneTimeToken.deleteMany({ where: { hash: row.hash } })
  return count === 1 ? row.subject : null
}
