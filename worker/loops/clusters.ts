// Converges every cluster's desired and actual state. Clusters do not wait for one another: each has its own run under way or none.
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Log } from '@/lib/log'
import { convergeExternal } from '@/worker/clusters/external-cluster'
import { convergeLocal } from '@/worker/clusters/local-cluster'
import { reportCluster } from '@/worker/clusters/report'
import { startLoop, type Loop } from '@/worker/loops/loop'

const everyMs = 5000

export function startClustersLoop(log: Log): Loop {
  const underWay = new Map<string, Promise<void>>()
  const again = new Set<string>()

  const start = (cluster: KafkaCluster): void => {
    if (underWay.has(cluster.id)) {
      again.add(cluster.id)
      return
    }
    const run = converge(cluster, log).finally(() => {
      underWay.delete(cluster.id)
      if (again.delete(cluster.id)) loop.wake()
    })
    underWay.set(cluster.id, run)
  }

  const loop = startLoop({
    name: 'clusters',
    everyMs,
    log,
    run: async () => {
      for (const cluster of await db.kafkaCluster.findMany()) start(cluster)
    },
  })
  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop()
      await Promise.allSettled(underWay.values())
    },
  }
}

async function converge(cluster: KafkaCluster, log: Log): Promise<void> {
  try {
    await (cluster.provider === 'LOCAL' ? convergeLocal(cluster, log) : convergeExternal(cluster, log))
  } catch (error) {
    const message = errorMessage(error)
    if (cluster.message !== message)
      log.error({ clusterId: cluster.id, err: error }, 'cluster is not as desired')
    const wasNeverUp = cluster.phase !== 'PROVISIONED' && cluster.kafkaClusterId === null
    const phase = wasNeverUp ? 'FAILED' : cluster.phase
    // Postgres may be the one that is away; the next turn reports it.
    await reportCluster(cluster, { phase, health: 'UNREACHABLE', message }).catch(() => undefined)
  }
}
