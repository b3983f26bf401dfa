import { db } from '@/lib/db'
import { env } from '@/lib/env'

/** Where everything listens; null for what does not exist yet. */
export async function listEndpoints(): Promise<unknown> {
  const clusters = await db.kafkaCluster.findMany({
    where: { desired: 'PRESENT' },
    orderBy: { createdAt: 'asc' },
  })
  return {
    console: env.url,
    api: env.url,
    schemaRegistry: null,
    connect: null,
    ksql: null,
    clusters: clusters.map((cluster) => ({
      id: cluster.id,
      environment: cluster.environmentId,
      name: cluster.displayName,
      bootstrap: cluster.bootstrapServers,
      protocol: cluster.protocol,
    })),
  }
}
