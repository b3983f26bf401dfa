// A cluster on this machine: its brokers are started or adopted, watched, and removed with their folder.
import { internalConnectionPlace } from '@/lib/clusters/connection'
import { effectiveListeners, loopbackOf, readListeners } from '@/lib/clusters/listeners'
import { readObserved } from '@/lib/clusters/observed'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { describeCluster } from '@/lib/kafka'
import type { Log } from '@/lib/log'
import { findSecret, putSecret } from '@/lib/secrets/store'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { provisionCluster } from '@/worker/brokers/provision'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { applyClusterKeys, clusterFolder, prepareClusterKeys } from '@/worker/clusters/apply-keys'
import { listenerCertificate, writeCertificate } from '@/worker/clusters/listener-certificate'
import { bringUp, brokerStates, listenersOf, observe, type LocalPlan } from '@/worker/clusters/local-brokers'
import { applyClusterQuotas } from '@/worker/clusters/apply-quotas'
import { reportCluster } from '@/worker/clusters/report'
import { removeClusterRows } from '@/worker/clusters/remove-rows'

export async function convergeLocal(cluster: KafkaCluster, log: Log): Promise<void> {
  const dataDir = clusterFolder(cluster.id)
  if (cluster.desired === 'DELETED') return removeLocal(cluster, dataDir, log)
  if (cluster.clientPort === null) throw new Error(`local cluster ${cluster.id} has no port`)
  const listeners = effectiveListeners(readListeners(cluster), env.host)
  const certificate = await listenerCertificate(cluster, listeners)
  const { clientPort, brokerCount } = cluster
  const plan: LocalPlan = { clusterId: cluster.id, clientPort, brokerCount, listeners, certificate }
  if (certificate) await writeCertificate(dataDir, certificate)
  const host = loopbackOf(env.host)
  await provisionCluster({ ...plan, dataDir, host, listenersOf: listenersOf(plan) })
  await prepareClusterKeys(cluster)
  await reportMissing(cluster, dataDir)
  const { brokers, problem } = await bringUp(dataDir, plan, log)
  await keepInternalConnection(cluster, dataDir)
  await applyClusterKeys(cluster)
  await applyClusterAcls(cluster)
  await applyClusterQuotas(cluster)
  const { clusterId } = await describeCluster(await internalConnection(dataDir))
  const observed = await observe(dataDir, plan, brokers)
  const [main] = observed.listeners
  await reportCluster(cluster, {
    phase: 'PROVISIONED',
    message: problem,
    health: 'RUNNING',
    bootstrapServers: main?.bootstrap_servers ?? null,
    protocol: main?.protocol ?? null,
    kafkaClusterId: clusterId,
    observed,
  })
}

/** Before a broker that ended is brought back, so that everybody sees that it is away. */
async function reportMissing(cluster: KafkaCluster, dataDir: string): Promise<void> {
  if (cluster.brokerCount === 1 || cluster.phase !== 'PROVISIONED') return
  const brokers = await brokerStates(dataDir)
  if (brokers.some(({ state }) => state !== 'RUNNING'))
    await reportCluster(cluster, { observed: { ...readObserved(cluster), brokers } })
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
