// How an operation of Kafka Connect's REST API is declared: `route` with the API's errors and keys, which gives the verb the
// Kafka cluster that is meant: the one in the path, the key's own, or the organization's oldest.
import { clusterIdIn, findDefaultCluster, findKnownCluster } from '@/lib/clusters/known'
import { connectorNotFound } from '@/lib/connectors/kafka-connect/errors'
import type { Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { route, type Admitted, type RouteHandler } from '@/lib/http'
import type { Declaration, Given, Schema } from '../declaration'

type WithCluster<P, Q, B> = Given<P, Q, B> & { cluster: KafkaCluster }

const rate = { perSecond: 200, burst: 400 }

export function operation<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>({ id, run, ...declaration }: Declaration<P, Q, B, R, WithCluster<P, Q, B>>): RouteHandler {
  return route<P, Q, B, R>({
    ...declaration,
    id: `kafka-connect/${id}`,
    errors: 'kafka-connect',
    rate,
    handler: async ({ ctx, params, query, body, request }: Admitted<P, Q, B>) =>
      run({ ctx, cluster: await clusterOf(ctx, request), params, query, body, request }),
  })
}

/** Others' are not there. */
async function clusterOf({ actor, organizationId }: Ctx, request: Request): Promise<KafkaCluster> {
  const id = clusterIdIn(request) ?? actor.onlyResource
  const cluster = id === null ? await findDefaultCluster(organizationId) : await findKnownCluster(id)
  if (cluster?.organizationId !== organizationId) throw connectorNotFound('HTTP 404 Not Found')
  return cluster
}
