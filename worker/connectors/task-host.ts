// Entry of a task thread. It beats four times a second; when the beat stops, the pool replaces the thread. A waiting
// thread holds no Kafka client: what runs tasks is loaded with the first one.
import { parentPort, workerData } from 'node:worker_threads'
import { BEAT, type FromThread, type ToThread } from './protocol'

const BEAT_MS = 250

const port = parentPort
if (!port) throw new Error('task-host.ts runs as a worker thread only')
const shared = new Int32Array((workerData as { shared: SharedArrayBuffer }).shared)
const post = (message: FromThread): void => port.postMessage(message)
let runner: Promise<(message: ToThread) => void> | undefined

setInterval(() => Atomics.add(shared, BEAT, 1), BEAT_MS)

port.on('message', (message: ToThread) => {
  runner ??= import('./task-runner').then(({ createTaskRunner }) => createTaskRunner(post, shared))
  void runner.then((receive) => receive(message))
})
post({ type: 'ready' })
