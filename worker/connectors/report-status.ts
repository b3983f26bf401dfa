// Writes what the tasks of this worker report into Postgres, only when something changed, and tells the browsers.
import { apiTaskState, connectorState, type TaskState } from '@/lib/connectors/state'
import { db, type Tx } from '@/lib/db'
import { notify } from '@/lib/events'
import type { Connector, ConnectorTask } from '@/lib/generated/prisma/client'
import type { Running, TaskReport } from './running-connectors'

/** A task that is taken over needs a moment until it runs; until then its connector is not shown as anything else. */
export const TAKEOVER_MS = 3_000

type Row = Connector & { tasks: ConnectorTask[] }

const isQuiet = (running: Running, { state, at }: TaskReport): boolean =>
  running.hasRun && state === 'UNASSIGNED' && Date.now() - at < TAKEOVER_MS

/**
 * What `owner` runs. Tasks that somebody else has taken over are theirs to report: a worker that was frozen or cut off still has
 * them until it notices. Returns true when a report was held back and has to be looked at again.
 */
export async function reportRunning(all: Running, owner: string): Promise<boolean> {
  await keepTopics(all)
  const row = await db.connector.findUnique({
    where: { id: all.connectorId },
    include: { tasks: { orderBy: { taskId: 'asc' } } },
  })
  if (!row || row.desired !== 'RUNNING' || row.generation !== all.generation) return false
  const running = heldBy(owner, all, row)
  if (running.tasks.size === 0) return false
  const reports = [...running.tasks].filter(([, report]) => !isQuiet(running, report))
  const changed = reports.flatMap(([taskId, report]) => {
    const state = apiTaskState(report.state, report.isUserActionable)
    const known = row.tasks.find((task) => task.taskId === taskId)
    return known && (known.state !== state || known.trace !== report.trace)
      ? [{ taskId, state, trace: report.trace }]
      : []
  })
  const state = wholeState(row, running)
  const trace = state === 'FAILED' || state === 'DEGRADED' ? firstReason(running) : ''
  const isMoved = row.state !== state || row.trace !== trace || row.seenGeneration !== row.generation
  if (changed.length > 0 || isMoved)
    await db.$transaction(async (tx) => {
      for (const { taskId, ...data } of changed)
        await tx.connectorTask.updateMany({
          where: { connectorId: row.id, taskId, OR: [{ workerId: owner }, { workerId: null }] },
          data,
        })
      await setState(tx, row, state, trace)
    })
  return reports.length < running.tasks.size
}

function heldBy(owner: string, running: Running, { tasks }: Row): Running {
  const others = new Set(
    tasks.flatMap(({ taskId, workerId }) => (workerId === null || workerId === owner ? [] : [taskId])),
  )
  return { ...running, tasks: new Map([...running.tasks].filter(([taskId]) => !others.has(taskId))) }
}

/** Topics that the connector has used, as Kafka Connect tracks them. */
async function keepTopics({ connectorId, topics }: Running): Promise<void> {
  if (topics.size === 0) return
  const known = [...topics]
  await db.$executeRaw`
    INSERT INTO connector_topics (connector_id, topic)
    SELECT id, topic FROM connectors, unnest(${known}::text[]) AS topic WHERE id = ${connectorId}
    ON CONFLICT DO NOTHING`
  for (const topic of known) topics.delete(topic)
}

/** The state that follows from all tasks: ours as they are, those of other workers as they last wrote them. */
function wholeState(row: Row, running: Running): Connector['state'] {
  const quiet = [...running.tasks.values()].some((report) => isQuiet(running, report))
  if (quiet && row.seenGeneration === row.generation) return row.state
  const states = Array.from({ length: row.tasksMax }, (_, taskId): TaskState => {
    const own = running.tasks.get(taskId)
    return own?.state ?? storedState(row.tasks.find((task) => task.taskId === taskId)?.state)
  })
  return connectorState({
    desired: 'RUNNING',
    taskCount: row.tasksMax,
    tasks: states,
    hasRun: running.hasRun,
  })
}

function storedState(state: string | undefined): TaskState {
  if (state === 'USER_ACTIONABLE_ERROR' || state === 'SYSTEM_ERROR') return 'FAILED'
  return state === 'RUNNING' || state === 'RESTARTING' || state === 'STOPPED' || state === 'PAUSED'
    ? state
    : 'UNASSIGNED'
}

const firstReason = (running: Running): string =>
  [...running.tasks.values()].find(({ trace }) => trace !== '')?.trace.split('\n')[0] ?? ''

async function setState(tx: Tx, row: Connector, state: string, trace: string): Promise<void> {
  await tx.connector.updateMany({
    where: { id: row.id, generation: row.generation },
    data: {
      state,
      trace,
      seenGeneration: row.generation,
      ...(row.state === state ? {} : { stateSince: new Date() }),
    },
  })
  await notifyConnector(tx, row)
}

/** The connector stands still: paused or stopped (a stopped one has no tasks), or it cannot be started at all. */
export async function reportStill(row: Row, state: 'PAUSED' | 'FAILED', trace = ''): Promise<void> {
  const taskState = state === 'PAUSED' ? 'PAUSED' : 'UNASSIGNED'
  const isSame =
    row.state === state &&
    row.trace === trace &&
    row.seenGeneration === row.generation &&
    row.tasks.every((task) => task.state === taskState)
  if (isSame) return
  await db.$transaction(async (tx) => {
    await tx.connectorTask.updateMany({
      where: { connectorId: row.id },
      data: { state: taskState, trace: '' },
    })
    await setState(tx, row, state, trace)
  })
}

export async function notifyConnector(tx: Parameters<typeof notify>[0], row: Connector): Promise<void> {
  const { organizationId, environmentId, clusterId, id } = row
  await notify(tx, { noun: 'connectors', organizationId, environmentId, clusterId, id })
}
