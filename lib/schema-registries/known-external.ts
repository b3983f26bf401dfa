// How attached registries are reached, without asking the database for each request.
import { LastKnown } from '@/lib/last-known'
import { passwordPlace, readExternal, type ExternalAccess } from '@/lib/schema-registries/external'
import type { PlacedRegistry } from '@/lib/schema-registries/get'
import { findSecret } from '@/lib/secrets/store'

const accesses = new LastKnown<ExternalAccess>({ freshMs: 5000, staleMs: 15 * 60_000, max: 1000 })
export const forgetExternal = (): void => accesses.forget()

/** Null: the registry is ours. */
export async function findExternalAccess(registry: PlacedRegistry): Promise<ExternalAccess | null> {
  const external = readExternal(registry)
  if (external === null || external.username === undefined) return external
  return accesses.get(`${registry.id} ${registry.updatedAt.getTime()}`, async () => ({
    ...external,
    password: (await findSecret(passwordPlace(registry.id))) ?? undefined,
  }))
}
