import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import { restartTask } from '@/lib/connectors/run'
import { operation } from './operation'
import { placeOf, taskParams } from './values'

// POST /connectors/{connectorName}/tasks/{taskId}/restart – starts one task anew
export const POST = operation({
  id: 'task-restart',
  permission: 'connectors:operate',
  params: taskParams,
  run: ({ ctx, cluster, params: { connectorName, taskId } }) =>
    inConnectsWords(
      () => restartTask(ctx, placeOf(cluster, connectorName), Number(taskId)),
      `Unknown task: ${connectorName}-${taskId}`,
    ),
})
