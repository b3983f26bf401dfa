import { authorize, type Ctx } from '@/lib/context'
import { hashToken } from '@/lib/crypto'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import type { Identity } from '@/lib/generated/prisma/client'
import type { IdentityList } from '@/lib/identities/schema'

export const identityId = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  hashToken(`${issuer}\n${subject}`).slice(0, 24)

export async function listOwnIdentities(ctx: Ctx): Promise<IdentityList> {
  await authorize(ctx, 'own-account')
  const rows = await db.identity.findMany({
    where: { userId: ctx.actor.userId ?? '' },
    orderBy: { createdAt: 'asc' },
  })
  return {
    data: rows.map((row) => ({
      id: identityId(row),
      issuer: row.issuer,
      email: row.email,
      created_at: row.createdAt.toISOString(),
    })),
    ...(env.oidc ? { provider_name: env.oidc.name } : {}),
  }
}
