import type { Ctx } from '@/lib/context'
import { guardUserConnection } from '@/lib/egress/own-ports'
import { reachHost } from '@/lib/egress/reach-host'
import { errorMessage } from '@/lib/errors'
import { z } from 'zod'
import { askExternal, hostOf, media, portOf } from '@/lib/schema-registries/ask-external'
import { accessFor, type ExternalAccess } from '@/lib/schema-registries/external'
import type { ExternalRegistryInput, RegistryTestResult } from '@/lib/schema-registries/external-schema'
import { requireRegistry } from '@/lib/schema-registries/get'

const timeoutMs = 10_000
const names = z.array(z.string())

/** Tries a registry without keeping anything of it. */
export async function testRegistry(
  ctx: Ctx,
  id: string,
  input: ExternalRegistryInput,
): Promise<RegistryTestResult> {
  const registry = await requireRegistry(ctx, 'schema-registries:attach', id)
  return tryExternal(await accessFor(registry, input))
}

/** Layer by layer. Never throws for a registry that is not there. */
export async function tryExternal(access: ExternalAccess): Promise<RegistryTestResult> {
  const url = new URL(access.url)
  const failed = await reachHost({
    host: hostOf(url),
    port: portOf(url),
    what: 'The registry',
    tls: url.protocol === 'https:' ? { ca: access.ssl_ca_pem } : null,
    guard: guardUserConnection,
  })
  if (failed !== null) return { ok: false, ...failed }
  try {
    const question = { method: 'GET', path: '/subjects', headers: { accept: media }, timeoutMs }
    const { status, text } = await askExternal(access, question)
    return judge(access, status, text)
  } catch (error) {
    const message = `${url.host} takes the connection, but does not answer as HTTP does: ${errorMessage(error)}`
    return { ok: false, layer: 'http', message }
  }
}

function judge({ url, username }: ExternalAccess, status: number, text: string): RegistryTestResult {
  if (status === 401 || status === 403) {
    const who = username === undefined ? 'without a user name' : `with the user name ${username}`
    return {
      ok: false,
      layer: 'authentication',
      message: `The registry refuses to list its subjects ${who} (HTTP ${status}).`,
    }
  }
  const subjects = status === 200 ? names.safeParse(parse(text)).data : undefined
  if (subjects) return { ok: true, subjects: subjects.length }
  return {
    ok: false,
    layer: 'registry',
    message: `${url} answers (HTTP ${status}), but not as a Schema Registry does: GET /subjects is not a list of names. Check the path of the address.`,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
