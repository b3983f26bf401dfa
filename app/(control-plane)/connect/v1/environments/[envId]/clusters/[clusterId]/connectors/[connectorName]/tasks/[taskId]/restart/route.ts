import { route } from '@/lib/http'
import { restartTask } from '@/lib/connectors/run'
import { connectorTaskParams } from '@/lib/connectors/schema'

// POST …/connectors/{name}/tasks/{task}/restart – start one task anew
export const POST = route({
  id: 'connect/v1/connector-tasks.restart',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorTaskParams,
  status: 202,
  handler: ({ ctx, params }) => restartTask(ctx, params, params.taskId),
})
