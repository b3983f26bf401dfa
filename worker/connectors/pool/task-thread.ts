// One worker thread of the pool, with its watchdog: reports when it ends, for whatever reason, and whom to blame.
import { Worker } from 'node:worker_threads'
import { errorMessage } from '@/lib/errors'
import { checkEgress } from '@/lib/kafka/egress-guard'
import { AT_WORK, BEAT, LOADING, SHARED_BYTES, type FromThread, type ToThread } from './protocol'
import { taskHostModule, threadArguments } from './thread-modules'

export type ThreadEnd = {
  reason: string
  isHang: boolean
  /** `run` at work when it ended, 0 if unknown. */ run: number
}
export type ThreadOptions = {
  hangAfterMs: number
  maxHeapMb: number
  onMessage(message: Exclude<FromThread, { type: 'egress' }>): void
  onEnd(end: ThreadEnd): void
}

const CHECK_MS = 500
const LOAD_MS = 60_000

export class TaskThread {
  readonly runs = new Set<number>()
  private readonly worker: Worker
  private readonly shared = new Int32Array(new SharedArrayBuffer(SHARED_BYTES))
  private readonly watchdog: NodeJS.Timeout
  private lastBeat = -1
  private aliveAt = performance.now()
  private checkedAt = performance.now()
  private isEnded = false
  private isReady = false

  constructor(private readonly options: ThreadOptions) {
    this.worker = new Worker(taskHostModule, {
      name: 'connector-tasks',
      execArgv: threadArguments,
      workerData: { shared: this.shared.buffer },
      resourceLimits: {
        maxOldGenerationSizeMb: options.maxHeapMb,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
    })
    this.worker.on('message', (message: FromThread) => {
      if (message.type === 'ready') this.isReady = true
      if (message.type === 'egress') void this.answerEgress(message.id, message.host, message.port)
      else options.onMessage(message)
    })
    this.worker.on('error', (error) =>
      this.end(error instanceof Error ? error.message : String(error), false),
    )
    this.worker.on('exit', (code) => this.end(`the thread ended with code ${code}`, false))
    this.watchdog = setInterval(() => this.check(), CHECK_MS)
  }

  post(message: ToThread): void {
    this.worker.postMessage(message)
  }

  /** Ends the thread without reporting. */
  async terminate(): Promise<void> {
    this.isEnded = true
    clearInterval(this.watchdog)
    await this.worker.terminate()
  }

  private async answerEgress(id: number, host: string, port: number): Promise<void> {
    try {
      this.post({ type: 'egress', id, addresses: await checkEgress(host, port) })
    } catch (error) {
      this.post({ type: 'egress', id, refusal: errorMessage(error) })
    }
  }

  private check(): void {
    const now = performance.now()
    const beat = Atomics.load(this.shared, BEAT)
    // A pause of this thread itself (a suspended machine, a long collection) says nothing about the other one.
    const wasAsleep = now - this.checkedAt > CHECK_MS * 4
    this.checkedAt = now
    if (beat !== this.lastBeat || wasAsleep || !this.isReady) {
      this.lastBeat = beat
      this.aliveAt = now
      return
    }
    const silentMs = now - this.aliveAt
    const isLoading = Atomics.load(this.shared, LOADING) > 0
    if (silentMs > (isLoading ? LOAD_MS : this.options.hangAfterMs)) {
      this.end(`the thread did not answer for ${Math.round(silentMs / 100) / 10} s`, true)
    }
  }

  private end(reason: string, isHang: boolean): void {
    if (this.isEnded) return
    this.isEnded = true
    clearInterval(this.watchdog)
    const run = Atomics.load(this.shared, AT_WORK)
    void this.worker.terminate().finally(() => this.options.onEnd({ reason, isHang, run }))
  }
}
