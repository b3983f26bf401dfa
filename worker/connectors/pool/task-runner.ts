// Runs the tasks of one thread and answers the pool.
import { AppError, errorMessage } from '@/lib/errors'
import { closeAllKafka, setEgressGuard } from '@/lib/kafka'
import {
  AT_WORK,
  LOADING,
  type EgressVerdict,
  type FromThread,
  type TaskRun,
  type ToThread,
} from './protocol'
import type { CreateSinkTask, CreateSourceTask } from '../runtime'
import type { TaskReports } from '../task-attempts'

type Running = TaskRun & { stop: AbortController }
type RuntimeModule = { createSourceTask?: CreateSourceTask; createSinkTask?: CreateSinkTask }

export function createTaskRunner(
  post: (message: FromThread) => void,
  shared: Int32Array,
): (message: ToThread) => void {
  const running = new Map<string, Running>()
  const answerEgress = askForEgress(post)

  const start = async (message: ToThread & { type: 'start' }): Promise<void> => {
    const { taskId, run } = message
    const task: Running = { taskId, run, stop: new AbortController() }
    running.set(taskId, task)
    try {
      const loop = await openLoop(message, reportsOf(task, post, shared), task.stop.signal)
      await loop.run()
    } catch (error) {
      const reason = `The task could not be started: ${String(error)}`
      const problem = { reason, trace: reason, isUserActionable: false }
      post({ type: 'state', taskId, run, state: 'FAILED', problem })
    } finally {
      if (running.get(taskId) === task) running.delete(taskId)
      if (running.size === 0) await closeAllKafka()
    }
  }

  const work = async ({ id, job }: ToThread & { type: 'job' }): Promise<void> => {
    try {
      const { runJob } = await loading(shared, () => import('../jobs/run-job'))
      post({ type: 'job', id, result: await runJob(job, (importing) => loading(shared, importing)) })
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'invalid'
      post({ type: 'job', id, failure: { code, message: errorMessage(error) } })
    } finally {
      if (running.size === 0) await closeAllKafka()
    }
  }

  return (message) => {
    if (message.type === 'start') void start(message)
    else if (message.type === 'job') void work(message)
    else if (message.type === 'egress') answerEgress(message.id, message)
    else {
      const { taskId, run } = message
      const task = running.get(taskId)
      if (task?.run === run) task.stop.abort()
      else post({ type: 'state', taskId, run, state: 'STOPPED' })
    }
  }
}

/** What runs the task; sources and sinks are loaded where they are needed only. */
async function openLoop(
  { assignment, offsets, runtimeModule }: ToThread & { type: 'start' },
  reports: TaskReports,
  stopSignal: AbortSignal,
): Promise<{ run: () => Promise<void> }> {
  const { createSourceTask, createSinkTask } = await reports.load(
    () => import(runtimeModule) as Promise<RuntimeModule>,
  )
  if (assignment.kind === 'sink' && createSinkTask) {
    const { SinkLoop } = await reports.load(() => import('../sink/sink-loop'))
    return new SinkLoop(assignment, offsets, createSinkTask, reports, stopSignal)
  }
  if (assignment.kind === 'source' && createSourceTask) {
    const { SourceLoop } = await reports.load(() => import('../source/source-loop'))
    return new SourceLoop(assignment, offsets, createSourceTask, reports, stopSignal)
  }
  throw new Error(`the runtime of ${assignment.className} has no ${assignment.kind} task`)
}

function reportsOf(
  { taskId, run }: TaskRun,
  post: (message: FromThread) => void,
  shared: Int32Array,
): TaskReports {
  return {
    state: (state, problem) => {
      const given = problem && {
        reason: problem.reason,
        trace: problem.trace,
        isUserActionable: problem.isUserActionable,
      }
      post({ type: 'state', taskId, run, state, ...(given && { problem: given }) })
    },
    log: (level, message) => post({ type: 'log', taskId, run, level, message, at: Date.now() }),
    acknowledged: (progress) => post({ type: 'progress', taskId, run, ...progress }),
    usedTopics: (topics) => post({ type: 'topics', taskId, run, topics }),
    work: (job) => {
      const before = Atomics.exchange(shared, AT_WORK, run)
      try {
        return job()
      } finally {
        Atomics.store(shared, AT_WORK, before)
      }
    },
    load: (importing) => loading(shared, importing),
  }
}

async function loading<T>(shared: Int32Array, importing: () => Promise<T>): Promise<T> {
  Atomics.add(shared, LOADING, 1)
  try {
    return await importing()
  } finally {
    Atomics.sub(shared, LOADING, 1)
  }
}

/** What may be reached is the worker's to say: the guard and what it knows stay in the worker's own thread. */
function askForEgress(post: (message: FromThread) => void): (id: number, verdict: EgressVerdict) => void {
  const asked = new Map<number, (verdict: EgressVerdict) => void>()
  let lastId = 0
  setEgressGuard(async (host, port) => {
    const id = ++lastId
    const verdict = await new Promise<EgressVerdict>((resolve) => {
      asked.set(id, resolve)
      post({ type: 'egress', id, host, port })
    })
    if ('refusal' in verdict) throw new AppError('forbidden', verdict.refusal)
    return verdict.addresses ?? []
  })
  return (id, verdict) => {
    asked.get(id)?.(verdict)
    asked.delete(id)
  }
}
