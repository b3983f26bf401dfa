// How a verb changes metadata: the change, its audit event and the NOTIFY commit together or not at all.
import { db, isUniqueViolation, type Prisma, type Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { channel, notify, type Change } from '@/lib/events'
import type { Ctx } from '@/lib/context'

export type AuditedChange = {
  /** Confluent's audit method, for example CreateEnvironment. */
  method: string
  resource: string
  change?: Omit<Change, 'organizationId'>
  data?: Prisma.InputJsonObject
  /** What to say when a unique name is taken. */
  conflict?: string
  /** For changes of very many rows; others are broken off after five seconds. */
  timeoutMs?: number
}

export async function mutate<T>(ctx: Ctx, event: AuditedChange, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.$transaction(
      async (tx) => {
        const result = await run(tx)
        if (event.change)
          await recordChange(tx, ctx, event, { organizationId: ctx.organizationId, ...event.change })
        else await recordAuditEvent(tx, ctx, event)
        return result
      },
      event.timeoutMs === undefined ? {} : { timeout: event.timeoutMs },
    )
  } catch (error) {
    if (event.conflict && isUniqueViolation(error))
      throw new AppError('conflict', event.conflict, { cause: error })
    throw error
  }
}

/** Answers the event's number, by which the result of an attempt names it. */
export async function recordAuditEvent(
  tx: Pick<Tx, 'auditEvent'>,
  ctx: Ctx,
  event: Pick<AuditedChange, 'method' | 'resource' | 'data'> & { isGranted?: boolean },
): Promise<bigint> {
  const { sequence } = await tx.auditEvent.create({
    select: { sequence: true },
    data: {
      organizationId: ctx.organizationId,
      principal: ctx.actor.principal,
      method: event.method,
      resource: event.resource,
      isGranted: event.isGranted ?? true,
      requestId: ctx.requestId,
      clientAddress: ctx.clientAddress,
      data: dataOf(ctx, event),
    },
  })
  return sequence
}

const dataOf = (ctx: Ctx, { data }: Pick<AuditedChange, 'data'>): Prisma.InputJsonObject => ({
  ...data,
  ...(ctx.actor.apiKeyId ? { apiKeyId: ctx.actor.apiKeyId } : {}),
})

/** The event and the NOTIFY of a change in one statement. */
export async function recordChange(
  tx: Pick<Tx, '$executeRaw'>,
  ctx: Ctx,
  event: Pick<AuditedChange, 'method' | 'resource' | 'data'>,
  change: Change,
): Promise<void> {
  const data = JSON.stringify(dataOf(ctx, event))
  await tx.$executeRaw`
    WITH recorded AS (
      INSERT INTO audit_events (organization_id, principal, method, resource, request_id, client_address, data)
      VALUES (${ctx.organizationId}::uuid, ${ctx.actor.principal}, ${event.method}, ${event.resource},
        ${ctx.requestId}, ${ctx.clientAddress}, ${data}::jsonb)
    )
    SELECT pg_notify(${channel}, ${JSON.stringify(change)})`
}

/**
 * For Kafka's own objects: the attempt is on record before Kafka is asked, the result after, as an event of its own that names
 * the attempt. So no event ever changes, each can be sealed at once, and an attempt whose process died stays one without a result.
 */
export async function auditKafkaChange<T>(
  ctx: Ctx,
  event: Pick<AuditedChange, 'method' | 'resource' | 'data'> & { change?: Omit<Change, 'organizationId'> },
  run: () => Promise<T>,
): Promise<T> {
  const { method, resource } = event
  const attempt = await recordAuditEvent(db, ctx, {
    method,
    resource,
    data: { ...event.data, result: 'ATTEMPT' },
  })
  const finish = async (result: string, message?: string): Promise<void> => {
    const data = { attempt: String(attempt), result, ...(message === undefined ? {} : { message }) }
    await recordAuditEvent(db, ctx, { method, resource, data })
    if (event.change) await notify(db, { organizationId: ctx.organizationId, ...event.change })
  }
  try {
    const value = await run()
    await finish('SUCCESS')
    return value
  } catch (error) {
    await finish('FAILURE', error instanceof AppError ? error.message : undefined)
    throw error
  }
}
