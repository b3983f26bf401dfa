import { Prisma } from '@/lib/generated/prisma/client'
import { nextLink } from '@/lib/audit-events/chain'
import { readChainHead, writeChainHead } from '@/lib/audit-events/chain-head'
import { db } from '@/lib/db'
import { notify } from '@/lib/events'

const batch = 500

/**
 * Gives the organization's new events their places in the chain; answers how many. Events that commit late come after those
 * that were sealed before them: the chain tells the order of sealing, `time` the order of events.
 */
export async function sealEvents(organizationId: string): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await sealBatch(organizationId)
    sealed += count
    if (count < batch) break
  }
  if (sealed > 0) await notify(db, { noun: 'audit-events', organizationId })
  return sealed
}

async function sealBatch(organizationId: string): Promise<number> {
  const where = { organizationId, chainIndex: null }
  if ((await db.auditEvent.findFirst({ where, select: { sequence: true } })) === null) return 0
  return db.$transaction(async (tx) => {
    // One worker at a time; the next one reads the head that this one wrote.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('audit-chain/' || ${organizationId}, 0))`
    const events = await tx.auditEvent.findMany({ where, orderBy: { sequence: 'asc' }, take: batch })
    if (events.length === 0) return 0
    let head = await readChainHead(organizationId, tx)
    const values = events.map((event) => {
      head = nextLink(head, event)
      return Prisma.sql`(${event.sequence}::bigint, ${head.index}::bigint, ${head.hash}::bytea)`
    })
    await tx.$executeRaw`
      UPDATE audit_events SET chain_index = link.index, hash = link.hash
      FROM (VALUES ${Prisma.join(values)}) AS link (sequence, index, hash)
      WHERE audit_events.sequence = link.sequence`
    await writeChainHead(tx, organizationId, head)
    return events.length
  })
}
