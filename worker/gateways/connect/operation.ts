// How an operation of Kafka Connect's REST API is declared: `route` with the API's errors and keys, which gives the verb the
// Kafka cluster that is meant: the one in the path, the key's own, or the organization's oldest.
import type { z } from 'zod'
import { clusterIdIn, findDefaultCluster, findKnownCluster } from '@/lib/clusters/known'
import { connectorNotFound } from '@/lib/connectors/kafka-connect/errors'
import type { Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { route, type Admitted, type RouteHandler } from '@/lib/http'
import type { Action } from '@/lib/permissions'

type Schema = z.ZodType
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Given<P, Q, B> = {
  ctx: Ctx
  cluster: KafkaCluster
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  request: Request
}

type Declaration<P, Q, B, R> = {
  id: string
  permission: Action
  isFiltered?: true
  params?: P
  query?: Q
  body?: B
  response?: R
  status?: number
  run: (given: Given<P, Q, B>) => Promise<unknown>
}

const rate = { perSecond: 200, burst: 400 }

export function operation<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>({ id, run, ...declaration }: Declaration<P, Q, B, R>): RouteHandler {
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
