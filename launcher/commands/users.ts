import { text } from 'node:stream/consumers'
import type { z } from 'zod'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { hashPassword } from '@/lib/crypto'
import { db, isUniqueViolation } from '@/lib/db'
import { AppError, notFound } from '@/lib/errors'
import { notify } from '@/lib/events'
import { systemContext } from '@/lib/organizations/system-context'
import { isRoleName, roles } from '@/lib/permissions'
import { setPassword } from '@/lib/users/change-password'
import { insertUser } from '@/lib/users/create'
import { canonicalEmail, emailField, passwordField } from '@/lib/users/schema'

type NewUser = { email: string; name: string | undefined; role: string }

function parse<T extends z.ZodType>(name: string, schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('invalid', `${name}: ${parsed.error.issues.map((issue) => issue.message).join(' ')}`)
}

const readPassword = async (): Promise<string> =>
  parse('password', passwordField, (await text(process.stdin)).replace(/\r?\n$/, ''))

export async function createUser({ email, name, role }: NewUser): Promise<unknown> {
  if (!isRoleName(role))
    throw new AppError('invalid', `There is no role ${role}. Roles: ${Object.keys(roles).join(', ')}.`)
  const address = parse('email', emailField, email)
  const passwordHash = await hashPassword(await readPassword())
  const ctx = await systemContext(db, 'admin')
  const { organizationId } = ctx
  try {
    return await db.$transaction(async (tx) => {
      const fullName = name ?? address.split('@')[0] ?? address
      const user = await insertUser(
        tx,
        { email: address, fullName, roleName: role, organizationId },
        passwordHash,
      )
      await recordAuditEvent(tx, ctx, { method: 'CreateUser', resource: user.id, data: { role } })
      await notify(tx, { noun: 'role-bindings', organizationId, id: user.id })
      return { id: user.id, email: address, role }
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `A user ${address} exists already.`)
    throw error
  }
}

export async function setUserPassword(email: string): Promise<unknown> {
  const address = canonicalEmail(email)
  const user = await db.user.findUnique({ where: { email: address } })
  if (!user) throw notFound('User', address)
  await setPassword(await systemContext(db, 'admin'), user.id, await readPassword(), null)
  return { id: user.id, email: address }
}
