// The registry's port in the test's own process, and what a client asks there.
import { db } from '@/lib/db'
import { listen } from '@/lib/events'
import { log } from '@/lib/log'
import { ensureRegistries } from '@/lib/schema-registries/ensure'
import { startRegistryGateway, type RegistryGateway } from '@/worker/gateways/schema-registry/server'
import { makeApiKey, type Organization } from '@/tests/support/factories'

export type RunningGateway = RegistryGateway & { url: string }

/** With the listener that tells it of changes, as in the worker. */
export async function startGateway(port = 0): Promise<RunningGateway> {
  const gateway = await startRegistryGateway(log, { host: '127.0.0.1', port })
  const listener = listen(gateway.onChange, () => gateway.onChange(null))
  return {
    ...gateway,
    url: `http://127.0.0.1:${gateway.port}`,
    close: async () => {
      await Promise.all([listener.close(), gateway.close()])
    },
  }
}

export async function registryOf({ id, environmentId }: Organization): Promise<string> {
  await ensureRegistries(id)
  return (await db.schemaRegistry.findUniqueOrThrow({ where: { environmentId } })).id
}

export const basicOf = ({ key, secret }: { key: string; secret: string }): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`

/** HTTP Basic of a new key of the organization's registry, of its administrator or of somebody else. */
export async function makeRegistryKey(
  organization: Organization,
  ownerId = organization.userId,
): Promise<string> {
  return basicOf(await makeApiKey(organization.ctx, ownerId, await registryOf(organization)))
}

export type RegistryAnswer = { status: number; body: unknown; text: string; headers: Headers }
export type AskRegistry = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<RegistryAnswer>

export const media = 'application/vnd.schemaregistry.v1+json'

export const asking =
  (url: string, authorization: string | null): AskRegistry =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': media }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: parse(text), text, headers: response.headers }
  }

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
