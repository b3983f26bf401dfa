// Who sends a request to the data plane's registry: by its own key, a Cloud or Global key, a token, or as Tributary itself.
// Actors are remembered for seconds (by a hash, never the secret) and for as long as the database is away.
import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { findActorByApiKey } from '@/lib/api-keys/find-actor'
import { isSameText } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { readBasic, readBearer, type Authenticated } from '@/lib/http/authenticate'
import { LastKnown } from '@/lib/last-known'
import { systemContextOf } from '@/lib/organizations/system-context'
import { findDefaultRegistry, findKnownRegistry, registryIdIn } from '@/lib/schema-registries/known'
import { findActorByToken } from '@/lib/tokens/find-actor'
import { readRpcAddress } from '@/lib/worker-rpc/client'

type Known = Authenticated & { endsAt: number }
const actors = new LastKnown<Known>({
  freshMs: 5000,
  staleMs: 15 * 60_000,
  max: 10_000,
  isOver: ({ endsAt }) => Date.now() > endsAt,
})
export const forgetActors = (): void => actors.forget()

export async function authenticateAtRegistry(request: Request): Promise<Authenticated> {
  const found = await find(request)
  if (!found)
    throw new AppError(
      'unauthenticated',
      'The API key or token is missing, wrong or no longer good. Use a key of this Schema Registry.',
    )
  const { onlyResource } = found.actor
  const named = registryIdIn(request)
  if (onlyResource === null || onlyResource === (named ?? onlyResource)) {
    if (onlyResource === null || onlyResource.startsWith('lsrc-')) return found
  }
  throw new AppError(
    'unauthenticated',
    `invalid API key: this one is for ${onlyResource} only. Use a key of this Schema Registry.`,
  )
}

async function find(request: Request): Promise<Authenticated | null> {
  const authorization = request.headers.get('authorization')?.trim() ?? ''
  const basic = readBasic(authorization)
  if (basic)
    return actors.get(`${basic.id} ${hashOf(basic.secret)}`, async () => {
      const found = await findActorByApiKey(basic.id, basic.secret)
      return found && { ...found, endsAt: Infinity }
    })
  const token = readBearer(authorization)
  if (token === null) return null
  if (await isOwnToken(token)) return asTributary(request)
  return actors.get(hashOf(token), async () => {
    const found = await findActorByToken(token, ['data-plane', 'session'])
    return found && { ...found, endsAt: (decodeJwt(token).exp ?? 0) * 1000 }
  })
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64')

/** The worker's token, as in the file that only Tributary's own processes can read; it changes with each start of the worker. */
let own: { token: string; at: number } | undefined
export async function isOwnToken(given: string): Promise<boolean> {
  if (!own || Date.now() - own.at > 1000) {
    const token = await readRpcAddress().then(
      (address) => address.token,
      () => null,
    )
    own = token === null ? undefined : { token, at: Date.now() }
  }
  return own !== undefined && isSameText(given, own.token)
}

async function asTributary(request: Request): Promise<Authenticated | null> {
  const id = registryIdIn(request)
  const registry = id === null ? await findDefaultRegistry(null) : await findKnownRegistry(id)
  if (!registry) return null
  const { actor, organizationId } = systemContextOf(registry.organizationId, 'tributary')
  return { actor, organizationId }
}
