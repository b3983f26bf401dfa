// Brings the keys of one cluster to its brokers: the key file of a local cluster, SCRAM users of an external one.
import path from 'node:path'
import { clusterConnection } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { notify } from '@/lib/events'
import type { ApiKey, KafkaCluster } from '@/lib/generated/prisma/client'
import { deleteScramUser, upsertScramUser } from '@/lib/kafka'
import { apiKeySecretPlace } from '@/lib/api-keys/pending-secret'
import { deleteSecrets, findSecret } from '@/lib/secrets/store'
import { applyKeys, waitForKeys, type KeyFileEntry } from '@/worker/brokers/apply-keys'

export const clusterFolder = (clusterId: string): string => path.join(env.dataDir, 'clusters', clusterId)

const running = new Map<string, Promise<void>>()

/** One at a time per cluster; a call that comes during another starts after it, so it always sees the newest rows. */
export function applyClusterKeys(cluster: KafkaCluster): Promise<void> {
  const before = running.get(cluster.id) ?? Promise.resolve()
  const next = before.catch(() => undefined).then(() => apply(cluster))
  running.set(cluster.id, next)
  return next
}

async function apply(cluster: KafkaCluster): Promise<void> {
  const rows = await readKeys(cluster.id)
  if (cluster.provider === 'LOCAL') {
    await writeKeyFile(cluster.id, rows)
    await waitForKeys(clusterFolder(cluster.id))
  } else await applyExternal(cluster, rows)
  await settle(cluster, rows)
}

/** Before a broker starts, so that it never serves with keys deleted while it was down. */
export async function prepareClusterKeys(clusterId: string): Promise<void> {
  await writeKeyFile(clusterId, await readKeys(clusterId))
}

async function readKeys(clusterId: string): Promise<ApiKey[]> {
  const now = new Date()
  await db.apiKey.updateMany({
    where: { resourceId: clusterId, deletedAt: null, provisionalUntil: { lt: now } },
    data: { deletedAt: now },
  })
  return db.apiKey.findMany({ where: { resourceId: clusterId } })
}

async function writeKeyFile(clusterId: string, rows: ApiKey[]): Promise<void> {
  const ownerIds = [...new Set(rows.map(({ ownerId }) => ownerId))]
  const inactive = await db.user.findMany({
    where: { id: { in: ownerIds }, isActive: false },
    select: { id: true },
  })
  const locked = new Set(inactive.map(({ id }) => id))
  const wanted = rows.filter((key) => key.deletedAt === null && !locked.has(key.ownerId))
  await applyKeys(clusterFolder(clusterId), wanted.map(toEntry))
}

function toEntry(key: ApiKey): KeyFileEntry {
  return {
    key: key.id,
    salt: Buffer.from(key.scramSalt),
    iterations: key.scramIterations,
    storedKey: Buffer.from(key.scramStoredKey),
    serverKey: Buffer.from(key.scramServerKey),
    principal: `User:${key.ownerId}`,
  }
}

async function applyExternal(cluster: KafkaCluster, rows: ApiKey[]): Promise<void> {
  const connection = await clusterConnection(cluster)
  for (const key of rows) {
    const secret = await findSecret(apiKeySecretPlace(key.id))
    if (key.deletedAt) await deleteScramUser(connection, key.id)
    else if (!key.appliedAt && secret !== null) await upsertScramUser(connection, key.id, secret)
  }
}

/** What the brokers have is now in the rows: applied keys are marked, deleted ones leave. */
async function settle(cluster: KafkaCluster, rows: ApiKey[]): Promise<void> {
  const added = rows.filter((key) => !key.deletedAt && !key.appliedAt).map(({ id }) => id)
  const removed = rows.filter((key) => key.deletedAt).map(({ id }) => id)
  if (added.length + removed.length === 0) return
  await db.$transaction(async (tx) => {
    await tx.apiKey.updateMany({ where: { id: { in: added } }, data: { appliedAt: new Date() } })
    await tx.apiKey.deleteMany({ where: { id: { in: removed } } })
    for (const id of [...added, ...removed]) await deleteSecrets(tx, apiKeySecretPlace(id))
    await notify(tx, {
      noun: 'api-keys',
      organizationId: cluster.organizationId,
      environmentId: cluster.environmentId,
      clusterId: cluster.id,
    })
  })
}
