// Registries as requests name them, without asking the database for each one.
import { db } from '@/lib/db'
import { LastKnown } from '@/lib/last-known'
import { ensureRegistries } from '@/lib/schema-registries/ensure'
import { withEnvironment, type PlacedRegistry } from '@/lib/schema-registries/get'

const options = { freshMs: 5000, staleMs: 15 * 60_000, max: 1000 }
const byId = new LastKnown<PlacedRegistry>(options)
const byOrganization = new LastKnown<PlacedRegistry>(options)

export function forgetRegistries(): void {
  byId.forget()
  byOrganization.forget()
}

/** Below `/<lsrc-…>/` or by the header that Confluent's clients send; null when the request leaves it to the key. */
export function registryIdIn(request: Request): string | null {
  const [, first = ''] = new URL(request.url).pathname.split('/')
  return /^lsrc-\w+$/.test(first) ? first : request.headers.get('target-sr-cluster')
}

export const findKnownRegistry = (id: string): Promise<PlacedRegistry | null> =>
  byId.get(id, () => db.schemaRegistry.findUnique({ where: { id }, include: withEnvironment }))

/** That of the oldest environment; of the oldest organization for Tributary itself. */
export const findDefaultRegistry = (organizationId: string | null): Promise<PlacedRegistry | null> =>
  byOrganization.get(organizationId ?? '', async () => {
    const oldest = await db.environment.findFirst({
      where: organizationId === null ? {} : { organizationId },
      orderBy: [{ organization: { createdAt: 'asc' } }, { createdAt: 'asc' }],
    })
    if (!oldest) return null
    await ensureRegistries(oldest.organizationId)
    return db.schemaRegistry.findUnique({
      where: { environmentId: oldest.id },
      include: withEnvironment,
    })
  })
