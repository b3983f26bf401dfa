// Sends dead letters again to where they came from (or elsewhere). A row of ConnectorRedrive claims a letter before Kafka is asked,
// so that two people who press at once send it once; whose answer got lost stays claimed, and is not sent again without asking.
import type { Ctx } from '@/lib/context'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { isContextHeader, redrivenHeaders } from '@/lib/connectors/dead-letter-headers'
import type { redriveInput, RedriveOutcome } from '@/lib/connectors/dead-letter-schema'
import {
  failureOf,
  findRedrives,
  keyOf,
  requireDeadLetterQueue,
  requireTarget,
  type DeadLetterQueue,
} from '@/lib/connectors/dead-letters/read'
import type { ConnectorPlace } from '@/lib/connectors/get'
import { fetchFrom, produceEach, type RecordOfTopic, type ViewedRecord } from '@/lib/kafka'
import { recordFrom } from '@/lib/messages/produce'
import type { z } from 'zod'

type Place = { partition: number; offset: string }
type Letter = { record: ViewedRecord; target: RecordOfTopic }
export type Sending = { again: boolean; isEdited: boolean }

export async function redriveDeadLetters(
  ctx: Ctx,
  place: ConnectorPlace,
  { letters, topic, again, edited }: z.output<typeof redriveInput>,
): Promise<{ data: RedriveOutcome[] }> {
  const queue = await requireDeadLetterQueue(ctx, 'connectors:operate', place)
  if (topic !== undefined) await requireTarget(ctx, queue, topic)
  const own = edited && (await recordFrom(queue.cluster.environmentId, edited))
  const records = await fetchLetters(queue, letters)
  const found = new Set(records.map(keyOf))
  const gone = letters
    .filter((letter) => !found.has(keyOf(letter)))
    .map((letter) => failed(letter, 'It is not in the dead letter queue any more.'))
  const sent = await redriveRecords(ctx, queue, records, { topic, again, edited: own })
  return { data: [...sent, ...gone] }
}

type How = {
  topic?: string | undefined
  again: boolean
  edited?: Awaited<ReturnType<typeof recordFrom>> | undefined
}

/** What became of each, in the order of the originals' offsets, which is the order they are sent in. */
export async function redriveRecords(
  ctx: Ctx,
  queue: DeadLetterQueue,
  records: readonly ViewedRecord[],
  how: How,
): Promise<RedriveOutcome[]> {
  const aimed = records.map((record) => ({ record, target: aim(queue, record, how) }))
  const letters = aimed.filter((one): one is Letter => one.target !== null).sort(inOriginalOrder)
  for (const topic of new Set(letters.map(({ target }) => target.topic)))
    await requireTarget(ctx, queue, topic)
  const lost = aimed
    .filter(({ target }) => target === null)
    .map(({ record }) => failed(record, 'Its headers do not say which topic it came from. Choose a topic.'))
  if (letters.length === 0) return lost
  const { id } = queue.connector
  const data = { id, topic: queue.topic, count: letters.length }
  const sent = await auditKafkaChange(ctx, { method: 'RedriveDeadLetters', resource: queue.crn, data }, () =>
    send(ctx, queue, letters, { again: how.again, isEdited: how.edited !== undefined }),
  )
  return [...sent, ...lost]
}

function aim(queue: DeadLetterQueue, record: ViewedRecord, how: How): RecordOfTopic | null {
  const { origin } = failureOf(record, { message: 0, stacktrace: 0 })
  const topic = how.topic ?? origin?.topic
  if (topic === undefined) return null
  const own = how.edited ?? {
    key: record.key,
    value: record.value,
    headers: record.headers.filter(({ key }) => !isContextHeader(key)),
  }
  const { partition, offset } = record
  const isSameKey = how.edited === undefined || equalBytes(how.edited.key, record.key)
  return {
    topic,
    ...(topic === origin?.topic && isSameKey ? { partition: origin.partition } : {}),
    key: own.key,
    value: own.value,
    headers: redrivenHeaders(record.headers, own.headers, { topic: queue.topic, partition, offset }),
    timestamp: record.timestamp,
  }
}

const equalBytes = (a: Buffer | null, b: Buffer | null): boolean =>
  a === null || b === null ? a === b : a.equals(b)

function inOriginalOrder(a: Letter, b: Letter): number {
  const [one, other] = [a, b].map(({ record }) => failureOf(record).origin ?? { ...record, topic: '' })
  if (!one || !other) return 0
  if (one.topic !== other.topic) return one.topic < other.topic ? -1 : 1
  if (one.partition !== other.partition) return one.partition - other.partition
  return BigInt(one.offset) < BigInt(other.offset) ? -1 : 1
}

async function send(
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

const failed = ({ partition, offset }: Place, message: string): RedriveOutcome => ({
  partition,
  offset,
  status: 'FAILED',
  message,
})

/** These letters as they lie in the queue; what is not there any more is left out. */
async function fetchLetters(
  { connection, topic }: DeadLetterQueue,
  letters: readonly Place[],
): Promise<ViewedRecord[]> {
  const records: ViewedRecord[] = []
  for (const [partition, ofOne] of Map.groupBy(letters, (letter) => letter.partition)) {
    const left = new Set(ofOne.map(({ offset }) => offset))
    while (left.size > 0) {
      const [first = 0n] = [...left].map(BigInt).sort((a, b) => (a < b ? -1 : 1))
      const query = { topic, partitions: [partition], max: left.size, from: { offset: String(first) } }
      const fetched = (await fetchFrom(connection, query)).records
      records.push(...fetched.filter(({ offset }) => left.has(offset)))
      for (const { offset } of fetched) left.delete(offset)
      left.delete(String(first))
    }
  }
  return records
}
