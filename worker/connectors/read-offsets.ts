// How far a connector is, in Kafka Connect's shapes: a sink by the partitions it read, a source as it stores it.
import { clusterConnection } from '@/lib/clusters/connection'
import { groupOf } from '@/lib/connectors/offsets/consumer-group'
import { db } from '@/lib/db'
import { groupOffsets } from '@/lib/kafka'
import type { SourceOffsetStore } from './pool/pool'
import type { SourceOffset } from './runtime'

export async function readOffsets(
  clusterId: string,
  connectorId: string,
  sources: Pick<SourceOffsetStore, 'read'>,
): Promise<SourceOffset[]> {
  const row = await db.connector.findUnique({ where: { id: connectorId }, include: { cluster: true } })
  if (row?.kind !== 'sink') return sources.read(clusterId, connectorId)
  return sinkOffsetsOf(await groupOffsets(await clusterConnection(row.cluster), groupOf(connectorId)))
}

type Place = { topic: string; partition: number; offset: bigint }

export const sinkOffsetsOf = (committed: readonly Place[]): SourceOffset[] =>
  committed.map(({ topic, partition, offset }) => ({
    partition: { kafka_topic: topic, kafka_partition: partition },
    offset: { kafka_offset: Number(offset) },
  }))
