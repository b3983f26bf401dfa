import { clusterCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { deleteSecrets } from '@/lib/secrets/store'
import { deleteBindingsBelow } from '@/lib/role-bindings/delete-below'
import { deleteMetrics } from '@/lib/metrics/delete'
import { notifyCluster } from '@/worker/clusters/report'

/** The last step of a deletion: what spoke of the cluster leaves in one transaction. */
export async function removeClusterRows(cluster: KafkaCluster): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.apiKey.deleteMany({ where: { resourceId: cluster.id } })
    await tx.clientQuota.deleteMany({ where: { clusterId: cluster.id } })
    await deleteBindingsBelow(
      tx,
      cluster.organizationId,
      clusterCrn(cluster.organizationId, cluster.environmentId, cluster.id),
    )
    await deleteSecrets(tx, `clusters/${cluster.id}`)
    await deleteMetrics(tx, cluster.id)
    await tx.kafkaCluster.deleteMany({ where: { id: cluster.id } })
    await notifyCluster(tx, cluster)
  })
}
