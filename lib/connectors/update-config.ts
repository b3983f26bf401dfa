import { connectorCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { findCluster } from '@/lib/clusters/get'
import { AppError } from '@/lib/errors'
import { createConnector, sameName, specOf, tasksMaxOf } from '@/lib/connectors/create'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { requireConnector, withTasks, type ConnectorPlace, type ConnectorRow } from '@/lib/connectors/get'
import { keepSecrets, readConfigValues } from '@/lib/connectors/config/read-config'
import type { ConfigInput } from '@/lib/connectors/schema'
import { holdServiceAccountKey } from '@/lib/connectors/service-account-key'
import { openConfig, sealSecrets, splitConfig } from '@/lib/connectors/config/stored-config'
import { requireValidConfig } from '@/lib/connectors/validation/validate'

/**
 * Replaces the whole configuration; a secret that is masked or left out stays as it is. The tasks restart with it.
 * `mayBecomeAnother`: Kafka Connect lets a connector become one of another class.
 */
export async function updateConnectorConfig(
  ctx: Ctx,
  place: ConnectorPlace,
  given: ConfigInput,
  { mayBecomeAnother = false }: { mayBecomeAnother?: boolean } = {},
): Promise<ConnectorRow> {
  const { connector, cluster, crn } = await requireConnector(ctx, 'connectors:update', place)
  const spec = specOf(given['connector.class'] ?? connector.connectorClass)
  const isAnother = spec.className !== connector.connectorClass
  if (isAnother && !mayBecomeAnother) throw cannotBecome(connector.connectorClass, spec)
  const current = await openConfig(connector)
  const input = {
    'connector.class': current['connector.class'] ?? spec.className,
    ...given,
    name: sameName(connector.name, given.name),
  }
  const config = keepSecrets(spec, readConfigValues(input).config, current)
  await requireValidConfig(
    cluster,
    spec,
    { ...input, ...config },
    // What is fixed once launched is fixed for a connector of one kind.
    isAnother
      ? { mode: 'create', creator: connector.createdBy }
      : { mode: 'update', current, creator: connector.createdBy },
  )
  const { readable, secrets } = splitConfig(spec, config)
  const { name } = connector
  const held = await holdServiceAccountKey(ctx, cluster, { name, config }, connector.id)
  const run = mutate(
    ctx,
    {
      method: 'AlterConnector',
      resource: crn,
      change: {
        noun: 'connectors',
        environmentId: cluster.environmentId,
        clusterId: cluster.id,
        id: connector.id,
      },
      data: { id: connector.id },
    },
    async (tx) => {
      await sealSecrets(tx, ctx.organizationId, connector.id, secrets)
      await held.keep(tx, connector.id)
      return tx.connector.update({
        where: { id: connector.id },
        data: {
          config: readable,
          connectorClass: spec.className,
          kind: spec.type,
          tasksMax: tasksMaxOf(spec, config),
          generation: { increment: 1 },
        },
        include: withTasks,
      })
    },
  )
  return run.catch(async (error: unknown) => {
    await db.$transaction(held.drop)
    throw error
  })
}

/** Its offsets and its target mean nothing to another kind. */
const cannotBecome = (present: string, { className }: ConnectorSpec): AppError =>
  new AppError('invalid', 'The connector cannot become another one.', {
    fields: [
      {
        path: 'connector.class',
        message: `This connector is a ${present} and cannot become a ${className}. Launch another connector instead.`,
      },
    ],
  })

/** PUT …/config as Confluent has it: changes the connector of this name, or creates it. */
export async function putConnectorConfig(
  ctx: Ctx,
  place: ConnectorPlace,
  given: ConfigInput,
): Promise<ConnectorRow> {
  const { clusterId, connectorName } = place
  const cluster = await findCluster(ctx, clusterId, place.envId)
  const crn = connectorCrn(ctx.organizationId, cluster.environmentId, clusterId, connectorName)
  await authorize(ctx, 'connectors:update', crn)
  const exists = await db.connector.count({
    where: { clusterId, name: connectorName, desired: { not: 'DELETED' } },
  })
  return exists > 0
    ? updateConnectorConfig(ctx, place, given)
    : createConnector(ctx, place, { name: connectorName, config: given })
}
