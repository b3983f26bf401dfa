// Somebody's own Kafka: watched, given keys and ACLs, never stopped and nothing of it deleted but those keys and ACLs.
import { readCompiledAcls } from '@/lib/acls/compiled'
import { clusterConnection } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { closeKafka, deleteAcls, describeCluster } from '@/lib/kafka'
import type { Log } from '@/lib/log'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { applyClusterKeys, removeExternalKeys } from '@/worker/clusters/apply-keys'
import { applyClusterQuotas, removeClusterQuotas } from '@/worker/clusters/apply-quotas'
import { removeClusterRows } from '@/worker/clusters/remove-rows'
import { reportCluster } from '@/worker/clusters/report'

export async function convergeExternal(cluster: KafkaCluster, log: Log): Promise<void> {
  if (cluster.desired === 'DELETED') return detach(cluster, log)
  const connection = await clusterConnection(cluster)
  const { clusterId } = await describeCluster(connection)
  let message: string | null = null
  try {
    await applyClusterKeys(cluster)
    await applyClusterAcls(cluster)
    await applyClusterQuotas(cluster)
  } catch (error) {
    // A cluster without rights to manage SCRAM users or ACLs is still good for topics and messages.
    message = `API keys cannot be managed on this cluster: ${errorMessage(error)}`
  }
  await reportCluster(cluster, {
    phase: 'PROVISIONED',
    message,
    health: 'RUNNING',
    kafkaClusterId: clusterId,
  })
}

async function detach(cluster: KafkaCluster, log: Log): Promise<void> {
  if ((await db.connector.count({ where: { clusterId: cluster.id } })) > 0) return
  try {
    const connection = await clusterConnection(cluster)
    const acls = readCompiledAcls(cluster)
    if (acls.length > 0) await deleteAcls(connection, acls)
    await removeClusterQuotas(cluster, connection)
    await removeExternalKeys(cluster, connection)
  } catch (error) {
    log.warn(
      { clusterId: cluster.id, reason: errorMessage(error) },
      'keys could not be taken off a detached cluster',
    )
  }
  await closeKafka(cluster.id)
  await removeClusterRows(cluster)
}
