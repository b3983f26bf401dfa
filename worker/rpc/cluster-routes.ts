import type { Hono } from 'hono'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { settleGlobalKeys } from '@/worker/clusters/settle-global-keys'

/** On somebody's own Kafka ACLs name keys, so a new key needs its own. */
async function applyWithAcls(cluster: KafkaCluster): Promise<void> {
  await applyClusterKeys(cluster)
  if (cluster.provider === 'EXTERNAL') await applyClusterAcls(cluster)
}

export function clusterRpcRoutes(app: Hono): void {
  app.post('/health', async (context) => {
    const clusters = await db.kafkaCluster.findMany({
      where: { desired: 'PRESENT' },
      orderBy: { createdAt: 'asc' },
      select: { id: true, displayName: true, phase: true, health: true, message: true },
    })
    return context.json({ clusters })
  })

  app.post('/clusters/:id/apply-keys', async (context) => {
    const cluster = await db.kafkaCluster.findUnique({ where: { id: context.req.param('id') } })
    if (!cluster || cluster.phase !== 'PROVISIONED') return context.json({ applied: false })
    await applyWithAcls(cluster)
    return context.json({ applied: true })
  })

  app.post('/organizations/:id/apply-keys', async (context) => {
    const organizationId = context.req.param('id')
    const clusters = await db.kafkaCluster.findMany({
      where: { organizationId, desired: 'PRESENT', phase: 'PROVISIONED', health: 'RUNNING' },
    })
    await Promise.allSettled(clusters.map(applyWithAcls))
    return context.json({ applied: await settleGlobalKeys(organizationId) })
  })

  app.post('/clusters/:id/apply-acls', async (context) => {
    const cluster = await db.kafkaCluster.findUnique({ where: { id: context.req.param('id') } })
    if (!cluster || cluster.phase !== 'PROVISIONED') return context.json({ applied: false })
    await applyClusterAcls(cluster)
    return context.json({ applied: true })
  })
}
