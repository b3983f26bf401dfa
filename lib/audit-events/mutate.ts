// How a verb changes metadata: the change, its audit event and the NOTIFY commit together or not at all.
import { db, isUniqueViolation, type Prisma, type Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { notify, type Change } from '@/lib/events'
import type { Ctx } from '@/lib/context'

export type AuditedChange = {
  /** Confluent's audit method, for example CreateEnvironment. */
  method: string
  resource: string
  change?: Omit<Change, 'organizationId'>
  data?: Prisma.InputJsonObject
  /** What to say when a unique name is taken. */
  conflict?: string
}

export async function mutate<T>(ctx: Ctx, event: AuditedChange, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.$transaction(async (tx) => {
      const result = await run(tx)
      await recordAuditEvent(tx, ctx, event)
      if (event.change) await notify(tx, { organizationId: ctx.organizationId, ...event.change })
      return result
    })
  } catch (error) {
    if (event.conflict && isUniqueViolation(error))
      throw new AppError('conflict', event.conflict, { cause: error })
    throw error
  }
}

export async function recordAuditEvent(
  tx: Pick<Tx, 'auditEvent'>,
  ctx: Ctx,
  event: Pick<AuditedChange, 'method' | 'resource' | 'data'> & { isGranted?: boolean },
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      organizationId: ctx.organizationId,
      principal: ctx.actor.principal,
      method: event.method,
      resource: event.resource,
      isGranted: event.isGranted ?? true,
      requestId: ctx.requestId,
      clientAddress: ctx.clientAddress,
      data: { ...event.data, ...(ctx.actor.apiKeyId ? { apiKeyId: ctx.actor.apiKeyId } : {}) },
    },
  })
}

/** For Kafka's own objects: the attempt is on record before Kafka is asked, the result after. */
export async function auditKafkaChange<T>(
  ctx: Ctx,
  event: Pick<AuditedChange, 'method' | 'resource' | 'data'> & { change?: Omit<Change, 'organizationId'> },
  run: () => Promise<T>,
): Promise<T> {
  const { sequence } = await db.auditEvent.create({
    data: {
      organizationId: ctx.organizationId,
      principal: ctx.actor.principal,
      method: event.method,
      resource: event.resource,
      requestId: ctx.requestId,
      clientAddress: ctx.clientAddress,
      data: { ...event.data, result: 'ATTEMPT' },
    },
  })
  const finish = async (result: string): Promise<void> => {
    await db.auditEvent.update({ where: { sequence }, data: { data: { ...event.data, result } } })
    if (event.change) await notify(db, { organizationId: ctx.organizationId, ...event.change })
  }
  try {
    const value = await run()
    await finish('SUCCESS')
    return value
  } catch (error) {
    await finish(error instanceof AppError ? `FAILURE: ${error.message}` : 'FAILURE')
    throw error
  }
}
