// A wish to change or forget a connector's offsets: the worker stops the tasks, carries it out and starts them again.
import { randomUUID } from 'node:crypto'
import { mutate } from '@/lib/audit-events/mutate'
import type { Ctx } from '@/lib/context'
import { db, type Prisma } from '@/lib/db'
import { AppError, notFound } from '@/lib/errors'
import type { ConnectorOffsetRequest } from '@/lib/generated/prisma/client'
import { requireConnector, type ConnectorPlace, type PlacedConnector } from '@/lib/connectors/get'
import {
  offsetChanges,
  type AlterOffsetsInput,
  type OffsetChange,
  type OffsetRequestDto,
  type OffsetRequestStatusDto,
} from '@/lib/connectors/schema'
import { sinkOffsets } from '@/lib/connectors/offsets/sink-offsets'

export async function requestOffsetChange(
  ctx: Ctx,
  place: ConnectorPlace,
  input: AlterOffsetsInput,
): Promise<ConnectorOffsetRequest> {
  const { connector, cluster, crn } = await requireConnector(ctx, 'connectors:update', place)
  const { id, kind } = connector
  const offsets = readOffsets(kind, input)
  return mutate(
    ctx,
    {
      method: 'AlterConnectorOffsets',
      resource: crn,
      change: { noun: 'connectors', environmentId: cluster.environmentId, clusterId: cluster.id, id },
      data: { id, type: input.type },
    },
    async (tx) => {
      // The row is held, so that two requests at the same moment are told apart.
      await tx.$queryRaw`SELECT 1 FROM connectors WHERE id = ${id} FOR UPDATE`
      const pending = await tx.connectorOffsetRequest.count({ where: { connectorId: id, phase: 'PENDING' } })
      if (pending > 0)
        throw new AppError(
          'conflict',
          'The offsets of this connector are being changed already. Wait until that is done, then try again.',
        )
      return tx.connectorOffsetRequest.create({
        data: offsetRequestRow(id, input.type, offsets, ctx.actor.principal),
      })
    },
  )
}

export const offsetRequestRow = (
  connectorId: string,
  type: 'PATCH' | 'DELETE',
  offsets: OffsetChange[] | null,
  requestedBy: string,
): Prisma.ConnectorOffsetRequestUncheckedCreateInput => ({
  id: randomUUID(),
  connectorId,
  type,
  ...(offsets === null ? {} : { offsets: offsets }),
  requestedBy,
})

/** Refuses what the worker could not carry out. Null: all offsets are forgotten. */
export function readOffsets(kind: string, { type, offsets }: AlterOffsetsInput): OffsetChange[] | null {
  if (type === 'DELETE') return null
  if (!offsets || offsets.length === 0)
    throw invalid(
      'offsets',
      'Give the partitions and their new offsets, or use the type DELETE to forget all.',
    )
  const parsed = kind === 'sink' ? sinkOffsets.safeParse(offsets) : offsetChanges.safeParse(offsets)
  const issue = parsed.error?.issues[0]
  if (!issue) return offsets
  const shape =
    kind === 'sink'
      ? ' Offsets of sinks look like {"partition": {"kafka_topic": "orders", "kafka_partition": 0}, "offset": {"kafka_offset": 100}}.'
      : ''
  throw invalid(['offsets', ...issue.path].join('.'), `${issue.message}.${shape}`)
}

const invalid = (path: string, message: string): AppError =>
  new AppError('invalid', 'The offsets cannot be changed so.', { fields: [{ path, message }] })

export async function getOffsetRequestStatus(
  ctx: Ctx,
  place: ConnectorPlace,
): Promise<OffsetRequestStatusDto> {
  const placed = await requireConnector(ctx, 'connectors:read', place)
  const row = await db.connectorOffsetRequest.findFirst({
    where: { connectorId: placed.connector.id },
    orderBy: { requestedAt: 'desc' },
  })
  if (!row) throw notFound('An offset request of connector', placed.connector.name)
  const previous = offsetChanges.safeParse(row.previousOffsets).data
  return {
    request: toOffsetRequestDto(placed.connector, row),
    status: { phase: row.phase, message: row.message },
    ...(previous ? { previous_offsets: previous } : {}),
    applied_at: row.appliedAt?.toISOString() ?? null,
  }
}

export const toOffsetRequestDto = (
  { id, name }: Pick<PlacedConnector['connector'], 'id' | 'name'>,
  { type, offsets, requestedAt }: ConnectorOffsetRequest,
): OffsetRequestDto => ({
  id,
  name,
  type: type === 'DELETE' ? 'DELETE' : 'PATCH',
  offsets: offsetChanges.safeParse(offsets).data ?? [],
  requested_at: requestedAt.toISOString(),
})
