import { connectorCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { findCluster } from '@/lib/clusters/get'
import { createConnector, sameName, specOf, tasksMaxOf } from '@/lib/connectors/create'
import { requireConnector, withTasks, type ConnectorPlace, type ConnectorRow } from '@/lib/connectors/get'
import { keepSecrets, readConfigValues } from '@/lib/connectors/read-config'
import type { ConfigInput } from '@/lib/connectors/schema'
import { holdServiceAccountKey } from '@/lib/connectors/service-account-key'
import { openConfig, sealSecrets, splitConfig } from '@/lib/connectors/stored-config'
import { requireValidConfig } from '@/lib/connectors/validate'

/** Replaces the whole configuration; a secret that is masked or left out stays as it is. The tasks restart with it. */
export async function updateConnectorConfig(
  ctx: Ctx,
  place: ConnectorPlace,
  given: ConfigInput,
): Promise<ConnectorRow> {
  const { connector, cluster, crn } = await requireConnector(ctx, 'connectors:update', place)
  const spec = specOf(given['connector.class'] ?? connector.connectorClass)
  const input = { 'connector.class': spec.className, ...given, name: sameName(connector.name, given.name) }
  const current = await openConfig(connector)
  await requireValidConfig(cluster, spec, input, { mode: 'update', current })
  const config = keepSecrets(spec, readConfigValues(input).config, current)
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
        data: { config: readable, tasksMax: tasksMaxOf(spec, config), generation: { increment: 1 } },
        include: withTasks,
      })
    },
  )
  return run.catch(async (error: unknown) => {
    await db.$transaction(held.drop)
    throw error
  })
}

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
