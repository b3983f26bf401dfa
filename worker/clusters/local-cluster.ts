// A cluster on this machine: its broker is started or adopted, watched, and removed with its folder.
import { internalConnectionPlace } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { describeCluster } from '@/lib/kafka'
import type { Log } from '@/lib/log'
import { findSecret, putSecret } from '@/lib/secrets/store'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { applyClusterKeys, clusterFolder, prepareClusterKeys } from '@/worker/clusters/apply-keys'
import { applyClusterQuotas } from '@/worker/clusters/apply-quotas'
import { reportCluster } from '@/worker/clusters/report'
import { removeClusterRows } from '@/worker/clusters/remove-rows'

export async function convergeLocal(cluster: KafkaCluster, log: Log): Promise<void> {
  const dataDir = clusterFolder(cluster.id)
  if (cluster.desired === 'DELETED') return removeLocal(cluster, dataDir, log)
  if (cluster.clientPort === null) throw new Error(`local cluster ${cluster.id} has no port`)
  await provisionBroker({ dataDir, clusterId: cluster.id, clientPort: cluster.clientPort, host: env.host })
  await prepareClusterKeys(cluster)
  const broker = await startOrAdoptBroker({ dataDir })
  if (!broker.isAdopted) log.info({ clusterId: cluster.id, pid: broker.pid }, 'broker started')
  await keepInternalConnection(cluster, dataDir)
  await applyClusterKeys(cluster)
  await applyClusterAcls(cluster)
  await applyClusterQuotas(cluster)
  const { clusterId } = await describeCluster(await internalConnection(dataDir))
  await reportCluster(cluster, {
    phase: 'PROVISIONED',
    message: null,
    health: 'RUNNING',
    bootstrapServers: `${env.host}:${broker.clientPort}`,
    protocol: 'SASL_PLAINTEXT',
    kafkaClusterId: clusterId,
  })
}

async function keepInternalConnection(cluster: KafkaCluster, dataDir: string): Promise<void> {
  const place = internalConnectionPlace(cluster.id)
  const text = JSON.stringify(await internalConnection(dataDir))
  if ((await findSecret(place)) !== text) await putSecret(db, cluster.organizationId, place, text)
}

async function removeLocal(cluster: KafkaCluster, dataDir: string, log: Log): Promise<void> {
  if ((await db.connector.count({ where: { clusterId: cluster.id } })) > 0) return
  await destroyBroker(dataDir)
  await removeClusterRows(cluster)
  log.info({ clusterId: cluster.id }, 'cluster removed')
}
