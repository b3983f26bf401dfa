// Runs the tasks of one thread and answers the pool.
import { AppError } from '@/lib/errors'
import { closeAllKafka, setEgressGuard } from '@/lib/kafka'
import { AT_WORK, LOADING, type FromThread, type TaskRun, type ToThread } from './protocol'
import type { CreateSourceTask } from '../runtime'
import { SourceLoop, type TaskReports } from '../source/source-loop'

type Running = TaskRun & { stop: AbortController }

export function createTaskRunner(
  post: (message: FromThread) => void,
  shared: Int32Array,
): (message: ToThread) => void {
  const running = new Map<string, Running>()
  const answerEgress = askForEgress(post)

  const start = async (message: ToThread & { type: 'start' }): Promise<void> => {
    const { taskId, run, assignment, offsets, runtimeModule } = message
    const task: Running = { taskId, run, stop: new AbortController() }
    running.set(taskId, task)
    try {
      const reports = reportsOf(task, post, shared)
      const module = await reports.load(
        () => import(runtimeModule) as Promise<{ createSourceTask: CreateSourceTask }>,
      )
      await new SourceLoop(assignment, offsets, module.createSourceTask, reports, task.stop.signal).run()
    } catch (error) {
      const reason = `The task could not be started: ${String(error)}`
      const problem = { reason, trace: reason, isUserActionable: false }
      post({ type: 'state', taskId, run, state: 'FAILED', problem })
    } finally {
      if (running.get(taskId) === task) running.delete(taskId)
      if (running.size === 0) await closeAllKafka()
    }
  }

  return (message) => {
    if (message.type === 'start') void start(message)
    else if (message.type === 'egress') answerEgress(message.id, message.refusal)
    else {
      const { taskId, run } = message
      const task = running.get(taskId)
      if (task?.run === run) task.stop.abort()
      else post({ type: 'state', taskId, run, state: 'STOPPED' })
    }
  }
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
    work: (job) => {
      Atomics.store(shared, AT_WORK, run)
      try {
        return job()
      } finally {
        Atomics.store(shared, AT_WORK, 0)
      }
    },
    load: async (importing) => {
      Atomics.add(shared, LOADING, 1)
      try {
        return await importing()
      } finally {
        Atomics.sub(shared, LOADING, 1)
      }
    },
  }
}

/** What may be reached is the worker's to say: the guard and what it knows stay in the worker's own thread. */
function askForEgress(
  post: (message: FromThread) => void,
): (id: number, refusal: string | undefined) => void {
  const asked = new Map<number, (refusal: string | undefined) => void>()
  let lastId = 0
  setEgressGuard(async (host, port) => {
    const id = ++lastId
    const refusal = await new Promise<string | undefined>((resolve) => {
      asked.set(id, resolve)
      post({ type: 'egress', id, host, port })
    })
    if (refusal !== undefined) throw new AppError('forbidden', refusal)
  })
  return (id, refusal) => {
    asked.get(id)?.(refusal)
    asked.delete(id)
  }
}
