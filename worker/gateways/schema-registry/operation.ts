// How an operation of the registry's API is declared: `route` with the API's errors, limits and keys, which gives the verb the
// registry that is meant. What is asked of an attached registry goes there instead, after the same question for a right.
import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { route, type Admitted, type RouteHandler } from '@/lib/http'
import { webLayerError } from '@/lib/http/registry-media'
import type { PlacedRegistry } from '@/lib/schema-registries/get'
import { findDefaultRegistry, findKnownRegistry, registryIdIn } from '@/lib/schema-registries/known'
import { findExternalAccess } from '@/lib/schema-registries/known-external'
import { qualify } from '@/lib/subjects/qualified-name'
import type { Declaration, Given, Schema } from '../declaration'
import { forward } from './forward'

/** Fifty clients that start at once ask a few times each; one that runs wild is held. */
export const requestsPerSecond = 2000
/** A schema of a megabyte, escaped as JSON, and its rules; the verb has the limit of the schema itself. */
const bodyLimitBytes = 8 * 1024 * 1024

/** What a path may name, for what is handed on. */
const namesIn = z.object({
  subject: z.string().optional(),
  id: z.number().optional(),
  guid: z.string().optional(),
})

type WithRegistry<P, Q, B> = Given<P, Q, B> & {
  registry: PlacedRegistry
  /** A subject's name, or the start of names, as one of the context that the path names. */
  name: (text: string) => string
  /** The context that the path names, as `:.ctx:`. */
  context: string | undefined
}

export function operation<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>({ id, run, ...declaration }: Declaration<P, Q, B, R, WithRegistry<P, Q, B>>): RouteHandler {
  return route<P, Q, B, R>({
    ...declaration,
    id: `schema-registry/${id}`,
    errors: 'schema-registry',
    bodyLimitBytes,
    rate: { perSecond: requestsPerSecond, burst: 2 * requestsPerSecond },
    handler: async ({ ctx, params, query, body, json, request }: Admitted<P, Q, B>) => {
      const registry = await registryOf(ctx, request)
      const context = contextIn(request)
      const name = (text: string): string => qualify(context, text)
      const access = await findExternalAccess(registry)
      if (access) {
        const named = namesIn.parse(params ?? {})
        const subject = named.subject === undefined ? undefined : name(named.subject)
        const { permission } = declaration
        return forward({ ctx, registry, access, request, json, id, permission, params: named, subject })
      }
      return run({
        ...{ ctx, registry, params, query, body, request, name },
        context: context === undefined ? undefined : name(''),
      })
    },
  })
}

/** The one that the request names, the key's own, or that of the oldest environment. Others' are not there. */
async function registryOf({ actor, organizationId }: Ctx, request: Request): Promise<PlacedRegistry> {
  const id = registryIdIn(request) ?? actor.onlyResource
  const registry = id === null ? await findDefaultRegistry(organizationId) : await findKnownRegistry(id)
  if (registry?.organizationId !== organizationId) throw webLayerError(404)
  return registry
}

/** `/contexts/{context}` before a path that there is without it too. */
function contextIn(request: Request): string | undefined {
  const context = /^(?:\/lsrc-\w+)?\/contexts\/([^/]+)\/./.exec(new URL(request.url).pathname)?.[1]
  try {
    return context === undefined ? undefined : decodeURIComponent(context)
  } catch {
    throw webLayerError(404)
  }
}
