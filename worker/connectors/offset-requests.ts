// Carries out a wish to change or forget offsets, while no task of the connector runs anywhere: first where the target stores
// them, then in Kafka. What was before is kept with the request, to be restored from.
import { clusterConnection } from '@/lib/clusters/connection'
import { groupOf } from '@/lib/connectors/offsets/consumer-group'
import { sinkOffsets, type SinkOffset } from '@/lib/connectors/offsets/sink-offsets'
import { db, type Prisma } from '@/lib/db'
import { AppError, errorMessage } from '@/lib/errors'
import type { ConnectorOffsetRequest } from '@/lib/generated/prisma/client'
import {
  commitGroupOffsets,
  deleteGroupOffsets,
  describeTopics,
  groupOffsets,
  type KafkaConnection,
} from '@/lib/kafka'
import { z } from 'zod'
import { makeAssignments } from './assignments'
import type { ConnectorLogs } from './connector-log'
import type { ConnectorRow } from './converge'
import type { TaskPool } from './pool/pool'
import { sinkOffsetsOf } from './read-offsets'
import { notifyConnector } from './report-status'
import type { SourceOffset } from './runtime'
import type { SourceOffsets } from './source/source-offsets'

type Parts = { pool: TaskPool; offsets: SourceOffsets; logs: ConnectorLogs; epoch: number }
type Outcome = { message: string; previous: Prisma.InputJsonArray }

export async function applyOffsetRequest(
  row: ConnectorRow,
  request: ConnectorOffsetRequest,
  parts: Parts,
): Promise<void> {
  let data: Prisma.ConnectorOffsetRequestUpdateInput
  try {
    const change = row.kind === 'sink' ? changeSink : changeSource
    const { message, previous } = await change(row, request, parts)
    data = { phase: 'APPLIED', message, previousOffsets: previous, appliedAt: new Date() }
    parts.logs.append(row.id, { at: Date.now(), level: 'INFO', task: null, message })
  } catch (error) {
    const message = `The offsets are as they were: ${errorMessage(error)}`
    data = { phase: 'FAILED', message }
    parts.logs.append(row.id, { at: Date.now(), level: 'ERROR', task: null, message })
  }
  await db.$transaction(async (tx) => {
    await tx.connectorOffsetRequest.update({ where: { id: request.id }, data })
    await notifyConnector(tx, row)
  })
}

const sourceChanges = z.array(
  z.object({
    partition: z.record(z.string(), z.union([z.string(), z.number()])),
    offset: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  }),
)

async function changeSource(
  { id, clusterId }: ConnectorRow,
  { type, offsets: wanted }: ConnectorOffsetRequest,
  { offsets }: Parts,
): Promise<Outcome> {
  const previous = await offsets.read(clusterId, id)
  const changes =
    type === 'DELETE'
      ? previous.map(({ partition }) => ({ partition, offset: null }))
      : sourceChanges.parse(wanted)
  await offsets.change(clusterId, id, changes)
  return { message: wordsOf(type), previous: previous.map(asJson) }
}

const asJson = ({ partition, offset }: SourceOffset): Prisma.InputJsonObject => ({ partition, offset })

async function changeSink(
  row: ConnectorRow,
  request: ConnectorOffsetRequest,
  parts: Parts,
): Promise<Outcome> {
  const connection = await clusterConnection(row.cluster)
  const group = groupOf(row.id)
  const committed = await groupOffsets(connection, group)
  const previous = sinkOffsetsOf(committed).map(asJson)
  const wanted =
    request.type === 'DELETE'
      ? committed.map(({ topic, partition }) => ({ topic, partition, offset: null }))
      : sinkOffsets.parse(request.offsets)
  await requirePartitions(connection, wanted)
  const [assignment] = await makeAssignments(row, [0], parts.epoch)
  if (assignment)
    await parts.pool.ask({
      kind: 'alter-offsets',
      className: assignment.className,
      assignment,
      positions: wanted,
    })
  await commitGroupOffsets(
    connection,
    group,
    wanted.flatMap(({ topic, partition, offset }) => (offset === null ? [] : [{ topic, partition, offset }])),
  )
  const forgotten = wanted.filter(({ offset }) => offset === null)
  if (forgotten.length > 0) await deleteGroupOffsets(connection, group, forgotten)
  return { message: wordsOf(request.type), previous }
}

/** Throws for a partition that is to be set and is not there. */
async function requirePartitions(connection: KafkaConnection, wanted: readonly SinkOffset[]): Promise<void> {
  const set = wanted.filter(({ offset }) => offset !== null)
  const topics = await describeTopics(connection, [...new Set(set.map(({ topic }) => topic))])
  const missing = set.find(
    ({ topic, partition }) =>
      !topics.some(
        ({ name, partitions }) => name === topic && partitions.some((one) => one.partition === partition),
      ),
  )
  if (missing)
    throw new AppError(
      'invalid',
      `Topic ${missing.topic} has no partition ${missing.partition} on this cluster.`,
    )
}

const wordsOf = (type: string): string =>
  `The offsets for this connector have been ${type === 'DELETE' ? 'reset' : 'altered'} successfully.`
