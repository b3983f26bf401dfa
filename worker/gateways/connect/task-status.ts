import { connectorNotFound } from '@/lib/connectors/kafka-connect/errors'
import { taskStateDto } from '@/lib/connectors/kafka-connect/schema'
import { toStatus } from '@/lib/connectors/kafka-connect/status'
import { operation } from './operation'
import { findConnector, taskParams } from './values'

// GET /connectors/{connectorName}/tasks/{taskId}/status – one task's state
export const GET = operation({
  id: 'task-status',
  permission: 'connectors:read',
  params: taskParams,
  response: taskStateDto,
  run: async ({ ctx, cluster, params: { connectorName, taskId } }) => {
    const unknown = `No status found for task ${connectorName}-${taskId}`
    const row = await findConnector(ctx, 'connectors:read', cluster, connectorName, unknown)
    const found = toStatus(row).tasks.find(({ id }) => String(id) === taskId)
    if (!found) throw connectorNotFound(unknown)
    return found
  },
})
