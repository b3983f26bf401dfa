// Sealed secrets by place (row and field). Written by verbs, read where a connection is made, never sent to a client.
import { seal, unseal } from '@/lib/crypto'
import { db, type Tx } from '@/lib/db'
import { masterKey } from '@/lib/master-key'

type SecretTable = Pick<Tx, 'secret'>

export async function putSecret(
  tx: SecretTable,
  organizationId: string,
  place: string,
  plain: string,
): Promise<void> {
  const sealed = seal(masterKey(), place, plain)
  await tx.secret.upsert({
    where: { place },
    create: { place, organizationId, ...sealed },
    update: sealed,
  })
}

export async function findSecret(place: string, tx: SecretTable = db): Promise<string | null> {
  const row = await tx.secret.findUnique({ where: { place } })
  return row && unseal(masterKey(), place, row)
}

/** All secrets below a place, by the last part of their names. */
export async function listSecrets(prefix: string, tx: SecretTable = db): Promise<Record<string, string>> {
  const rows = await tx.secret.findMany({ where: { place: { startsWith: `${prefix}/` } } })
  return Object.fromEntries(
    rows.map((row) => [row.place.slice(prefix.length + 1), unseal(masterKey(), row.place, row)]),
  )
}

export async function deleteSecrets(tx: SecretTable, prefix: string): Promise<void> {
  await tx.secret.deleteMany({ where: { OR: [{ place: prefix }, { place: { startsWith: `${prefix}/` } }] } })
}
