import { z } from 'zod'
import { changeOffsets } from '@/lib/connectors/kafka-connect/offsets'
import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import { messageDto, offsetsDto } from '@/lib/connectors/kafka-connect/schema'
import { offsetChanges } from '@/lib/connectors/schema'
import { getConnectorOffsets } from '@/lib/connectors/offsets/read'
import { operation } from './operation'
import { connectorParams, placeOf } from './values'

// GET /connectors/{connectorName}/offsets – how far it is
export const GET = operation({
  id: 'offsets.get',
  permission: 'connectors:read',
  params: connectorParams,
  response: offsetsDto,
  run: ({ ctx, cluster, params: { connectorName } }) =>
    inConnectsWords(
      () => getConnectorOffsets(ctx, placeOf(cluster, connectorName)),
      `Connector ${connectorName} not found`,
    ),
})

// PATCH /connectors/{connectorName}/offsets – puts a stopped connector elsewhere
export const PATCH = operation({
  id: 'offsets.alter',
  permission: 'connectors:update',
  params: connectorParams,
  body: z.object({ offsets: offsetChanges.nullish() }),
  response: messageDto,
  run: ({ ctx, cluster, params, body }) =>
    changeOffsets(ctx, cluster, params.connectorName, { type: 'PATCH', offsets: body.offsets }),
})

// DELETE /connectors/{connectorName}/offsets – back to its beginning
export const DELETE = operation({
  id: 'offsets.reset',
  permission: 'connectors:update',
  params: connectorParams,
  response: messageDto,
  run: ({ ctx, cluster, params }) => changeOffsets(ctx, cluster, params.connectorName, { type: 'DELETE' }),
})
