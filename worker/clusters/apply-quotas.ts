// Client quotas as quotas of users on one cluster. Only quotas that Tributary set are ever changed or removed; others stay.
import { z } from 'zod'
import { clusterConnection } from '@/lib/clusters/connection'
import { defaultPrincipal } from '@/lib/client-quotas/schema'
import { db } from '@/lib/db'
import type { ClientQuota, KafkaCluster } from '@/lib/generated/prisma/client'
import { alterUserQuotas, describeUserQuotas, type KafkaConnection, type UserQuota } from '@/lib/kafka'

const rates = z.object({ producerByteRate: z.number().nullable(), consumerByteRate: z.number().nullable() })
const applied = z.record(z.string(), rates)
type Applied = z.infer<typeof applied>

/** Tributary's own principal is not held back by a limit for everybody. */
const unlimited = { producerByteRate: 1e15, consumerByteRate: 1e15 }

export async function applyClusterQuotas(cluster: KafkaCluster): Promise<void> {
  const quotas = await db.clientQuota.findMany({ where: { clusterId: cluster.id } })
  const before = applied.catch({}).parse(cluster.appliedQuotas)
  if (quotas.length === 0 && Object.keys(before).length === 0) return
  const connection = await clusterConnection(cluster)
  const wanted = await wantedQuotas(cluster, connection, quotas)
  const present = new Map((await describeUserQuotas(connection)).map((quota) => [keyOf(quota.user), quota]))
  const changes = Object.entries(wanted)
    .filter(([key, quota]) => !isSame(quota, present.get(key)))
    .map(([key, quota]) => ({ user: userOf(key), ...quota }))
  const gone = Object.keys(before)
    .filter((key) => !Object.hasOwn(wanted, key) && present.has(key))
    .map((key) => ({ user: userOf(key), producerByteRate: null, consumerByteRate: null }))
  // On record before it is on the broker: a worker that dies in between still knows what to take away.
  if (changes.length > 0) await remember(cluster, { ...before, ...wanted })
  await alterUserQuotas(connection, [...changes, ...gone])
  await remember(cluster, wanted)
  await db.clientQuota.updateMany({
    where: { id: { in: quotas.map(({ id }) => id) }, appliedAt: null },
    data: { appliedAt: new Date() },
  })
}

/** A cluster of somebody else's is left as it was found. */
export async function removeClusterQuotas(cluster: KafkaCluster, connection: KafkaConnection): Promise<void> {
  const users = Object.keys(applied.catch({}).parse(cluster.appliedQuotas)).map(userOf)
  await alterUserQuotas(
    connection,
    users.map((user) => ({ user, producerByteRate: null, consumerByteRate: null })),
  )
}

async function remember(cluster: KafkaCluster, quotas: Applied): Promise<void> {
  if (JSON.stringify(cluster.appliedQuotas) === JSON.stringify(quotas)) return
  await db.kafkaCluster.updateMany({ where: { id: cluster.id }, data: { appliedQuotas: quotas } })
  cluster.appliedQuotas = quotas
}

const keyOf = (user: string | null): string => user ?? defaultPrincipal
const userOf = (key: string): string | null => (key === defaultPrincipal ? null : key)

const isSame = (one: Applied[string], other: UserQuota | undefined): boolean =>
  one.producerByteRate === other?.producerByteRate && one.consumerByteRate === other.consumerByteRate

/** Brokers count each for itself, so each gets its share: together they never let more through. */
async function wantedQuotas(
  cluster: KafkaCluster,
  connection: KafkaConnection,
  quotas: ClientQuota[],
): Promise<Applied> {
  const share = (rate: bigint | null): number | null =>
    rate === null ? null : Math.max(1, Math.floor(Number(rate) / cluster.brokerCount))
  const keys =
    cluster.provider === 'LOCAL'
      ? []
      : await db.apiKey.findMany({
          where: { resourceId: cluster.id, deletedAt: null },
          select: { id: true, ownerId: true },
        })
  // A broker of somebody else's knows keys as users, not whose they are: there each key has the quota by itself.
  const usersOf = (principal: string): string[] =>
    cluster.provider === 'LOCAL' || principal === defaultPrincipal
      ? [principal]
      : keys.filter(({ ownerId }) => ownerId === principal).map(({ id }) => id)
  const wanted: Applied = {}
  for (const { ingressByteRate, egressByteRate, principals } of quotas)
    for (const user of principals.flatMap(usersOf))
      wanted[user] = { producerByteRate: share(ingressByteRate), consumerByteRate: share(egressByteRate) }
  const own = connection.username
  if (cluster.provider === 'LOCAL' && Object.hasOwn(wanted, defaultPrincipal) && own) wanted[own] = unlimited
  return wanted
}
