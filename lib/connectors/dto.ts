import '@/lib/connectors/plugins/loaded'
import type { Connector, ConnectorTask } from '@/lib/generated/prisma/client'
import type { ConnectorRow } from '@/lib/connectors/get'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { effectiveConfig } from '@/lib/connectors/config/read-config'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorDto, ConnectorStateDto, ConnectorStatusDto } from '@/lib/connectors/schema'
import { hasTaskFailed } from '@/lib/connectors/state'
import { deadLetterTopicOf } from '@/lib/connectors/dead-letters/topic'
import type { ConnectorFigures } from '@/lib/metrics/connectors'
import type { ConnectorDetailDto, ConnectorRowDto } from '@/lib/connectors/console-schema'

const typeOf = (row: Connector): 'source' | 'sink' => (row.kind === 'sink' ? 'sink' : 'source')

/** What the worker reported, or PROVISIONING while it has not seen the newest change. */
function stateOf(row: Connector): ConnectorStateDto {
  const isStale = row.desired === 'RUNNING' && row.seenGeneration < row.generation
  return isStale ? 'PROVISIONING' : (row.state as ConnectorStateDto)
}

const traceOf = (row: Connector): string => (stateOf(row) === row.state ? row.trace : '')

export function toConnectorDto(row: ConnectorRow, config: ConnectorConfig): ConnectorDto {
  return {
    name: row.name,
    type: typeOf(row),
    config,
    tasks: row.tasks.map(({ taskId }) => ({ connector: row.name, task: taskId })),
  }
}

export const toConnectorInfo = (row: ConnectorRow, config: ConnectorConfig) => ({
  name: row.name,
  type: typeOf(row),
  config,
})

function toTaskStatus(task: ConnectorTask) {
  return {
    id: task.taskId,
    state: task.state,
    worker_id: task.workerId ?? '',
    ...(task.trace ? { msg: task.trace } : {}),
  }
}

export function toConnectorStatusDto(row: ConnectorRow): ConnectorStatusDto {
  return {
    name: row.name,
    type: typeOf(row),
    connector: {
      state: stateOf(row),
      worker_id: row.tasks.find(({ workerId }) => workerId !== null)?.workerId ?? row.name,
      trace: traceOf(row),
    },
    tasks: row.tasks.map(toTaskStatus),
  }
}

/** Topics that the configuration names, for lists and links. */
export function topicsOf(row: Connector): string[] {
  const spec = findConnectorSpec(row.connectorClass)
  if (!spec) return []
  const config = effectiveConfig(spec, row.config as ConnectorConfig)
  return spec.fields.flatMap(({ name, control }) => {
    const value = config[name] ?? ''
    if (control === 'topic') return value === '' ? [] : [value]
    return control === 'topics'
      ? value
          .split(',')
          .map((topic) => topic.trim())
          .filter(Boolean)
      : []
  })
}

const desiredOf = ({ desired }: Connector): ConnectorRowDto['desired'] =>
  desired === 'PAUSED' || desired === 'STOPPED' ? desired : 'RUNNING'

export function toConnectorRowDto(row: ConnectorRow, figures: ConnectorFigures | undefined): ConnectorRowDto {
  const running = row.tasks.filter(({ state }) => state === 'RUNNING').length
  return {
    id: row.id,
    name: row.name,
    type: typeOf(row),
    connector_class: row.connectorClass,
    state: stateOf(row),
    trace: traceOf(row),
    state_since: row.stateSince.toISOString(),
    created_at: row.createdAt.toISOString(),
    desired: desiredOf(row),
    topics: topicsOf(row),
    tasks_max: row.tasksMax,
    tasks_running: running,
    tasks_failed: row.tasks.filter(hasTaskFailed).length,
    records_per_second: running === 0 ? 0 : (figures?.records ?? null),
    bytes_per_second: running === 0 ? 0 : (figures?.bytes ?? null),
    messages_behind: figures?.lag ?? null,
    bad_records: figures?.badRecords ?? 0,
  }
}

export function toConnectorDetailDto(
  row: ConnectorRow,
  config: ConnectorConfig,
  figures: ConnectorFigures | undefined,
): ConnectorDetailDto {
  return {
    ...toConnectorRowDto(row, figures),
    config,
    max_lag: figures?.maxLag ?? null,
    dead_letter_topic: deadLetterTopicOf(row),
    tasks: row.tasks.map((task) => ({ ...toTaskStatus(task), updated_at: task.updatedAt.toISOString() })),
  }
}
