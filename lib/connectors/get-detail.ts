import type { Ctx } from '@/lib/context'
import { toConnectorDetailDto } from '@/lib/connectors/dto'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'
import { connectorFigures } from '@/lib/metrics/connectors'

export async function getConnectorDetail(ctx: Ctx, place: ConnectorPlace): Promise<ConnectorDetailDto> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  const [config, figures] = await Promise.all([
    maskedConfigOf(connector),
    connectorFigures(place.clusterId, connector.id),
  ])
  return toConnectorDetailDto(connector, config, figures.get(connector.id))
}
