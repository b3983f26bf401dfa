// Who sends a request to a port of the data plane: by a key of the resource, a Cloud or Global key, or a token. Actors are
// remembered for seconds (by a hash, never the secret) and for as long as the database is away.
import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { findActorByApiKey } from '@/lib/api-keys/find-actor'
import { isSameText } from '@/lib/crypto'
import { readBasic, readBearer, type Authenticated } from '@/lib/http/authenticate'
import { LastKnown } from '@/lib/last-known'
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

/** `asTributary`: who Tributary's own token stands for, where it opens the port. */
export async function findKnownActor(
  request: Request,
  asTributary: () => Promise<Authenticated | null> = () => Promise.resolve(null),
): Promise<Authenticated | null> {
  const authorization = request.headers.get('authorization')?.trim() ?? ''
  const basic = readBasic(authorization)
  if (basic)
    return actors.get(`${basic.id} ${hashOf(basic.secret)}`, async () => {
      const found = await findActorByApiKey(basic.id, basic.secret)
      return found && { ...found, endsAt: Infinity }
    })
  const token = readBearer(authorization)
  if (token === null) return null
  if (await isOwnToken(token)) return asTributary()
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
