import type { Ctx } from '@/lib/context'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { inJsonOrder } from '@/lib/connectors/config/json-order'
import { toConnectorDetailDto } from '@/lib/connectors/dto'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'
import { withStandingLags } from '@/lib/connectors/offsets/standing-lag'
import { connectorFigures } from '@/lib/metrics/connectors'

export async function getConnectorDetail(ctx: Ctx, place: ConnectorPlace): Promise<ConnectorDetailDto> {
  const { connector, cluster } = await requireConnector(ctx, 'connectors:read', place)
  const [config, measured] = await Promise.all([
    maskedConfigOf(connector),
    connectorFigures(place.clusterId, connector.id),
  ])
  const figures = await withStandingLags(cluster, [connector], measured)
  const spec = findConnectorSpec(connector.connectorClass)
  const ordered = spec ? inJsonOrder(spec, config) : config
  return toConnectorDetailDto(connector, ordered, figures.get(connector.id))
}
