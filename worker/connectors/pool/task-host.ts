// Entry of a task thread. It beats four times a second; when the beat stops, the pool replaces the thread. A waiting
// thread holds no Kafka client: what runs tasks is loaded with the first one.
import { parentPort, workerData } from 'node:worker_threads'
import { BEAT, LOADING, type FromThread, type ToThread } from './protocol'

const BEAT_MS = 250

const port = parentPort
if (!port) throw new Error('task-host.ts runs as a worker thread only')
const shared = new Int32Array((workerData as { shared: SharedArrayBuffer }).shared)
const post = (message: FromThread): void => port.postMessage(message)
let runner: Promise<(message: ToThread) => void> | undefined

setInterval(() => Atomics.add(shared, BEAT, 1), BEAT_MS)

async function load(): Promise<(message: ToThread) => void> {
  Atomics.add(shared, LOADING, 1)
  const { createTaskRunner } = await import('./task-runner')
  Atomics.sub(shared, LOADING, 1)
  return createTaskRunner(post, shared)
}

port.on('message', (message: ToThread) => {
  runner ??= load()
  void runner.then((receive) => receive(message))
})
post({ type: 'ready' })
