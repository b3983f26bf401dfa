import '@/lib/connectors/plugins/loaded'
import { connectorCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db, type Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { findCluster } from '@/lib/clusters/get'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { allConnectorSpecs } from '@/lib/connectors/catalog'
import { withTasks, type ConnectorRow } from '@/lib/connectors/get'
import { effectiveConfig, readConfigValues } from '@/lib/connectors/config/read-config'
import { offsetRequestRow, readOffsets } from '@/lib/connectors/offsets/request-change'
import type { CreateConnectorInput } from '@/lib/connectors/schema'
import { holdServiceAccountKey } from '@/lib/connectors/service-account-key'
import { sealSecrets, splitConfig } from '@/lib/connectors/config/stored-config'
import { requireValidConfig } from '@/lib/connectors/validation/validate'

/** Writes the intent, row and sealed secrets (and what `together` writes) in one transaction; the worker starts the tasks. */
export async function createConnector(
  ctx: Ctx,
  place: { clusterId: string; envId?: string },
  {
    name,
    config: given,
    offsets,
    initialState = 'RUNNING',
  }: CreateConnectorInput & {
    initialState?: 'RUNNING' | 'PAUSED' | 'STOPPED'
  },
  together: (tx: Tx) => Promise<unknown> = () => Promise.resolve(),
): Promise<ConnectorRow> {
  const { organizationId } = ctx
  const cluster = await findCluster(ctx, place.clusterId, place.envId)
  const crn = connectorCrn(organizationId, cluster.environmentId, cluster.id, name)
  await authorize(ctx, 'connectors:create', crn)
  const spec = specOf(given['connector.class'])
  const begin = offsets && offsets.length > 0 ? readOffsets(spec.type, { type: 'PATCH', offsets }) : null
  const input = { ...given, name: sameName(name, given.name) }
  const taken = await db.connector.findMany({ where: { clusterId: cluster.id }, select: { name: true } })
  if (taken.some((row) => row.name === name)) throw new AppError('conflict', takenMessage(name))
  await requireValidConfig(cluster, spec, input, { mode: 'create', creator: ctx.actor.principal })
  const { config } = readConfigValues(input)
  const { readable, secrets } = splitConfig(spec, config)
  const id = newId('lcc')
  const held = await holdServiceAccountKey(ctx, cluster, { name, config })
  const run = mutate(
    ctx,
    {
      method: 'CreateConnector',
      resource: crn,
      change: { noun: 'connectors', environmentId: cluster.environmentId, clusterId: cluster.id, id },
      data: { id, connector_class: spec.className },
      conflict: takenMessage(name),
    },
    async (tx) => {
      await sealSecrets(tx, organizationId, id, secrets)
      await held.keep(tx, id)
      await together(tx)
      const row = await tx.connector.create({
        data: {
          id,
          organizationId,
          environmentId: cluster.environmentId,
          clusterId: cluster.id,
          name,
          connectorClass: spec.className,
          kind: spec.type,
          config: readable,
          tasksMax: tasksMaxOf(spec, config),
          desired: initialState,
          createdBy: ctx.actor.principal,
        },
        include: withTasks,
      })
      if (begin)
        await tx.connectorOffsetRequest.create({
          data: offsetRequestRow(id, 'PATCH', begin, ctx.actor.principal),
        })
      return row
    },
  )
  return run.catch(async (error: unknown) => {
    await db.$transaction(held.drop)
    throw error
  })
}

const takenMessage = (name: string): string =>
  `A connector named "${name}" already exists in this cluster. Choose another name.`

export const tasksMaxOf = (spec: ConnectorSpec, config: Record<string, string>): number =>
  Number(effectiveConfig(spec, config)['tasks.max'] ?? 1)

export function specOf(className: unknown): ConnectorSpec {
  const spec = typeof className === 'string' ? findConnectorSpec(className) : undefined
  if (spec) return spec
  const known = allConnectorSpecs()
    .map((candidate) => candidate.className)
    .join(', ')
  throw new AppError('invalid', 'The connector class is not known.', {
    fields: [
      {
        path: 'connector.class',
        message:
          typeof className === 'string'
            ? `There is no connector "${className.slice(0, 100)}". Known: ${known}.`
            : `Give one of ${known}.`,
      },
    ],
  })
}

/** Clients send the name twice; it has to be the same. */
export function sameName(name: string, inner: unknown): string {
  if (inner === undefined || inner === null || inner === name) return name
  throw new AppError('invalid', 'The connector has two names.', {
    fields: [
      {
        path: 'name',
        message: `The configuration is named differently from the connector "${name}". A connector cannot be renamed.`,
      },
    ],
  })
}
