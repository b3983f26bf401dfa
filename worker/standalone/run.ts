// Connectors without web and Postgres: everything comes from files, and stays on the machine and in Kafka.
import { pluginModules } from '@/lib/connectors/plugins/loaded'
import { closeAllKafka, describeCluster, setEgressGuard } from '@/lib/kafka'
import type { Log } from '@/lib/log'
import { errorMessage } from '@/lib/errors'
import { monotonicMs } from '@/worker/connectors/epoch'
import { TaskPool, type PoolEvent } from '@/worker/connectors/pool/pool'
import { taskIdOf, type TaskAssignment } from '@/worker/connectors/runtime'
import { BadFile } from './bad-file'
import { openOffsetsFile } from './offsets-in-file'
import { guardConnection } from './guard-connection'
import { readConnectorFile, type StandaloneConnector } from './read-connector-file'
import { readWorkerFile, type WorkerSettings } from './read-worker-file'

const levels = { INFO: 'info', WARN: 'warn', ERROR: 'error' } as const

export type Standalone = { stop: () => Promise<void> }

/** Rejects with BadFile before anything is started when one of the files cannot be used. */
export async function startStandalone(
  workerFile: string,
  connectorFiles: readonly string[],
  log: Log,
): Promise<Standalone> {
  setEgressGuard(guardConnection)
  const settings = await readWorkerFile(workerFile)
  const connectors = await Promise.all(
    connectorFiles.map((file) => readConnectorFile(file, settings.converters)),
  )
  requireOneOfEach(workerFile, connectors)
  const offsets = await openOffsetsFile(settings.offsetsFile, (message) => log.warn(message))
  if (settings.ignored.length > 0) log.warn(`Without effect in ${workerFile}: ${settings.ignored.join(', ')}`)
  await sayWhatIsThere(settings, log)
  const pool = new TaskPool({
    offsets,
    onEvent: (event) => report(event, log),
    runtimeModules: pluginModules,
  })
  for (const connector of connectors) {
    const { name, spec, warnings } = connector
    for (const warning of warnings) log.warn({ connector: name }, warning)
    const epoch = await offsets.nextStart(name)
    const assignments = assignmentsOf(connector, settings, epoch)
    for (const assignment of assignments) pool.startTask(assignment)
    log.info({ connector: name, class: spec.className, tasks: assignments.length }, 'connector starts')
  }
  return {
    async stop() {
      await pool.close()
      await offsets.close()
      await closeAllKafka()
    },
  }
}

function requireOneOfEach(workerFile: string, connectors: readonly StandaloneConnector[]): void {
  const names = new Set<string>()
  for (const { name } of connectors) {
    if (names.has(name)) throw new BadFile(workerFile, `two connectors have the name "${name}".`)
    names.add(name)
  }
}

/** Kafka may come later: connectors wait for it. */
async function sayWhatIsThere({ connection }: WorkerSettings, log: Log): Promise<void> {
  try {
    const { clusterId, brokers } = await describeCluster(connection)
    log.info({ clusterId, brokers: brokers.length }, `connected to ${connection.bootstrapServers}`)
  } catch (error) {
    log.warn(`Kafka is not reached yet: ${errorMessage(error)}`)
  }
}

function assignmentsOf(
  { name, spec, dialect, config, registry }: StandaloneConnector,
  { connection }: WorkerSettings,
  epoch: number,
): TaskAssignment[] {
  const taskCount = Math.max(1, Math.trunc(Number(config['tasks.max'] ?? 1)) || 1)
  const claimedAtMs = monotonicMs()
  return Array.from({ length: taskCount }, (_, taskNumber) => ({
    kind: spec.type,
    connectorId: name,
    connectorName: name,
    taskNumber,
    taskCount,
    clusterId: connection.id,
    className: spec.className,
    dialect,
    epoch,
    claimedAtMs,
    config,
    connection,
    ownConnection: connection,
    ...(registry !== null && { registryId: registry }),
  }))
}

function report(event: PoolEvent, log: Log): void {
  if (event.type === 'metrics' || event.type === 'topics') return
  const task = taskIdOf(event)
  if (event.type === 'log') return log[levels[event.level]]({ task }, event.message)
  const { state, problem } = event
  if (state === 'FAILED') log.error({ task, state }, problem?.trace ?? problem?.reason ?? 'the task failed')
  else log.info({ task, state }, problem?.reason ?? `the task is ${state.toLowerCase()}`)
}
