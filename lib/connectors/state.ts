// The state of a connector follows from what is wanted and from the states of its tasks. Pure.

export const connectorStates = ['PROVISIONING', 'RUNNING', 'DEGRADED', 'FAILED', 'PAUSED'] as const
export type ConnectorState = (typeof connectorStates)[number]

export const taskStates = ['UNASSIGNED', 'RUNNING', 'RESTARTING', 'PAUSED', 'STOPPED', 'FAILED'] as const
export type TaskState = (typeof taskStates)[number]

/** A task's state as Confluent's API names it; `isUserActionable` tells whose turn it is after a failure. */
export const apiTaskState = (state: TaskState, isUserActionable: boolean): string => {
  if (state !== 'FAILED') return state
  return isUserActionable ? 'USER_ACTIONABLE_ERROR' : 'SYSTEM_ERROR'
}

/**
 * PAUSED when that is wanted; FAILED when every task failed; DEGRADED when only some run; PROVISIONING until the
 * first start; RUNNING when all run.
 */
export const connectorState = (input: {
  desired: 'RUNNING' | 'PAUSED'
  taskCount: number
  tasks: readonly TaskState[]
  hasRun: boolean
}): ConnectorState => {
  const { desired, taskCount, tasks, hasRun } = input
  if (desired === 'PAUSED') return 'PAUSED'
  const running = tasks.filter((state) => state === 'RUNNING').length
  const failed = tasks.filter((state) => state === 'FAILED').length
  if (taskCount > 0 && running >= taskCount) return 'RUNNING'
  if (taskCount > 0 && failed >= taskCount) return 'FAILED'
  if (running > 0 && (failed > 0 || hasRun)) return 'DEGRADED'
  if (hasRun && tasks.some((state) => state === 'RESTARTING')) return 'DEGRADED'
  return failed > 0 ? 'DEGRADED' : 'PROVISIONING'
}

/** By the state of its row, which is the API's. */
export const hasTaskFailed = ({ state }: { state: string }): boolean => state.endsWith('_ERROR')
