import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { definitionsDto } from '@/lib/connectors/kafka-connect/schema'
import { definitionsOf } from '@/lib/connectors/kafka-connect/validate'
import { operation } from './operation'
import { pluginParams } from './values'

// GET /connector-plugins/{pluginName}/config – its properties
export const GET = operation({
  id: 'plugins.config',
  permission: 'connectors:read',
  isFiltered: true,
  params: pluginParams,
  query: z.object({ version: z.string().max(100).optional() }),
  response: definitionsDto,
  run: ({ ctx, cluster, params, query: { version } }) => {
    authorizeFilteredList(ctx, 'connectors:read')
    return definitionsOf(cluster, params.pluginName, version)
  },
})
