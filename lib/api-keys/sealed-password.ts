// Somebody else's Kafka makes a SCRAM user from the salted password, so that of the keys which it gets is kept sealed while
// they exist: for clusters attached later, and for owners who are activated again. The secret itself is kept nowhere.
import { z } from 'zod'
import { saltPassword } from '@/lib/crypto'
import type { Tx } from '@/lib/db'
import { deleteSecrets, findSecret, putSecret } from '@/lib/secrets/store'

export type SaltedPassword = { salt: Buffer; iterations: number; saltedPassword: Buffer }

const iterations = 8192
const place = (id: string): string => `api-keys/${id}/salted-password`
const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const stored = z.object({ salt: bytes, iterations: z.number(), saltedPassword: bytes })

export async function saltSecret(secret: string): Promise<string> {
  const { salt, salted } = await saltPassword(secret, iterations)
  return JSON.stringify({
    salt: salt.toString('base64'),
    iterations,
    saltedPassword: salted.toString('base64'),
  })
}

export const keepSaltedPassword = (
  tx: Tx,
  organizationId: string,
  id: string,
  salted: string,
): Promise<void> => putSecret(tx, organizationId, place(id), salted)

export async function findSaltedPassword(id: string): Promise<SaltedPassword | null> {
  const text = await findSecret(place(id))
  return text === null ? null : stored.parse(JSON.parse(text))
}

export const forgetSaltedPassword = (tx: Pick<Tx, 'secret'>, id: string): Promise<void> =>
  deleteSecrets(tx, `api-keys/${id}`)
