// States as Kafka Connect tells them: of the connector itself, which runs while its tasks may have failed, and of each task.
import { hostname } from 'node:os'
import type { ConnectorTask } from '@/lib/generated/prisma/client'
import type { ConnectorRow } from '@/lib/connectors/get'
import type { ConnectorInfoDto, StateDto, StatusDto } from '@/lib/connectors/kafka-connect/schema'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { connectVersion } from '@/lib/connectors/kafka-connect/version'
import { env } from '@/lib/env'

const { version } = connectVersion

const typeOf = ({ kind }: ConnectorRow): 'source' | 'sink' => (kind === 'sink' ? 'sink' : 'source')

/** As Connect names its workers: host and port of the REST API. */
const workerOf = (task: ConnectorTask | undefined): string =>
  `${task?.workerId?.split('/')[0] ?? hostname()}:${env.connectPort}`

function taskState({ state }: ConnectorTask, isPaused: boolean): StateDto['state'] {
  if (state.endsWith('_ERROR') || state === 'FAILED') return 'FAILED'
  if (isPaused) return 'PAUSED'
  return state === 'RUNNING' || state === 'RESTARTING' ? state : 'UNASSIGNED'
}

function connectorState({ desired, state, tasks }: ConnectorRow): StateDto['state'] {
  if (desired === 'STOPPED' || desired === 'PAUSED') return desired
  const isStartFailure = state === 'FAILED' && !tasks.some((task) => task.trace !== '')
  if (isStartFailure) return 'FAILED'
  return tasks.some(({ workerId }) => workerId !== null) ? 'RUNNING' : 'UNASSIGNED'
}

/** Tasks that there are: a stopped connector has none. */
export const tasksOf = ({ desired, tasks }: ConnectorRow): ConnectorTask[] =>
  desired === 'STOPPED' ? [] : tasks

export function toTaskState(row: ConnectorRow, task: ConnectorTask): StatusDto['tasks'][number] {
  const state = taskState(task, row.desired === 'PAUSED')
  return {
    id: task.taskId,
    state,
    worker_id: workerOf(task),
    version,
    ...(state === 'FAILED' && task.trace !== '' ? { trace: task.trace } : {}),
  }
}

export function toStatus(row: ConnectorRow): StatusDto {
  const state = connectorState(row)
  return {
    name: row.name,
    connector: {
      state,
      worker_id: workerOf(row.tasks.find(({ workerId }) => workerId !== null)),
      version,
      ...(state === 'FAILED' && row.trace !== '' ? { trace: row.trace } : {}),
    },
    tasks: tasksOf(row).map((task) => toTaskState(row, task)),
    type: typeOf(row),
  }
}

/** What a restart answers: what is being started again says so. */
export const restarting = (
  status: StatusDto,
  isRestarted: (id: number) => boolean,
  isConnector: boolean,
): StatusDto => ({
  ...status,
  connector: isConnector ? { ...status.connector, state: 'RESTARTING' } : status.connector,
  tasks: status.tasks.map((task) => (isRestarted(task.id) ? { ...task, state: 'RESTARTING' } : task)),
})

export const toInfo = (row: ConnectorRow, config: ConnectorConfig): ConnectorInfoDto => ({
  name: row.name,
  config: { name: row.name, ...config },
  tasks: tasksOf(row).map(({ taskId }) => ({ connector: row.name, task: taskId })),
  type: typeOf(row),
})
