// Sends dead letters again to where they came from, or elsewhere.
import type { Ctx } from '@/lib/context'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { isContextHeader, redrivenHeaders } from '@/lib/connectors/dead-letters/headers'
import type { redriveInput, RedriveOutcome } from '@/lib/connectors/dead-letters/schema'
import { fetchLetters } from '@/lib/connectors/dead-letters/fetch'
import {
  failureOf,
  keyOf,
  requireDeadLetterQueue,
  requireTarget,
  type DeadLetterQueue,
} from '@/lib/connectors/dead-letters/read'
import { failed, sendLetters, type Letter } from '@/lib/connectors/dead-letters/send'
import type { ConnectorPlace } from '@/lib/connectors/get'
import type { RecordOfTopic, ViewedRecord } from '@/lib/kafka'
import { recordFrom } from '@/lib/messages/produce'
import type { z } from 'zod'

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
    sendLetters(ctx, queue, letters, { again: how.again, isEdited: how.edited !== undefined }),
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
