// Claims letters, writes them to Kafka and notes where they are. A row of ConnectorRedrive is the claim: whose answer got lost
// stays claimed, so that nothing is sent a second time unasked.
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { RedriveOutcome } from '@/lib/connectors/dead-letters/schema'
import { findRedrives, keyOf, type DeadLetterQueue } from '@/lib/connectors/dead-letters/read'
import { produceEach, type RecordOfTopic, type ViewedRecord } from '@/lib/kafka'

/** A dead letter, and the record that it becomes. */
export type Letter = { record: ViewedRecord; target: RecordOfTopic }
type Sending = { again: boolean; isEdited: boolean }

export async function sendLetters(
  ctx: Ctx,
  queue: DeadLetterQueue,
  letters: readonly Letter[],
  sending: Sending,
): Promise<RedriveOutcome[]> {
  const { mine, taken } = await claim(ctx, queue, letters, sending)
  const results = await produceEach(
    queue.connection,
    mine.map(({ target }) => target),
  )
  const outcomes: RedriveOutcome[] = []
  for (const [index, letter] of mine.entries()) {
    const result =
      results[index] ?? new AppError('unavailable', 'Kafka did not say where it put the message.')
    outcomes.push(await settle(queue, letter, result))
  }
  return [...outcomes, ...taken]
}

const nowhere = { targetPartition: -1, targetOffset: -1n }

async function claim(
  ctx: Ctx,
  queue: DeadLetterQueue,
  letters: readonly Letter[],
  { again, isEdited }: Sending,
): Promise<{ mine: Letter[]; taken: RedriveOutcome[] }> {
  const connectorId = queue.connector.id
  const rowOf = ({ record, target }: Letter) => ({
    connectorId,
    partition: record.partition,
    offset: BigInt(record.offset),
    targetTopic: target.topic,
    ...nowhere,
    isEdited,
    redrivenBy: ctx.actor.principal,
  })
  if (again) {
    const where = letters.map(rowOf).map(({ partition, offset }) => ({ connectorId, partition, offset }))
    await db.$transaction([
      db.connectorRedrive.deleteMany({ where: { OR: where } }),
      db.connectorRedrive.createMany({ data: letters.map(rowOf), skipDuplicates: true }),
    ])
    return { mine: [...letters], taken: [] }
  }
  const claimed = await db.connectorRedrive.createManyAndReturn({
    data: letters.map(rowOf),
    skipDuplicates: true,
    select: { partition: true, offset: true },
  })
  const own = new Set(claimed.map(keyOf))
  const isMine = ({ record }: Letter): boolean => own.has(keyOf(record))
  const others = letters.filter((letter) => !isMine(letter)).map(({ record }) => record)
  const before = others.length > 0 ? await findRedrives(connectorId, others) : new Map<string, never>()
  const taken = others.map((record): RedriveOutcome => {
    const row = before.get(keyOf(record))
    const { partition, offset } = record
    const target = row && row.targetOffset >= 0n
    return {
      partition,
      offset,
      status: 'ALREADY_SENT',
      ...(target
        ? {
            target: {
              topic: row.targetTopic,
              partition: row.targetPartition,
              offset: String(row.targetOffset),
            },
          }
        : {}),
    }
  })
  return { mine: letters.filter(isMine), taken }
}

/** Writes down where the letter is now. One that Kafka surely did not take is free again. */
async function settle(
  queue: DeadLetterQueue,
  { record, target }: Letter,
  result: { partition: number; offset: string } | AppError,
): Promise<RedriveOutcome> {
  const { partition, offset } = record
  const where = { connectorId: queue.connector.id, partition, offset: BigInt(offset) }
  if (result instanceof AppError) {
    if (result.code === 'unavailable')
      return { partition, offset, status: 'UNKNOWN', message: `${result.message} It may have arrived.` }
    await db.connectorRedrive.deleteMany({ where: { ...where, ...nowhere } })
    return failed(record, result.message)
  }
  await db.connectorRedrive.updateMany({
    where,
    data: { targetPartition: result.partition, targetOffset: BigInt(result.offset) },
  })
  const at = { topic: target.topic, partition: result.partition, offset: result.offset }
  return { partition, offset, status: 'SENT', target: at }
}

export const failed = (
  { partition, offset }: Pick<ViewedRecord, 'partition' | 'offset'>,
  message: string,
): RedriveOutcome => ({
  partition,
  offset,
  status: 'FAILED',
  message,
})
