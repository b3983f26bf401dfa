import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { listPlugins } from '@/lib/connectors/kafka-connect/plugins'
import { pluginListDto } from '@/lib/connectors/kafka-connect/schema'
import { operation } from './operation'

// GET /connector-plugins – what there is to choose from
export const GET = operation({
  id: 'plugins.list',
  permission: 'connectors:read',
  isFiltered: true,
  query: z.object({ connectorsOnly: z.string().default('true') }),
  response: pluginListDto,
  run: ({ ctx, query }) => {
    authorizeFilteredList(ctx, 'connectors:read')
    return Promise.resolve(listPlugins(query.connectorsOnly.toLowerCase() !== 'false'))
  },
})
