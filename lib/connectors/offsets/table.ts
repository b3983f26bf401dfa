// How far a connector is, for people: a sink by partition with what is left to read, a source as it stores it; and its changes.
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { clusterConnection } from '@/lib/clusters/connection'
import type { OffsetRequest, OffsetTable } from '@/lib/connectors/console-schema'
import { groupOf } from '@/lib/connectors/offsets/consumer-group'
import { topicsOf } from '@/lib/connectors/dto'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import { getConnectorOffsets } from '@/lib/connectors/offsets/read'
import { sourceOffsets } from '@/lib/connectors/schema'
import type { ConnectorOffsetRequest } from '@/lib/generated/prisma/client'
import { groupOffsets, listTopicOffsets, type CommittedOffset } from '@/lib/kafka'

export async function getOffsetTable(ctx: Ctx, place: ConnectorPlace): Promise<OffsetTable> {
  const { connector, cluster } = await requireConnector(ctx, 'connectors:read', place)
  if (connector.kind !== 'sink') {
    const { offsets } = await getConnectorOffsets(ctx, place)
    return { sink: null, source: offsets }
  }
  const connection = await clusterConnection(cluster)
  const [committed, used] = await Promise.all([
    groupOffsets(connection, groupOf(connector.id)),
    db.connectorTopic.findMany({ where: { connectorId: connector.id } }),
  ])
  const topics = [
    ...new Set([
      ...topicsOf(connector),
      ...used.map(({ topic }) => topic),
      ...committed.map(({ topic }) => topic),
    ]),
  ]
  const bounds = await listTopicOffsets(connection, topics)
  const positions = new Map(committed.map((one) => [keyOf(one), one.offset]))
  const rows = bounds.map(({ topic, partition, earliest, latest }) => {
    const current = positions.get(keyOf({ topic, partition })) ?? null
    const from = current === null || current < earliest ? earliest : current
    return {
      topic,
      partition,
      current: current === null ? null : String(current),
      start: String(earliest),
      end: String(latest),
      lag: Number(latest > from ? latest - from : 0n),
    }
  })
  return { sink: rows, source: null }
}

const keyOf = ({ topic, partition }: Pick<CommittedOffset, 'topic' | 'partition'>): string =>
  `${topic}\n${partition}`

const keptRequests = 50

/** The changes of its offsets, newest first. */
export async function listOffsetRequests(ctx: Ctx, place: ConnectorPlace): Promise<OffsetRequest[]> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  const rows = await db.connectorOffsetRequest.findMany({
    where: { connectorId: connector.id },
    orderBy: { requestedAt: 'desc' },
    take: keptRequests,
  })
  return rows.map(toOffsetRequest)
}

const offsetsIn = (stored: ConnectorOffsetRequest['offsets']) => sourceOffsets.safeParse(stored).data ?? null

const toOffsetRequest = (row: ConnectorOffsetRequest): OffsetRequest => ({
  id: row.id,
  type: row.type === 'DELETE' ? 'DELETE' : 'PATCH',
  offsets: offsetsIn(row.offsets),
  previous_offsets: offsetsIn(row.previousOffsets),
  phase: row.phase === 'APPLIED' || row.phase === 'FAILED' ? row.phase : 'PENDING',
  message: row.message,
  requested_by: row.requestedBy,
  requested_at: row.requestedAt.toISOString(),
  applied_at: row.appliedAt?.toISOString() ?? null,
})
