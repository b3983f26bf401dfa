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
const SHARED_HANG_MS = 1_500
/** Of the patience, as the first check comes some time after the last beat. */
const COMPUTING = 0.8
const IDLE_PATIENCE = 4

const seconds = (ms: number): number => Math.round(ms / 100) / 10

export class TaskThread {
  readonly runs = new Set<number>()
  private readonly worker: Worker
  private readonly shared = new Int32Array(new SharedArrayBuffer(SHARED_BYTES))
  private readonly watchdog: NodeJS.Timeout
  private lastBeat = -1
  private aliveAt = performance.now()
  private checkedAt = performance.now()
  /** Processor time of the thread when it fell silent. */
  private usedBefore: number | undefined
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
    this.watchdog = setInterval(() => void this.check(), CHECK_MS)
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

  private async check(): Promise<void> {
    const now = performance.now()
    const beat = Atomics.load(this.shared, BEAT)
    // A pause of this thread itself (a suspended machine, a long collection) says nothing about the other one.
    const wasAsleep = now - this.checkedAt > CHECK_MS * 4
    this.checkedAt = now
    if (beat !== this.lastBeat || wasAsleep || !this.isReady) {
      this.lastBeat = beat
      this.aliveAt = now
      this.usedBefore = undefined
      return
    }
    const usedMs = await this.processorMs()
    if (this.isEnded || Atomics.load(this.shared, BEAT) !== beat) return
    this.usedBefore ??= usedMs
    const silentMs = now - this.aliveAt
    const busyMs = usedMs - this.usedBefore
    if (!this.isHanging(silentMs, busyMs)) return
    const busy = `${seconds(busyMs)} s of processor time`
    this.end(`the thread did not answer for ${seconds(silentMs)} s, and used ${busy} meanwhile`, true)
  }

  /**
   * Wall-clock time alone would end healthy threads of a machine that has no processor for them, and their restarts would make it
   * scarcer still. So a thread hangs that computes all the while, or one that does nothing at all for much longer.
   */
  private isHanging(silentMs: number, busyMs: number): boolean {
    if (Atomics.load(this.shared, LOADING) > 0) return silentMs > LOAD_MS
    const { hangAfterMs } = this.options
    // Others wait behind the one that computes: they come back elsewhere.
    const patienceMs = this.runs.size > 1 ? Math.min(SHARED_HANG_MS, hangAfterMs) : hangAfterMs
    return busyMs > patienceMs * COMPUTING || silentMs > hangAfterMs * IDLE_PATIENCE
  }

  private async processorMs(): Promise<number> {
    const usage = await this.worker.cpuUsage().catch(() => null)
    return usage === null ? 0 : (usage.user + usage.system) / 1_000
  }

  private end(reason: string, isHang: boolean): void {
    if (this.isEnded) return
    this.isEnded = true
    clearInterval(this.watchdog)
    const run = Atomics.load(this.shared, AT_WORK)
    void this.worker.terminate().finally(() => this.options.onEnd({ reason, isHang, run }))
  }
}
