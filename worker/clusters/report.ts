import { isDeepStrictEqual } from 'node:util'
import { db } from '@/lib/db'
import { notify } from '@/lib/events'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Observed } from '@/lib/clusters/observed'

export type ClusterStatus = Partial<
  Pick<KafkaCluster, 'phase' | 'message' | 'health' | 'bootstrapServers' | 'protocol' | 'kafkaClusterId'>
> & { observed?: Observed }

/** Writes a cluster's status and tells the browsers, only when something changed. */
export async function reportCluster(cluster: KafkaCluster, status: ClusterStatus): Promise<void> {
  const changed = Object.entries(status).some(
    ([name, value]) => !isDeepStrictEqual(cluster[name as keyof ClusterStatus], value),
  )
  if (!changed) return
  await db.$transaction(async (tx) => {
    const isHealthChange = status.health !== undefined && status.health !== cluster.health
    await tx.kafkaCluster.updateMany({
      where: { id: cluster.id },
      data: { ...status, ...(isHealthChange ? { healthSince: new Date() } : {}) },
    })
    await notifyCluster(tx, cluster)
  })
}

export async function notifyCluster(tx: Parameters<typeof notify>[0], cluster: KafkaCluster): Promise<void> {
  const { organizationId, environmentId, id } = cluster
  await notify(tx, { noun: 'clusters', organizationId, environmentId, clusterId: id })
}
