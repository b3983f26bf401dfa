// Brings the keys of one cluster to its brokers: the key file of a local cluster, SCRAM users of an external one.
import path from 'node:path'
import { clusterConnection } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { notify } from '@/lib/events'
import type { ApiKey, KafkaCluster } from '@/lib/generated/prisma/client'
import { deleteScramUser, upsertScramUser } from '@/lib/kafka'
import { setTimeout as pause } from 'node:timers/promises'
import { apiKeySecretPlace } from '@/lib/api-keys/pending-secret'
import { deleteSecrets, findSecret } from '@/lib/secrets/store'
import { applyKeys, type KeyFileEntry } from '@/worker/brokers/apply-keys'
import { brokerStatus } from '@/worker/brokers/status'

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
  const now = new Date()
  await db.apiKey.updateMany({
    where: { resourceId: cluster.id, deletedAt: null, provisionalUntil: { lt: now } },
    data: { deletedAt: now },
  })
  const rows = await db.apiKey.findMany({ where: { resourceId: cluster.id } })
  const inactive = new Set(
    (
      await db.user.findMany({
        where: { id: { in: [...new Set(rows.map(({ ownerId }) => ownerId))] }, isActive: false },
        select: { id: true },
      })
    ).map(({ id }) => id),
  )
  const wanted = rows.filter((key) => key.deletedAt === null && !inactive.has(key.ownerId))
  if (cluster.provider === 'LOCAL') await applyLocal(cluster.id, wanted)
  else await applyExternal(cluster, rows)
  await settle(cluster, rows)
}

async function applyLocal(clusterId: string, keys: ApiKey[]): Promise<void> {
  const folder = clusterFolder(clusterId)
  await applyKeys(folder, keys.map(toEntry))
  await waitForKeys(folder, keys.length)
}

/** A running broker looks at its key file every 100 ms; the answer to a key's deletion comes after it has. */
async function waitForKeys(folder: string, count: number): Promise<void> {
  const deadline = Date.now() + 2000
  while (Date.now() < deadline) {
    const status = await brokerStatus(folder)
    if (status.state !== 'running' || status.keysInForce === count) return
    await pause(30)
  }
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
