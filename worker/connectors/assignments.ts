// From a connector's row to what its tasks need: effective configuration and the connection of its own API key.
import { clusterConnection, externalConnection, loopbackServers } from '@/lib/clusters/connection'
import { readExternal } from '@/lib/clusters/external'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { effectiveConfig, type ConnectorConfig } from '@/lib/connectors/read-config'
import { registeredSubjects } from '@/lib/connectors/registered-subjects'
import { registryOf, registryProblem } from '@/lib/connectors/registry-problem'
import { findServiceAccountKey } from '@/lib/connectors/service-account-key'
import { openConfig } from '@/lib/connectors/stored-config'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Connector, KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import type { TaskAssignment } from './runtime'

export async function makeAssignments(
  row: Connector & { cluster: KafkaCluster },
  taskNumbers: readonly number[],
): Promise<TaskAssignment[]> {
  const spec = findConnectorSpec(row.connectorClass)
  if (!spec) throw new AppError('not_implemented', `This worker has no connector "${row.connectorClass}".`)
  const config = { ...effectiveConfig(spec, await openConfig(row)), ...(await ownKey(row)) }
  const connection = await connectorConnection(row.cluster, config)
  const registryId = await registryFor(row, config)
  return taskNumbers.map((taskNumber) => ({
    connectorId: row.id,
    connectorName: row.name,
    taskNumber,
    clusterId: row.clusterId,
    className: spec.className,
    config,
    connection,
    ...(registryId === null ? {} : { registryId }),
  }))
}

/** Null: the connector's formats need no registry. Tasks register as Tributary, so that the connector's own rights are asked here. */
async function registryFor(row: Connector, config: ConnectorConfig): Promise<string | null> {
  const problem = await registryProblem(row, config, row.createdBy)
  if (problem !== null) throw new AppError('forbidden', problem)
  return registeredSubjects(config).length === 0 ? null : (await registryOf(row)).id
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
