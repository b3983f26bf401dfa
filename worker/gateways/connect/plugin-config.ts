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
  response: definitionsDto,
  run: ({ ctx, cluster, params }) => {
    authorizeFilteredList(ctx, 'connectors:read')
    return definitionsOf(cluster, params.pluginName)
  },
})
