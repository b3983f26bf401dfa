// A Global key is on many clusters: it counts as applied when all that run have it, and its row leaves when none has it.
import { forgetSaltedPassword } from '@/lib/api-keys/sealed-password'
import { db } from '@/lib/db'
import { notify } from '@/lib/events'
import type { ApiKey, KafkaCluster } from '@/lib/generated/prisma/client'

/** By cluster, the Global keys as its brokers had them last. After a restart of the worker every cluster tells anew. */
const served = new Map<string, { present: Set<string>; absent: Set<string> }>()
/** External clusters that did not take keys at the last try: no rights, or not reachable. */
const refusing = new Set<string>()

export function noteServed(clusterId: string, keys: ApiKey[]): void {
  refusing.delete(clusterId)
  served.set(clusterId, {
    present: new Set(keys.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id)),
    absent: new Set(keys.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id)),
  })
}

export const noteRefused = (clusterId: string): Set<string> => refusing.add(clusterId)

const isRunning = ({ desired, phase, health }: KafkaCluster): boolean =>
  desired === 'PRESENT' && phase === 'PROVISIONED' && health === 'RUNNING'

/** A cluster that runs and takes no keys at all does not hold the others' state up; it says so on its own page. */
const hasKey = (cluster: KafkaCluster, id: string): boolean =>
  !isRunning(cluster) || refusing.has(cluster.id) || served.get(cluster.id)?.present.has(id) === true

/** A local broker that does not run reads the rows at its start. Elsewhere the key stays until somebody has taken it off. */
const lacksKey = (cluster: KafkaCluster, id: string): boolean =>
  served.get(cluster.id)?.absent.has(id) === true ||
  (cluster.provider === 'LOCAL' && !isRunning(cluster)) ||
  cluster.kafkaClusterId === null

/** True when every Global key of the organization is where it should be. */
export async function settleGlobalKeys(organizationId: string): Promise<boolean> {
  const [clusters, keys] = await Promise.all([
    db.kafkaCluster.findMany({ where: { organizationId } }),
    db.apiKey.findMany({
      where: {
        organizationId,
        resourceKind: 'Global',
        OR: [{ appliedAt: null }, { deletedAt: { not: null } }],
      },
      select: { id: true, deletedAt: true },
    }),
  ])
  const added = keys.filter(({ id, deletedAt }) => !deletedAt && clusters.every((one) => hasKey(one, id)))
  const removed = keys.filter(({ id, deletedAt }) => deletedAt && clusters.every((one) => lacksKey(one, id)))
  const isSettled = added.length + removed.length === keys.length
  if (added.length + removed.length === 0) return isSettled
  await db.$transaction(async (tx) => {
    await tx.apiKey.updateMany({
      where: { id: { in: added.map(({ id }) => id) } },
      data: { appliedAt: new Date() },
    })
    await tx.apiKey.deleteMany({ where: { id: { in: removed.map(({ id }) => id) } } })
    for (const { id } of removed) await forgetSaltedPassword(tx, id)
    await notify(tx, { noun: 'api-keys', organizationId })
  })
  return isSettled
}
