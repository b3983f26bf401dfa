// The console's way to the registry's own API: the request goes to the worker's gateway as it came, as the acting user.
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { gatewayUrl } from '@/lib/schema-registries/gateway-url'
import { requireRegistry } from '@/lib/schema-registries/get'
import { issueDataPlaneToken } from '@/lib/tokens/issue'
import { lineHeader, peerHeader, readRpcAddress } from '@/lib/worker-rpc/client'

const passedOn = ['accept', 'content-type'] as const
const passedBack = ['content-type', 'retry-after'] as const
const timeoutMs = 30_000
/** A browser reports every 404 as an error of the page: asked so, what is not there is null. */
const absentHeader = 'x-tributary-absent'

/** A session asks by a token for the data plane, made for this one request; a key is shown as it came. */
export const credentialOf = async (ctx: Ctx, request: Request): Promise<string> =>
  ctx.actor.sessionId === null
    ? (request.headers.get('authorization') ?? '')
    : `Bearer ${await issueDataPlaneToken(ctx)}`

/** `path` is the one below the registry, with its escapes: a subject may hold slashes. */
export async function passToGateway(
  ctx: Ctx,
  registryId: string,
  request: Request,
  path: string,
): Promise<Response> {
  await requireRegistry(ctx, 'schema-registries:read', registryId)
  const headers = new Headers({
    authorization: await credentialOf(ctx, request),
    [peerHeader]: ctx.clientAddress,
    [lineHeader]: await readRpcAddress().then(
      ({ token }) => token,
      () => '',
    ),
  })
  for (const name of passedOn) headers.set(name, request.headers.get(name) ?? 'application/json')
  const answer = await ask(`${gatewayUrl(registryId)}${path}`, {
    method: request.method,
    headers,
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]),
    redirect: 'manual',
    ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
  })
  const back = new Headers({ 'cache-control': 'no-store' })
  if (answer.status === 404 && request.headers.get(absentHeader) === 'null') {
    await answer.body?.cancel()
    return Response.json(null, { headers: back })
  }
  for (const name of passedBack) {
    const value = answer.headers.get(name)
    if (value !== null) back.set(name, value)
  }
  return new Response(answer.body, { status: answer.status, headers: back })
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The Schema Registry does not answer: the worker is away. It restarts by itself; try again in a few seconds.',
      { cause },
    )
  }
}
