import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { connectorCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { findCluster } from '@/lib/clusters/get'
import { toConnectorInfo, toConnectorRowDto, toConnectorStatusDto } from '@/lib/connectors/dto'
import { withTasks, type ConnectorRow } from '@/lib/connectors/get'
import type { ConnectorExpansion } from '@/lib/connectors/schema'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { maskedConfigs } from '@/lib/connectors/config/stored-config'
import { withStandingLags } from '@/lib/connectors/offsets/standing-lag'
import { connectorFigures } from '@/lib/metrics/connectors'

export async function listConnectors(
  ctx: Ctx,
  clusterId: string,
  environmentId?: string,
): Promise<ConnectorRow[]> {
  const cluster = await findCluster(ctx, clusterId, environmentId)
  authorizeFilteredList(ctx, 'connectors:read')
  const rows = await db.connector.findMany({
    where: { clusterId, desired: { not: 'DELETED' } },
    orderBy: { name: 'asc' },
    include: withTasks,
  })
  const crnOf = ({ name }: ConnectorRow): string =>
    connectorCrn(ctx.organizationId, cluster.environmentId, clusterId, name)
  return rows.filter((row) => can(ctx, 'connectors:read', crnOf(row)))
}

const expansions = ['id', 'info', 'status'] as const
type Expansion = (typeof expansions)[number]

/** `?expand=info,status,id`, once or several times; undefined when it is not asked for at all. */
export function readExpansions(request: Request): Set<Expansion> | undefined {
  const query = new URL(request.url).searchParams
  if (!query.has('expand')) return undefined
  const wanted = query.getAll('expand').flatMap((text) => text.split(','))
  return new Set(expansions.filter((name) => wanted.includes(name)))
}

/** The answer to `?expand=`: an object keyed by connector name. */
export async function expandConnectors(
  rows: readonly ConnectorRow[],
  wanted: ReadonlySet<Expansion>,
): Promise<Record<string, ConnectorExpansion>> {
  const configs = wanted.has('info') ? await maskedConfigs(rows) : new Map<string, Record<string, string>>()
  return Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        ...(wanted.has('id') ? { id: { id: row.id, id_type: 'ID' as const } } : {}),
        ...(wanted.has('info') ? { info: toConnectorInfo(row, configs.get(row.id) ?? {}) } : {}),
        ...(wanted.has('status') ? { status: toConnectorStatusDto(row) } : {}),
      },
    ]),
  )
}

/** The console's list: one row per connector with its present rates. */
export async function listConnectorRows(ctx: Ctx, clusterId: string): Promise<ConnectorRowDto[]> {
  const rows = await listConnectors(ctx, clusterId)
  const [cluster, measured] = await Promise.all([findCluster(ctx, clusterId), connectorFigures(clusterId)])
  const figures = await withStandingLags(cluster, rows, measured)
  return rows.map((row) => toConnectorRowDto(row, figures.get(row.id)))
}
