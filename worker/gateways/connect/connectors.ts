import { listConnectors } from '@/lib/connectors/list'
import { create, infoOf } from '@/lib/connectors/kafka-connect/create'
import { connectorInfoDto, connectorsDto, newConnectorInput } from '@/lib/connectors/kafka-connect/schema'
import { toStatus } from '@/lib/connectors/kafka-connect/status'
import type { ConnectorRow } from '@/lib/connectors/get'
import { operation } from './operation'

// GET /connectors – names, or with `expand` an object
export const GET = operation({
  id: 'connectors.list',
  permission: 'connectors:read',
  isFiltered: true,
  response: connectorsDto,
  run: async ({ ctx, cluster, request }) => {
    const rows = await listConnectors(ctx, cluster.id)
    const query = new URL(request.url).searchParams
    if (!query.has('expand')) return rows.map(({ name }) => name)
    const wanted = query.getAll('expand')
    return Object.fromEntries(await Promise.all(rows.map((row) => expand(row, wanted))))
  },
})

async function expand(row: ConnectorRow, wanted: readonly string[]): Promise<[string, object]> {
  return [
    row.name,
    {
      ...(wanted.includes('status') ? { status: toStatus(row) } : {}),
      ...(wanted.includes('info') ? { info: await infoOf(row) } : {}),
    },
  ]
}

// POST /connectors – a new one
export const POST = operation({
  id: 'connectors.create',
  permission: 'connectors:create',
  body: newConnectorInput,
  response: connectorInfoDto,
  status: 201,
  run: async ({ ctx, cluster, body, request }) => {
    const info = await create(ctx, cluster, body)
    return created(info, request)
  },
})

/** With the place where it is found from now on. */
export function created(info: { name: string }, request: Request): Response {
  const base = new URL(request.url)
  const [prefix] = base.pathname.split('/connectors')
  const location = `${base.origin}${prefix}/connectors/${encodeURIComponent(info.name)}`
  return Response.json(info, { status: 201, headers: { location, 'cache-control': 'no-store' } })
}
