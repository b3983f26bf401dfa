// Who sends a request to the data plane's registry: by its own key, a Cloud or Global key, a token, or as Tributary itself.
import { AppError } from '@/lib/errors'
import type { Authenticated } from '@/lib/http/authenticate'
import { findKnownActor } from '@/lib/http/known-actor'
import { systemContextOf } from '@/lib/organizations/system-context'
import { findDefaultRegistry, findKnownRegistry, registryIdIn } from '@/lib/schema-registries/known'

export async function authenticateAtRegistry(request: Request): Promise<Authenticated> {
  const found = await findKnownActor(request, () => asTributary(request))
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

async function asTributary(request: Request): Promise<Authenticated | null> {
  const id = registryIdIn(request)
  const registry = id === null ? await findDefaultRegistry(null) : await findKnownRegistry(id)
  if (!registry) return null
  const { actor, organizationId } = systemContextOf(registry.organizationId, 'tributary')
  return { actor, organizationId }
}
