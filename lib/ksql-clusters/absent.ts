// There is no ksqlDB engine yet, so there are no clusters: rights are decided as they will be, and the answer says so.
import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { requireCluster } from '@/lib/clusters/get'
import { requireEnvironment } from '@/lib/environments/get'
import { AppError, notFound } from '@/lib/errors'
import type { Page } from '@/lib/http/page'
import type { CreateKsqlClusterInput } from '@/lib/ksql-clusters/schema'

export async function listKsqlClusters(ctx: Ctx, environmentId: string): Promise<Page<never>> {
  await requireEnvironment(ctx, 'environments:read', environmentId)
  authorizeFilteredList(ctx, 'ksql-clusters:read')
  return { items: [], next: undefined, total: 0 }
}

export async function requireKsqlCluster(
  ctx: Ctx,
  action: 'ksql-clusters:read' | 'ksql-clusters:delete',
  id: string,
  environmentId: string,
): Promise<never> {
  await requireEnvironment(ctx, action, environmentId)
  throw notFound('ksqlDB cluster', id)
}

export async function createKsqlCluster(ctx: Ctx, { spec }: CreateKsqlClusterInput): Promise<never> {
  await requireCluster(ctx, 'ksql-clusters:create', spec.kafka_cluster.id, {
    environmentId: spec.environment.id,
  })
  throw new AppError(
    'not_implemented',
    'ksqlDB clusters cannot be created yet: this release of Tributary has no stream SQL engine.',
  )
}
