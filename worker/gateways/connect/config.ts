import { z } from 'zod'
import { patchConfig, putConfig } from '@/lib/connectors/kafka-connect/create'
import { connectorInfoDto } from '@/lib/connectors/kafka-connect/schema'
import { configInput } from '@/lib/connectors/schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'
import { created } from './connectors'
import { operation } from './operation'
import { connectorParams, findConnector } from './values'

// GET /connectors/{connectorName}/config – as it was given, secrets masked
export const GET = operation({
  id: 'config.get',
  permission: 'connectors:read',
  params: connectorParams,
  response: z.record(z.string(), z.string()),
  run: async ({ ctx, cluster, params }) => {
    const row = await findConnector(ctx, 'connectors:read', cluster, params.connectorName)
    return { name: row.name, ...(await maskedConfigOf(row)) }
  },
})

// PUT /connectors/{connectorName}/config – replaces it, or makes the connector
export const PUT = operation({
  id: 'config.put',
  permission: 'connectors:update',
  params: connectorParams,
  body: configInput,
  response: connectorInfoDto,
  run: async ({ ctx, cluster, params, body, request }) => {
    const { isNew, info } = await putConfig(ctx, cluster, params.connectorName, body)
    return isNew ? created(info, request) : info
  },
})

// PATCH /connectors/{connectorName}/config – changes single properties
export const PATCH = operation({
  id: 'config.patch',
  permission: 'connectors:update',
  params: connectorParams,
  body: configInput,
  response: connectorInfoDto,
  run: ({ ctx, cluster, params, body }) => patchConfig(ctx, cluster, params.connectorName, body),
})
