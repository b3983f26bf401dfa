// Dead letters as people look at them: the record decoded as in the viewer, why it failed, and whether it was sent again.
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { ConnectorRedrive } from '@/lib/generated/prisma/client'
import { authorizeOnCluster, reachCluster, type ReachedCluster } from '@/lib/clusters/reach'
import {
  errorHeaders,
  headerNumber,
  headerText,
  isContextHeader,
  redriveHeaders,
} from '@/lib/connectors/dead-letters/headers'
import type { DeadLetter, Failure } from '@/lib/connectors/dead-letters/schema'
import { deadLetterTopicOf } from '@/lib/connectors/dead-letters/topic'
import { requireConnector, type ConnectorPlace, type PlacedConnector } from '@/lib/connectors/get'
import type { ViewedRecord } from '@/lib/kafka'
import { toMessages } from '@/lib/messages/decode'
import type { PayloadLimits } from '@/lib/messages/payload'
import type { Action } from '@/lib/permissions'

export type DeadLetterQueue = ReachedCluster & Pick<PlacedConnector, 'connector' | 'crn'> & { topic: string }

/** The queue, once the actor may do `action` with the connector and read the topic that the queue is. Null: it has none. */
export async function findDeadLetterQueue(
  ctx: Ctx,
  action: Action,
  place: ConnectorPlace,
): Promise<DeadLetterQueue | null> {
  const { connector, crn } = await requireConnector(ctx, action, place)
  const topic = deadLetterTopicOf(connector)
  if (topic === null) return null
  const reached = await reachCluster(ctx, 'messages:read', connector.clusterId, { topic })
  return { ...reached, connector, crn, topic }
}

export async function requireDeadLetterQueue(
  ctx: Ctx,
  action: Action,
  place: ConnectorPlace,
): Promise<DeadLetterQueue> {
  const queue = await findDeadLetterQueue(ctx, action, place)
  if (queue) return queue
  throw new AppError('not_found', `Connector ${place.connectorName} has no dead letter queue.`)
}

/** Who may send there. A queue is no target of its own letters. */
export async function requireTarget(ctx: Ctx, queue: DeadLetterQueue, topic: string): Promise<void> {
  if (topic === queue.topic)
    throw new AppError('invalid', 'The dead letter queue cannot be the target of its own messages.', {
      fields: [{ path: 'topic', message: 'Choose another topic than the dead letter queue.' }],
    })
  await authorizeOnCluster(ctx, 'messages:write', queue.cluster.id, { at: { topic } })
}

export type TextLimits = { message: number; stacktrace: number }

export function failureOf({ headers }: Pick<ViewedRecord, 'headers'>, limits?: TextLimits): Failure {
  const text = (name: string, limit = Infinity): string | null =>
    headerText(headers, name)?.slice(0, limit) ?? null
  const topic = text(errorHeaders.topic)
  const partition = headerNumber(headers, errorHeaders.partition)
  const offset = text(errorHeaders.offset)
  const isPlaced = topic !== null && partition !== null && /^\d{1,19}$/.test(offset ?? '')
  return {
    stage: text(errorHeaders.stage),
    exception: text(errorHeaders.exception),
    message: text(errorHeaders.message, limits?.message),
    stacktrace: limits?.stacktrace === 0 ? null : text(errorHeaders.stacktrace, limits?.stacktrace),
    className: text(errorHeaders.className),
    task: headerNumber(headers, errorHeaders.task),
    origin: isPlaced ? { topic, partition, offset: offset ?? '' } : null,
    earlierRedrives: headerNumber(headers, redriveHeaders.count) ?? 0,
  }
}

export async function toDeadLetters(
  { cluster, connector, topic }: DeadLetterQueue,
  records: readonly ViewedRecord[],
  limits: PayloadLimits,
  texts?: TextLimits,
): Promise<DeadLetter[]> {
  const rows = await findRedrives(connector.id, records)
  const failures = records.map((record) => failureOf(record, texts))
  // A schema is looked up as that of the topic where the message came from.
  const from = failures.find(({ origin }) => origin !== null)?.origin?.topic ?? topic
  const own = records.map((record) => ({
    ...record,
    headers: record.headers.filter(({ key }) => !isContextHeader(key)),
  }))
  const messages = await toMessages({ environmentId: cluster.environmentId, topic: from }, own, limits)
  return messages.flatMap((message, index) => {
    const failure = failures[index]
    if (failure === undefined) return []
    const row = rows.get(keyOf(message))
    return [{ ...message, failure, redrive: row ? toRedriveDto(row) : null }]
  })
}

export const keyOf = ({ partition, offset }: { partition: number; offset: string | bigint }): string =>
  `${partition}-${offset}`

export async function findRedrives(
  connectorId: string,
  letters: readonly { partition: number; offset: string }[],
): Promise<Map<string, ConnectorRedrive>> {
  const rows = await db.connectorRedrive.findMany({
    where: {
      connectorId,
      OR: [...Map.groupBy(letters, ({ partition }) => partition)].map(([partition, ofOne]) => ({
        partition,
        offset: { in: ofOne.map(({ offset }) => BigInt(offset)) },
      })),
    },
  })
  return new Map(rows.map((row) => [keyOf(row), row]))
}

const toRedriveDto = (row: ConnectorRedrive): DeadLetter['redrive'] => ({
  by: row.redrivenBy,
  at: row.redrivenAt.toISOString(),
  isEdited: row.isEdited,
  topic: row.targetTopic,
  target: row.targetOffset < 0n ? null : { partition: row.targetPartition, offset: String(row.targetOffset) },
})
