import { route } from '@/lib/http'
import { requireConnector } from '@/lib/connectors/get'
import { connectorParams, connectorTaskListDto } from '@/lib/connectors/schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'

// GET …/connectors/{name}/tasks – the tasks and the configuration each runs with
export const GET = route({
  id: 'connect/v1/connector-tasks.list',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: connectorTaskListDto,
  handler: async ({ ctx, params }) => {
    const { connector } = await requireConnector(ctx, 'connectors:read', params)
    const config = await maskedConfigOf(connector)
    return connector.tasks.map(({ taskId }) => ({ id: { connector: connector.name, task: taskId }, config }))
  },
})
