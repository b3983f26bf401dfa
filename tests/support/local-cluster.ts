import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import { eventually } from '@/tests/support/poll'

/** The cluster's row once its broker answers; a clusters loop, or a worker process, must be bringing it up. */
export function untilRunning(clusterId: string): Promise<KafkaCluster> {
  return eventually(
    'the broker runs',
    async () => {
      const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
      return row.health === 'RUNNING' && row
    },
    { timeoutMs: 60_000 },
  )
}

/** As an ordinary client: the key on the client listener. */
export function connectionWith(
  cluster: KafkaCluster,
  { key, secret }: { key: string; secret: string },
): KafkaConnection {
  return {
    id: `as-${key}`,
    bootstrapServers: cluster.bootstrapServers ?? '',
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: key,
    password: secret,
  }
}
