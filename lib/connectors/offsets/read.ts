// How far a connector is: a sink by the offsets of its group, a source as the worker stores them.
import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { clusterConnection } from '@/lib/clusters/connection'
import { groupOf } from '@/lib/connectors/offsets/consumer-group'
import { requireConnector, type ConnectorPlace, type PlacedConnector } from '@/lib/connectors/get'
import { sourceOffsets, type ConnectorOffset, type ConnectorOffsetsDto } from '@/lib/connectors/schema'
import { groupOffsets } from '@/lib/kafka'
import { callWorker } from '@/lib/worker-rpc/client'

export async function getConnectorOffsets(ctx: Ctx, place: ConnectorPlace): Promise<ConnectorOffsetsDto> {
  const placed = await requireConnector(ctx, 'connectors:read', place)
  const { name, id, kind } = placed.connector
  const offsets = await (kind === 'sink' ? sinkOffsetsOf(placed) : sourceOffsetsOf(ctx, placed))
  return { name, id, offsets, metadata: { observed_at: new Date().toISOString() } }
}

async function sinkOffsetsOf({ connector, cluster }: PlacedConnector): Promise<ConnectorOffset[]> {
  const committed = await groupOffsets(await clusterConnection(cluster), groupOf(connector.id))
  return committed
    .toSorted((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition)
    .map(({ topic, partition, offset }) => ({
      partition: { kafka_topic: topic, kafka_partition: partition },
      offset: { kafka_offset: Number(offset) },
    }))
}

async function sourceOffsetsOf(ctx: Ctx, { connector }: PlacedConnector): Promise<ConnectorOffset[]> {
  const { id, clusterId } = connector
  const answer = z.object({ offsets: sourceOffsets })
  return (await callWorker(`/connectors/${id}/offsets`, answer, { ctx, body: { clusterId } })).offsets
}
