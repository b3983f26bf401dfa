import { infoOf } from '@/lib/connectors/kafka-connect/create'
import { taskConfigsDto } from '@/lib/connectors/kafka-connect/schema'
import { operation } from './operation'
import { unsigned } from './unsigned'
import { connectorParams, findConnector } from './values'

// GET /connectors/{connectorName}/tasks – its tasks with what they run by
export const GET = operation({
  id: 'tasks',
  permission: 'connectors:read',
  params: connectorParams,
  response: taskConfigsDto,
  run: async ({ ctx, cluster, params }) => {
    const { tasks, config } = await infoOf(
      await findConnector(ctx, 'connectors:read', cluster, params.connectorName),
    )
    return tasks.map((id) => ({ id, config }))
  },
})

// POST /connectors/{connectorName}/tasks – among Connect's own workers only
export const POST = unsigned('tasks.put')
