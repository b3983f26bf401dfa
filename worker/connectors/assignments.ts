// From a connector's row to what its tasks need: effective configuration and the connection of its own API key.
import '@/lib/connectors/plugins/loaded'
import { clusterConnection, externalConnection, loopbackServers } from '@/lib/clusters/connection'
import { readExternal } from '@/lib/clusters/external'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { needsRegistry } from '@/lib/connectors/converters/open'
import { dialectOf } from '@/lib/connectors/config/config-values'
import { effectiveConfig, type ConnectorConfig } from '@/lib/connectors/config/read-config'
import { registryOf, registryProblem } from '@/lib/connectors/validation/registry-problem'
import { findServiceAccountKey } from '@/lib/connectors/service-account-key'
import { openConfig } from '@/lib/connectors/config/stored-config'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Connector, KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import { monotonicMs } from './epoch'
import type { TaskAssignment } from './runtime'

export async function makeAssignments(
  row: Connector & { cluster: KafkaCluster },
  taskNumbers: readonly number[],
  epoch: number,
): Promise<TaskAssignment[]> {
  const connector = await readConnector(row)
  const { spec, config, dialect } = connector
  const [connection, ownConnection, registryId] = await Promise.all([
    connectorConnection(row.cluster, config),
    clusterConnection(row.cluster),
    registryFor(row, connector),
  ])
  const claimedAtMs = monotonicMs()
  return taskNumbers.map((taskNumber) => ({
    kind: spec.type,
    connectorId: row.id,
    connectorName: row.name,
    taskNumber,
    taskCount: row.tasksMax,
    clusterId: row.clusterId,
    className: spec.className,
    dialect,
    epoch,
    claimedAtMs,
    config,
    connection,
    ownConnection,
    ...(registryId === null ? {} : { registryId }),
  }))
}

/** For a look at what a configuration would do: it reads as Tributary, after web has asked whether the actor may. */
export async function previewAssignment(clusterId: string, given: ConnectorConfig): Promise<TaskAssignment> {
  const cluster = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
  const spec = findConnectorSpec(given['connector.class'] ?? '')
  if (!spec) throw new AppError('invalid', 'The connector class is not known.')
  const config = effectiveConfig(spec, given)
  const dialect = dialectOf(spec, given['connector.class'])
  const connection = await clusterConnection(cluster)
  const { id: registryId } = await registryOf(cluster)
  return {
    kind: spec.type,
    connectorId: 'preview',
    connectorName: given.name ?? 'preview',
    taskNumber: 0,
    taskCount: 1,
    clusterId,
    className: spec.className,
    dialect,
    epoch: 0,
    claimedAtMs: monotonicMs(),
    config,
    connection,
    ownConnection: connection,
    ...(needsRegistry({ config, dialect, kind: spec.type }) ? { registryId } : {}),
  }
}

/** The connector as its tasks see it: managed names, defaults filled in, secrets and its own key in clear. */
async function readConnector(row: Connector) {
  const spec = findConnectorSpec(row.connectorClass)
  if (!spec) throw new AppError('not_implemented', `This worker has no connector "${row.connectorClass}".`)
  const given = await openConfig(row)
  return {
    spec,
    config: { ...effectiveConfig(spec, given), ...(await ownKey(row)) },
    dialect: dialectOf(spec, given['connector.class']),
  }
}

/** Null: its formats need none. Tasks register as Tributary, so that the connector's own rights are asked here. */
async function registryFor(
  row: Connector,
  { spec, config, dialect }: Awaited<ReturnType<typeof readConnector>>,
): Promise<string | null> {
  const problem = await registryProblem(row, config, row.createdBy)
  if (problem !== null) throw new AppError('forbidden', problem)
  return needsRegistry({ config, dialect, kind: spec.type }) ? (await registryOf(row)).id : null
}

/** A connector that runs as a service account has a key of its own; one with a given key has it in its configuration. */
async function ownKey(row: Connector): Promise<ConnectorConfig> {
  const key = await findServiceAccountKey(row.id)
  return key ? { 'kafka.api.key': key.id, 'kafka.api.secret': key.secret } : {}
}

async function connectorConnection(cluster: KafkaCluster, config: ConnectorConfig): Promise<KafkaConnection> {
  const username = config['kafka.api.key'] ?? ''
  const password = config['kafka.api.secret'] ?? ''
  const external = readExternal(cluster)
  if (!external) {
    return {
      id: cluster.id,
      bootstrapServers: loopbackServers(cluster),
      protocol: 'SASL_PLAINTEXT',
      mechanism: 'PLAIN',
      username,
      password,
    }
  }
  // A listener without SASL knows no keys: every client is the same to it.
  if (!external.security_protocol.startsWith('SASL_')) return clusterConnection(cluster)
  return { ...externalConnection(cluster.id, external, password), mechanism: 'SCRAM-SHA-512', username }
}

/** Tributary's own connection to a cluster; the last one known while Postgres is away. */
export function makeConnectionLookup(): (clusterId: string) => Promise<KafkaConnection> {
  const known = new Map<string, KafkaConnection>()
  return async (clusterId) => {
    try {
      const cluster = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
      const connection = await clusterConnection(cluster)
      known.set(clusterId, connection)
      return connection
    } catch (error) {
      const last = known.get(clusterId)
      if (last) return last
      throw error
    }
  }
}
