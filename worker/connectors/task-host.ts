// Entry of a task thread. It beats four times a second; when the beat stops, the pool replaces the thread.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { closeAllKafka, setEgressGuard } from '@/lib/kafka'
import { AT_WORK, BEAT, type FromThread, type TaskRun, type ToThread } from './protocol'
import type { CreateSourceTask } from './runtime'
import { SourceLoop } from './source-loop'

const BEAT_MS = 250
const COUNTS_MS = 1_000

type Running = TaskRun & { stop: AbortController; done: Promise<void>; records: number; bytes: number }

const port = parentPort
if (!port) throw new Error('task-host.ts runs as a worker thread only')
const shared = new Int32Array((workerData as { shared: SharedArrayBuffer }).shared)
const running = new Map<string, Running>()
const post = (message: FromThread): void => port.postMessage(message)

setInterval(() => Atomics.add(shared, BEAT, 1), BEAT_MS)
setInterval(() => {
  if (running.size === 0) return
  const tasks = [...running.values()].map(({ taskId, run, records, bytes }) => ({
    taskId,
    run,
    records,
    bytes,
  }))
  post({ type: 'counts', tasks })
}, COUNTS_MS)

const start = ({ taskId, run, assignment, offsets, runtimeModule }: ToThread & { type: 'start' }): void => {
  const stop = new AbortController()
  const task: Running = { taskId, run, stop, done: Promise.resolve(), records: 0, bytes: 0 }
  running.set(taskId, task)
  task.done = (async () => {
    const module = (await import(runtimeModule)) as { createSourceTask: CreateSourceTask }
    const loop = new SourceLoop(
      assignment,
      offsets,
      module.createSourceTask,
      {
        state: (state, problem) =>
          post({ type: 'state', taskId, run, state, ...(problem && { problem: plain(problem) }) }),
        log: (level, message) => post({ type: 'log', taskId, run, level, message, at: Date.now() }),
        acknowledged: ({ offsets: reached, records, bytes }) => {
          task.records += records
          task.bytes += bytes
          post({ type: 'offsets', taskId, run, offsets: reached })
        },
        work: (job) => {
          Atomics.store(shared, AT_WORK, run)
          try {
            return job()
          } finally {
            Atomics.store(shared, AT_WORK, 0)
          }
        },
      },
      stop.signal,
    )
    await loop.run()
  })()
    .catch((error: unknown) => {
      const reason = `The task could not be started: ${String(error)}`
      post({
        type: 'state',
        taskId,
        run,
        state: 'FAILED',
        problem: { reason, trace: reason, isUserActionable: false },
      })
    })
    .finally(() => {
      if (running.get(taskId) === task) running.delete(taskId)
      if (running.size === 0) void closeAllKafka()
    })
}

const plain = ({
  reason,
  trace,
  isUserActionable,
}: {
  reason: string
  trace: string
  isUserActionable: boolean
}) => ({
  reason,
  trace,
  isUserActionable,
})

// What may be reached is the worker's to say: the guard and what it knows stay in one thread.
const asked = new Map<number, (refusal: string | undefined) => void>()
let lastAsked = 0
setEgressGuard(async (host, socketPort) => {
  const id = ++lastAsked
  const refusal = await new Promise<string | undefined>((resolve) => {
    asked.set(id, resolve)
    post({ type: 'egress', id, host, port: socketPort })
  })
  if (refusal !== undefined) throw new AppError('forbidden', refusal)
})

port.on('message', (message: ToThread) => {
  if (message.type === 'start') start(message)
  else if (message.type === 'egress') {
    asked.get(message.id)?.(message.refusal)
    asked.delete(message.id)
  } else {
    const task = running.get(message.taskId)
    if (task?.run === message.run) task.stop.abort()
    else post({ type: 'state', taskId: message.taskId, run: message.run, state: 'STOPPED' })
  }
})
post({ type: 'ready' })
