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
import type { Connector, ConnectorOffsetRequest } from '@/lib/generated/prisma/client'
import {
  groupOffsets,
  listOffsets,
  listTopicOffsets,
  type CommittedOffset,
  type KafkaConnection,
  type TopicOffsets,
} from '@/lib/kafka'

export async function getOffsetTable(ctx: Ctx, place: ConnectorPlace, at?: number): Promise<OffsetTable> {
  const { connector, cluster } = await requireConnector(ctx, 'connectors:read', place)
  if (connector.kind !== 'sink') {
    const { offsets } = await getConnectorOffsets(ctx, place)
    return { sink: null, source: offsets }
  }
  const connection = await clusterConnection(cluster)
  const positions = await sinkPositions(connection, connector)
  const then = at === undefined ? null : await offsetsAt(connection, positions, at)
  const rows = positions.map(({ topic, partition, current, earliest, latest, lag }) => ({
    topic,
    partition,
    current: current === null ? null : String(current),
    start: String(earliest),
    end: String(latest),
    lag,
    ...(then ? { at: String(then.get(keyOf({ topic, partition })) ?? latest) } : {}),
  }))
  return { sink: rows, source: null }
}

/** `current` is null where it has not read yet. */
type SinkPosition = TopicOffsets & { current: bigint | null; lag: number }

/** Every partition of the topics that a sink reads or has read. */
export async function sinkPositions(
  connection: KafkaConnection,
  connector: Connector,
): Promise<SinkPosition[]> {
  const [committed, used] = await Promise.all([
    groupOffsets(connection, groupOf(connector.id)),
    db.connectorTopic.findMany({ where: { connectorId: connector.id } }),
  ])
  const topics = new Set([...topicsOf(connector), ...[...used, ...committed].map(({ topic }) => topic)])
  const committedAt = new Map(committed.map((one) => [keyOf(one), one.offset]))
  return (await listTopicOffsets(connection, [...topics])).map((bounds) => {
    const { earliest, latest } = bounds
    const current = committedAt.get(keyOf(bounds)) ?? null
    const from = current === null || current < earliest ? earliest : current
    return { ...bounds, current, lag: Number(latest > from ? latest - from : 0n) }
  })
}

async function offsetsAt(
  connection: KafkaConnection,
  bounds: readonly TopicOffsets[],
  at: number,
): Promise<Map<string, bigint | null>> {
  const found = await listOffsets(
    connection,
    bounds.map(({ topic, partition }) => ({ topic, partition, at })),
  )
  return new Map(found.map((one) => [keyOf(one), one.offset]))
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
