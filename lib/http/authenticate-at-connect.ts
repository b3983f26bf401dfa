// Who sends a request to Kafka Connect's REST API: by a key of the Kafka cluster, a Cloud or Global key, or a token.
import { clusterIdIn } from '@/lib/clusters/known'
import { AppError } from '@/lib/errors'
import type { Authenticated } from '@/lib/http/authenticate'
import { findKnownActor } from '@/lib/http/known-actor'

export async function authenticateAtConnect(request: Request): Promise<Authenticated> {
  const found = await findKnownActor(request)
  if (!found)
    throw new AppError(
      'unauthenticated',
      'The API key or token is missing, wrong or no longer good. Use a key of the Kafka cluster.',
    )
  const { onlyResource } = found.actor
  if (onlyResource === null) return found
  if (onlyResource.startsWith('lkc-') && onlyResource === (clusterIdIn(request) ?? onlyResource)) return found
  throw new AppError(
    'unauthenticated',
    `invalid API key: this one is for ${onlyResource} only. Use a key of this Kafka cluster.`,
  )
}
