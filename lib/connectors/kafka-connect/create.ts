// Connectors made and changed through Kafka Connect's REST API: the same objects as everywhere, in Connect's words.
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { createConnector } from '@/lib/connectors/create'
import { connectorCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { requireConnector, type ConnectorRow } from '@/lib/connectors/get'
import { inConnectsWords, noClass, otherName } from '@/lib/connectors/kafka-connect/errors'
import { toInfo } from '@/lib/connectors/kafka-connect/status'
import type { ConnectorInfoDto, NewConnectorInput } from '@/lib/connectors/kafka-connect/schema'
import type { ConfigInput } from '@/lib/connectors/schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'
import { updateConnectorConfig } from '@/lib/connectors/update-config'

export const infoOf = async (row: ConnectorRow): Promise<ConnectorInfoDto> =>
  toInfo(row, await maskedConfigOf(row))

/** Connect refuses what has no value at all; texts, numbers and booleans are texts to it. */
function requireGiven(config: ConfigInput, name: string): ConfigInput {
  if (Object.values(config).includes(null))
    throw new AppError('bad_request', 'Null value can not be supplied as the configuration value.')
  if (config.name !== undefined && config.name !== name)
    throw otherName(typeof config.name === 'string' ? config.name : JSON.stringify(config.name), name)
  const className = classOf(config)
  return { ...config, ...(className === undefined ? {} : { 'connector.class': className }), name }
}

/** `FileStreamSource` is the managed class and Connect's short name of its own: without a key of Confluent's it is the latter. */
function classOf(config: ConfigInput): unknown {
  const given = config['connector.class']
  const spec = typeof given === 'string' ? findConnectorSpec(given) : undefined
  const full = spec?.selfManagedClassName
  const isShortName =
    full
      ?.split('.')
      .at(-1)
      ?.replace(/Connector$/, '') === given
  const isManaged = Object.keys(config).some(
    (name) => name.startsWith('kafka.a') || name.startsWith('kafka.s'),
  )
  return full && isShortName && !isManaged ? full : given
}

export async function create(
  ctx: Ctx,
  cluster: KafkaCluster,
  { name, config: given, initial_state: initialState }: NewConnectorInput,
): Promise<ConnectorInfoDto> {
  await authorize(ctx, 'connectors:create', crnOf(cluster, name))
  const config = requireGiven(given, name)
  if (!config['connector.class']) throw noClass(config)
  try {
    const row = await inConnectsWords(
      () =>
        createConnector(
          ctx,
          { clusterId: cluster.id },
          { name, config, initialState: initialState ?? 'RUNNING' },
        ),
      `Kafka cluster ${cluster.id} not found`,
    )
    return { ...(await infoOf(row)), tasks: [] }
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict')
      throw new AppError('conflict', `Connector ${name} already exists`, { cause: error })
    throw error
  }
}

/** Makes it where there is none of this name. */
export async function putConfig(
  ctx: Ctx,
  cluster: KafkaCluster,
  name: string,
  given: ConfigInput,
): Promise<{ isNew: boolean; info: ConnectorInfoDto }> {
  await authorize(ctx, 'connectors:update', crnOf(cluster, name))
  const exists = await db.connector.count({
    where: { clusterId: cluster.id, name, desired: { not: 'DELETED' } },
  })
  if (exists === 0) return { isNew: true, info: await create(ctx, cluster, { name, config: given }) }
  return { isNew: false, info: await change(ctx, cluster, name, requireGiven(given, name)) }
}

/** Merged into what is there; null takes a property away (KIP-477). */
export async function patchConfig(
  ctx: Ctx,
  cluster: KafkaCluster,
  name: string,
  patch: ConfigInput,
): Promise<ConnectorInfoDto> {
  const unknown = `Connector ${name} not found`
  const place = { clusterId: cluster.id, connectorName: name }
  const { connector } = await inConnectsWords(
    () => requireConnector(ctx, 'connectors:update', place),
    unknown,
  )
  const merged = { ...(await maskedConfigOf(connector)), ...patch }
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
  return change(ctx, cluster, name, requireGiven(kept, name))
}

async function change(
  ctx: Ctx,
  cluster: KafkaCluster,
  name: string,
  config: ConfigInput,
): Promise<ConnectorInfoDto> {
  if (!config['connector.class']) throw noClass(config)
  const place = { clusterId: cluster.id, connectorName: name }
  const row = await inConnectsWords(
    () => updateConnectorConfig(ctx, place, config, { mayBecomeAnother: true }),
    `Connector ${name} not found`,
  )
  return infoOf(row)
}

const crnOf = ({ organizationId, environmentId, id }: KafkaCluster, name: string): string =>
  connectorCrn(organizationId, environmentId, id, name)
