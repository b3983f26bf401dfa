import type { Ctx } from '@/lib/context'
import { toConnectorDetailDto } from '@/lib/connectors/dto'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { maskedConfigOf } from '@/lib/connectors/stored-config'
import { latestConnectorRates } from '@/lib/metrics/read'

export async function getConnectorDetail(ctx: Ctx, place: ConnectorPlace): Promise<ConnectorDetailDto> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  const [config, rates] = await Promise.all([
    maskedConfigOf(connector),
    latestConnectorRates(place.clusterId),
  ])
  return toConnectorDetailDto(connector, config, rates.get(connector.id))
}
