// The first administrator: made once, by the one-time link that the launcher prints while there is none.
import { randomBytes } from 'node:crypto'
import { hashPassword, hashToken } from '@/lib/crypto'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'
import { notify } from '@/lib/events'
import { systemContext } from '@/lib/organizations/system-context'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { insertUser } from '@/lib/users/create'
import type { SetupInput } from '@/lib/users/schema'

const purpose = 'first-administrator'
const lifetimeMs = 24 * 3600_000

/** A fresh link, or null once an administrator exists. Earlier links stop working. */
export async function createSetupLink(): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  const isNeeded = await db.$transaction(async (tx) => {
    if ((await tx.user.count({ where: { passwordHash: { not: null } } })) > 0) return false
    await tx.oneTimeToken.deleteMany({ where: { purpose } })
    await tx.oneTimeToken.create({
      data: { hash: hashToken(token), purpose, expiresAt: new Date(Date.now() + lifetimeMs) },
    })
    return true
  })
  // In the fragment, so that neither logs nor Referer headers carry it.
  return isNeeded ? `${env.url}/set-up#${token}` : null
}

export async function setUpAdministrator(input: SetupInput, requestId: string): Promise<{ id: string }> {
  const passwordHash = await hashPassword(input.password)
  return db.$transaction(async (tx) => {
    const { count } = await tx.oneTimeToken.deleteMany({
      where: { hash: hashToken(input.token), purpose, expiresAt: { gt: new Date() } },
    })
    if (count !== 1 || (await tx.user.count({ where: { passwordHash: { not: null } } })) > 0)
      throw new AppError(
        'forbidden',
        'This link was used or has expired. Start Tributary again: it prints a new one while there is no administrator.',
      )
    const ctx = await systemContext(tx, 'set-up', requestId)
    const { email, full_name: fullName } = input
    const { organizationId } = ctx
    const user = await insertUser(
      tx,
      { email, fullName, roleName: 'OrganizationAdmin', organizationId },
      passwordHash,
    )
    await recordAuditEvent(tx, ctx, {
      method: 'CreateUser',
      resource: user.id,
      data: { role: 'OrganizationAdmin' },
    })
    await notify(tx, { noun: 'role-bindings', organizationId, id: user.id })
    return user
  })
}
