import type { Hono } from 'hono'
import { db } from '@/lib/db'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'

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
    await applyClusterKeys(cluster)
    if (cluster.provider === 'EXTERNAL') await applyClusterAcls(cluster)
    return context.json({ applied: true })
  })

  app.post('/clusters/:id/apply-acls', async (context) => {
    const cluster = await db.kafkaCluster.findUnique({ where: { id: context.req.param('id') } })
    if (!cluster || cluster.phase !== 'PROVISIONED') return context.json({ applied: false })
    await applyClusterAcls(cluster)
    return context.json({ applied: true })
  })
}
