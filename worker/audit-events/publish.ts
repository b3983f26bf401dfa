import { toCloudEvent } from '@/lib/audit-events/cloud-event'
import { auditTopic } from '@/lib/audit-events/schema'
import { findAuditCluster, findPublishedLink } from '@/lib/audit-events/topic'
import { clusterConnection } from '@/lib/clusters/connection'
import { db, type Tx } from '@/lib/db'
import type { AuditEvent, KafkaCluster } from '@/lib/generated/prisma/client'
import { produce, type KafkaConnection } from '@/lib/kafka'
import { makeAuditTopic } from '@/worker/audit-events/make-topic'

const batch = 200
const timeoutMs = 30_000

/**
 * Writes the organization's sealed events to the audit topic in the order of the chain, each once; answers how many. They wait
 * while there is no local cluster that answers. What the topic says last is asked before each write, so that an event whose
 * write was not confirmed is not written again.
 */
export async function publishEvents(organizationId: string): Promise<number> {
  const cluster = await findAuditCluster(organizationId)
  if (cluster?.health !== 'RUNNING') return 0
  let published = 0
  for (;;) {
    const count = await publishBatch(organizationId, cluster)
    published += count
    if (count < batch) return published
  }
}

async function publishBatch(organizationId: string, cluster: KafkaCluster): Promise<number> {
  if ((await findUnpublished(db, organizationId, 1)).length === 0) return 0
  const connection = await clusterConnection(cluster)
  await makeAuditTopic(cluster, connection)
  // Kafka inside a transaction on purpose: the lock lets one worker write at a time, and dies with a worker that dies.
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('audit-topic/' || ${organizationId}, 0)) AS taken`
      if (!lock?.taken) return 0
      const events = await findUnpublished(tx, organizationId, batch)
      const missing = await notInTopic(connection, events)
      if (missing.length > 0) await write(connection, missing)
      await tx.auditEvent.updateMany({
        where: { sequence: { in: events.map(({ sequence }) => sequence) } },
        data: { publishedAt: new Date() },
      })
      return events.length
    },
    { timeout: timeoutMs },
  )
}

/** Events are published in the chain's order, so everything after the last published one waits. */
async function findUnpublished(
  tx: Pick<Tx, 'auditEvent'>,
  organizationId: string,
  take: number,
): Promise<AuditEvent[]> {
  const last = await tx.auditEvent.findFirst({
    where: { organizationId, chainIndex: { not: null }, publishedAt: { not: null } },
    orderBy: { chainIndex: 'desc' },
    select: { chainIndex: true },
  })
  return tx.auditEvent.findMany({
    where: { organizationId, chainIndex: { gt: last?.chainIndex ?? 0n } },
    orderBy: { chainIndex: 'asc' },
    take,
  })
}

/** The topic's last event counts only if it is ours at its place: after a restored database the topic may be ahead of it. */
async function notInTopic(connection: KafkaConnection, events: AuditEvent[]): Promise<AuditEvent[]> {
  const last = await findPublishedLink(connection)
  const at = events.findIndex(
    ({ chainIndex, hash }) => chainIndex === last?.index && hash !== null && last.hash.equals(hash),
  )
  return events.slice(at + 1)
}

async function write(connection: KafkaConnection, events: AuditEvent[]): Promise<void> {
  const records = events.map((event) => {
    const { id, ...rest } = toCloudEvent(event)
    return {
      topic: auditTopic,
      partition: 0,
      key: Buffer.from(id),
      value: Buffer.from(JSON.stringify({ id, ...rest })),
      headers: [{ key: 'content-type', value: Buffer.from('application/cloudevents+json; charset=UTF-8') }],
      timestamp: event.time.getTime(),
    }
  })
  await produce(connection, records)
}
