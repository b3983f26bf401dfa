// Brings the keys of one cluster, its own and the Global ones, to its brokers: the key file of a local cluster, SCRAM users of
// an external one. Both are compared with what should be there, so a turn that failed half-way is made good by the next.
import path from 'node:path'
import { clusterConnection } from '@/lib/clusters/connection'
import { findSaltedPassword, forgetSaltedPassword } from '@/lib/api-keys/sealed-password'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { notify } from '@/lib/events'
import type { ApiKey, KafkaCluster } from '@/lib/generated/prisma/client'
import { deleteScramUser, listScramUsers, upsertScramUser, type KafkaConnection } from '@/lib/kafka'
import { applyKeys, waitForKeys, type KeyFileEntry } from '@/worker/brokers/apply-keys'
import { recordKeyUses } from '@/worker/clusters/record-key-uses'
import { noteRefused, noteServed, settleGlobalKeys } from '@/worker/clusters/settle-global-keys'

export const clusterFolder = (clusterId: string): string => path.join(env.dataDir, 'clusters', clusterId)

type Keys = { rows: ApiKey[]; valid: ApiKey[] }

const running = new Map<string, Promise<void>>()

/** One at a time per cluster; a call that comes during another starts after it, so it always sees the newest rows. */
export function applyClusterKeys(cluster: KafkaCluster): Promise<void> {
  const before = running.get(cluster.id) ?? Promise.resolve()
  const next = before.catch(() => undefined).then(() => apply(cluster))
  running.set(cluster.id, next)
  return next
}

async function apply(cluster: KafkaCluster): Promise<void> {
  const keys = await readKeys(cluster)
  try {
    if (cluster.provider === 'LOCAL') {
      await writeKeyFile(cluster.id, keys)
      await waitForKeys(clusterFolder(cluster.id))
      await recordKeyUses(cluster.id, clusterFolder(cluster.id))
    } else await applyExternal(await clusterConnection(cluster), keys)
  } catch (error) {
    if (cluster.provider === 'EXTERNAL') noteRefused(cluster.id)
    throw error
  }
  await settle(
    cluster,
    keys.rows.filter(({ resourceId }) => resourceId === cluster.id),
  )
  const global = keys.rows.filter(({ resourceKind }) => resourceKind === 'Global')
  noteServed(cluster.id, global)
  if (global.some((key) => key.deletedAt !== null || key.appliedAt === null))
    await settleGlobalKeys(cluster.organizationId)
}

/** Before a broker starts, so that it never serves with keys deleted while it was down. */
export async function prepareClusterKeys(cluster: KafkaCluster): Promise<void> {
  await writeKeyFile(cluster.id, await readKeys(cluster))
}

/** Of somebody's own Kafka that is detached: the users that we made there. */
export async function removeExternalKeys(cluster: KafkaCluster, connection: KafkaConnection): Promise<void> {
  const { rows } = await readKeys(cluster)
  if (rows.length === 0) return
  const present = await listScramUsers(connection)
  for (const { id } of rows) if (present.has(id)) await deleteScramUser(connection, id)
}

async function readKeys({ id, organizationId }: KafkaCluster): Promise<Keys> {
  const now = new Date()
  const mine = { OR: [{ resourceId: id }, { organizationId, resourceKind: 'Global' }] }
  await db.apiKey.updateMany({
    where: { ...mine, deletedAt: null, provisionalUntil: { lt: now } },
    data: { deletedAt: now },
  })
  const rows = await db.apiKey.findMany({ where: mine })
  const inactive = await db.user.findMany({
    where: { id: { in: [...new Set(rows.map(({ ownerId }) => ownerId))] }, isActive: false },
    select: { id: true },
  })
  const locked = new Set(inactive.map((user) => user.id))
  return { rows, valid: rows.filter((key) => key.deletedAt === null && !locked.has(key.ownerId)) }
}

async function writeKeyFile(clusterId: string, { valid }: Keys): Promise<void> {
  await applyKeys(clusterFolder(clusterId), valid.map(toEntry))
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

async function applyExternal(connection: KafkaConnection, { rows, valid }: Keys): Promise<void> {
  if (rows.length === 0) return
  const present = await listScramUsers(connection)
  const wanted = new Set(valid.map(({ id }) => id))
  for (const { id } of rows) if (present.has(id) && !wanted.has(id)) await deleteScramUser(connection, id)
  for (const id of wanted) {
    const salted = present.has(id) ? null : await findSaltedPassword(id)
    if (salted) await upsertScramUser(connection, id, salted)
  }
}

/** What the brokers have is now in the rows of the cluster's own keys: applied ones are marked, deleted ones leave. */
async function settle(cluster: KafkaCluster, rows: ApiKey[]): Promise<void> {
  const added = rows.filter((key) => !key.deletedAt && !key.appliedAt).map(({ id }) => id)
  const removed = rows.filter((key) => key.deletedAt).map(({ id }) => id)
  if (added.length + removed.length === 0) return
  await db.$transaction(async (tx) => {
    await tx.apiKey.updateMany({ where: { id: { in: added } }, data: { appliedAt: new Date() } })
    await tx.apiKey.deleteMany({ where: { id: { in: removed } } })
    for (const id of removed) await forgetSaltedPassword(tx, id)
    await notify(tx, {
      noun: 'api-keys',
      organizationId: cluster.organizationId,
      environmentId: cluster.environmentId,
      clusterId: cluster.id,
    })
  })
}
