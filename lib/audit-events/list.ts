import { authorize, type Ctx } from '@/lib/context'
import { db, type Prisma } from '@/lib/db'
import type { AuditEvent } from '@/lib/generated/prisma/client'
import { deniedMethod } from '@/lib/audit-events/cloud-event'
import type { AuditEventFilters, ListAuditEventsQuery } from '@/lib/audit-events/schema'

/** Newest first. The token is the sequence of the last event that was shown, so that new events move nothing. */
export async function listAuditEvents(
  ctx: Ctx,
  query: ListAuditEventsQuery,
): Promise<{ items: AuditEvent[]; next: string | undefined }> {
  await authorize(ctx, 'audit-events:read')
  const rows = await findAuditEvents(ctx.organizationId, query, {
    ...(query.page_token === undefined ? {} : { before: BigInt(query.page_token) }),
    take: query.page_size + 1,
  })
  const items = rows.slice(0, query.page_size)
  return { items, next: rows.length > items.length ? String(items.at(-1)?.sequence) : undefined }
}

/** Reads without a decision, newest first. */
export function findAuditEvents(
  organizationId: string,
  filters: AuditEventFilters,
  { before, take }: { before?: bigint; take: number },
): Promise<AuditEvent[]> {
  return db.auditEvent.findMany({
    where: {
      ...matching(filters),
      organizationId,
      ...(before === undefined ? {} : { sequence: { lt: before } }),
    },
    orderBy: { sequence: 'desc' },
    take,
  })
}

function matching({
  from,
  to,
  principal,
  method,
  resource,
  granted,
}: AuditEventFilters): Prisma.AuditEventWhereInput {
  const time = { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) }
  return {
    AND: [
      ...(from || to ? [{ time }] : []),
      ...(principal ? [{ principal }] : []),
      // A denied event shows as the check of a right; its own method is the operation that was refused.
      ...(method ? [method === deniedMethod ? { isGranted: false } : { method }] : []),
      ...(resource ? [{ resource: { startsWith: resource } }] : []),
      ...(granted ? [{ isGranted: granted === 'true' }] : []),
    ],
  }
}
