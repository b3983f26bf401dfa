// An attached registry as it is stored: the row has how it is reached, the password is a Secret.
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { ExternalRegistry, ExternalRegistryInput } from '@/lib/schema-registries/external-schema'
import { findSecret } from '@/lib/secrets/store'

const stored = z.object({
  url: z.string(),
  username: z.string().optional(),
  ssl_ca_pem: z.string().optional(),
})
export type StoredExternal = z.infer<typeof stored>
/** What a connection is made with. */
export type ExternalAccess = StoredExternal & { password?: string | undefined }

export const externalPlace = (registryId: string): string => `schema-registries/${registryId}`
export const passwordPlace = (registryId: string): string => `${externalPlace(registryId)}/password`

/** Null: the registry is ours. */
export const readExternal = ({ external }: { external: unknown }): StoredExternal | null =>
  external === null ? null : stored.parse(external)

export const toExternalDto = (row: {
  id: string
  external: unknown
}): { id: string; external: ExternalRegistry | null } => ({ id: row.id, external: readExternal(row) })

const passwordNeeded =
  'Enter the password again: the stored one goes to the server that it was given for, and to no other.'

/** The stored password stands in for one that is left out, but only where server, user and CA stay: it must not be carried elsewhere. */
export async function accessFor(
  row: { id: string; external: unknown },
  { password: given, ...rest }: ExternalRegistryInput,
): Promise<ExternalAccess> {
  const next = stored.parse(rest)
  if (next.username === undefined) return next
  const password = given ?? (await keptPassword(row, next))
  if (password === undefined)
    throw new AppError('invalid', passwordNeeded, { fields: [{ path: 'password', message: passwordNeeded }] })
  return { ...next, password }
}

async function keptPassword(
  row: { id: string; external: unknown },
  next: StoredExternal,
): Promise<string | undefined> {
  const present = readExternal(row)
  const isSamePlace =
    present !== null &&
    (['url', 'username', 'ssl_ca_pem'] as const).every(
      (field) => (present[field] ?? '') === (next[field] ?? ''),
    )
  return isSamePlace ? ((await findSecret(passwordPlace(row.id))) ?? undefined) : undefined
}
