// How far a connector is. The worker knows it; changing it from outside is not built.
import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import { sourceOffsets, type ConnectorOffsetsDto } from '@/lib/connectors/schema'
import type { Action } from '@/lib/permissions'
import { callWorker } from '@/lib/worker-rpc/client'

export async function getConnectorOffsets(ctx: Ctx, place: ConnectorPlace): Promise<ConnectorOffsetsDto> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  const { name, id, clusterId } = connector
  const answer = z.object({ offsets: sourceOffsets })
  const { offsets } = await callWorker(`/connectors/${id}/offsets`, answer, { ctx, body: { clusterId } })
  return { name, id, offsets, metadata: { observed_at: new Date().toISOString() } }
}

export async function refuseOffsetChange(ctx: Ctx, action: Action, place: ConnectorPlace): Promise<never> {
  await requireConnector(ctx, action, place)
  throw new AppError(
    'not_implemented',
    'Offsets of connectors cannot be changed yet. Delete the connector and create it anew to start from its beginning.',
  )
}
