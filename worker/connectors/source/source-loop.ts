// Runs one source task in its thread: poll, produce, report acknowledged offsets. The producer retries by itself, without
// writing twice, while brokers are away. Other failures end the attempt; the next one starts from the offsets that were
// acknowledged, so nothing is lost (records may come twice then, as with Kafka Connect).
import { setImmediate as yieldToLoop, setTimeout as sleep } from 'node:timers/promises'
import { describeTopic, openProducer, type KafkaProducer } from '@/lib/kafka'
import { backoffMs, classifyFailure, type Failure, type FailureKind } from '../failure'
import type { TaskProblem } from '../pool/protocol'
import type {
  CreateSourceTask,
  LogLevel,
  SourceBatch,
  SourceOffset,
  SourcePartition,
  SourceTask,
  TaskAssignment,
} from '../runtime'

export type TaskReports = {
  state(state: 'RUNNING' | 'RESTARTING' | 'FAILED' | 'STOPPED', problem?: TaskProblem): void
  acknowledged(progress: { offsets: SourceOffset[]; records: number; bytes: number }): void
  log(level: LogLevel, message: string): void
  work<T>(run: () => T): T
  load<T>(importing: () => Promise<T>): Promise<T>
}

/** A stream at full speed is acknowledged this often, a slow one after every batch. */
const CHECKPOINT_MS = 200
const SMALL_BATCH = 500
const BUFFER_BYTES = 4 * 1024 * 1024
const DELIVERY_TIMEOUT_MS = 30_000
/** Without an acknowledgement for so long a task is shown as RESTARTING. */
const SILENCE_MS = 5_000
const RETRY_BASE_MS = 100
const RETRY_CAP_MS = 5_000
/** A new topic or key may not have reached every broker yet. */
const GRACE_MS = 3_000
const TOPIC_PROBE_MS = 2_000
const KEY_PROBE_MS = 15_000
const STOP_GRACE_MS = 4_000

const partitionKey = (partition: SourcePartition): string => JSON.stringify(Object.entries(partition).sort())

const bytesOf = ({ records }: SourceBatch): number =>
  records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + (value?.length ?? 0), 0)

export class SourceLoop {
  private readonly stored = new Map<string, SourceOffset>()
  private readonly topic: string
  private readonly username: string
  /** What is shown of the task at the moment. */
  private shown: 'STARTING' | 'RUNNING' | 'TROUBLE' = 'STARTING'
  private sent = { offsets: new Map<string, SourceOffset>(), records: 0, bytes: 0 }
  private acknowledgedAt = 0
  private lastFailure: FailureKind | undefined
  private hasRun = false

  constructor(
    private readonly assignment: TaskAssignment,
    offsets: SourceOffset[],
    private readonly createTask: CreateSourceTask,
    private readonly reports: TaskReports,
    private readonly stopSignal: AbortSignal,
  ) {
    for (const offset of offsets) this.stored.set(partitionKey(offset.partition), offset)
    this.topic = assignment.config['kafka.topic'] ?? ''
    this.username = assignment.connection.username ?? ''
  }

  /** Ends when the stop signal fires or when the task has failed for good. Never rejects. */
  async run(): Promise<void> {
    const startedAt = Date.now()
    for (let failures = 0; !this.stopSignal.aborted; failures++) {
      const failure = await this.attempt()
      if (!failure || this.stopSignal.aborted) break
      this.lastFailure = failure.kind
      const isEarly = !this.hasRun && failure.kind !== 'fatal' && Date.now() - startedAt < GRACE_MS
      if (failure.kind === 'retriable' || isEarly) {
        if (!isEarly) this.trouble(failure, failures)
        await this.pause(backoffMs(failures, RETRY_BASE_MS, RETRY_CAP_MS))
        continue
      }
      this.reports.log('ERROR', failure.reason)
      this.reports.state('FAILED', failure)
      this.shown = 'TROUBLE'
      if (failure.kind === 'fatal' || this.assignment.config['auto.restart.on.user.error'] === 'false') return
      if (!(await this.recovered(failure.kind))) break
      failures = -1
    }
    this.reports.state('STOPPED')
  }

  private async attempt(): Promise<Failure | undefined> {
    const broken = new AbortController()
    this.sent = { offsets: new Map(), records: 0, bytes: 0 }
    let task: SourceTask | undefined
    let producer: KafkaProducer | undefined
    try {
      task = await this.start(AbortSignal.any([this.stopSignal, broken.signal]))
      for (const topic of task.topics) await describeTopic(this.assignment.connection, topic)
      producer = openProducer(this.assignment.connection, {
        bufferBytes: BUFFER_BYTES,
        deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
      })
      // Credentials that may read but not write are only found out by writing.
      if (this.lastFailure !== 'credentials') this.working()
      await this.pump(task, producer)
      return undefined
    } catch (error) {
      return classifyFailure(error, this.topic, this.username)
    } finally {
      broken.abort()
      await task?.stop().catch((error: unknown) => this.reports.log('WARN', `Stopping: ${String(error)}`))
      await producer?.close().catch(() => undefined)
    }
  }

  private async start(signal: AbortSignal): Promise<SourceTask> {
    const { connectorName, taskNumber, config, registryId } = this.assignment
    return this.createTask({
      connectorName,
      taskNumber,
      config,
      registryId,
      signal,
      offsetOf: (partition) => this.stored.get(partitionKey(partition))?.offset,
      log: (level, message) => this.reports.log(level, message),
      work: (run) => this.reports.work(run),
      load: (importing) => this.reports.load(importing),
    })
  }

  private async pump(task: SourceTask, producer: KafkaProducer): Promise<void> {
    const watch = setInterval(() => this.watchSilence(producer), 1_000)
    let checkpointAt = performance.now()
    try {
      while (!this.stopSignal.aborted) {
        const batch = await task.poll()
        // Heartbeats, stop requests and the other tasks of the thread have their turn between two batches.
        await yieldToLoop()
        if (!batch || batch.records.length === 0) continue
        await this.untilStopped(this.send(producer, batch))
        const isDue = performance.now() - checkpointAt >= CHECKPOINT_MS
        if (!isDue && batch.records.length >= SMALL_BATCH) continue
        await this.untilStopped(this.checkpoint(producer))
        checkpointAt = performance.now()
      }
      if (this.sent.records > 0) {
        await Promise.race([this.checkpoint(producer), sleep(STOP_GRACE_MS, undefined, { ref: false })])
      }
    } finally {
      clearInterval(watch)
    }
  }

  private async send(producer: KafkaProducer, batch: SourceBatch): Promise<void> {
    if (this.sent.records === 0) this.acknowledgedAt = performance.now()
    const { sent } = this
    for (const offset of batch.offsets) sent.offsets.set(partitionKey(offset.partition), offset)
    sent.records += batch.records.length
    sent.bytes += bytesOf(batch)
    const topics = new Set(batch.records.map((record) => record.topic))
    for (const topic of topics) {
      const records =
        topics.size === 1 ? batch.records : batch.records.filter((record) => record.topic === topic)
      await producer.send(topic, records)
    }
  }

  /** All that was sent is in Kafka: its offsets hold from now on. */
  private async checkpoint(producer: KafkaProducer): Promise<void> {
    await producer.flush()
    const { offsets, records, bytes } = this.sent
    this.sent = { offsets: new Map(), records: 0, bytes: 0 }
    for (const [key, offset] of offsets) this.stored.set(key, offset)
    this.lastFailure = undefined
    this.working()
    this.reports.acknowledged({ offsets: [...offsets.values()], records, bytes })
  }

  /** A stop does not wait for brokers that are away; what it leaves behind has its grace in `pump`. */
  private async untilStopped(work: Promise<void>): Promise<void> {
    const stopped = Promise.withResolvers<void>()
    const resolve = (): void => stopped.resolve()
    this.stopSignal.addEventListener('abort', resolve, { once: true })
    try {
      await Promise.race([work, stopped.promise])
    } finally {
      this.stopSignal.removeEventListener('abort', resolve)
      work.catch(() => undefined)
    }
  }

  private lastAcknowledged = 0

  private watchSilence(producer: KafkaProducer): void {
    const { records } = producer.stats
    if (records !== this.lastAcknowledged || this.sent.records === 0) {
      this.lastAcknowledged = records
      this.acknowledgedAt = performance.now()
      return
    }
    const silentMs = performance.now() - this.acknowledgedAt
    if (silentMs < SILENCE_MS || this.shown === 'TROUBLE') return
    const reason = `Kafka has not accepted records for ${Math.round(silentMs / 1_000)} s. Trying again until it does.`
    this.trouble({ kind: 'retriable', reason, trace: reason, isUserActionable: false }, 0)
  }

  private trouble(failure: Failure, attempt: number): void {
    const isKnown = this.shown === 'TROUBLE'
    if (!isKnown || attempt === 0 || attempt % 10 === 9) this.reports.log('WARN', failure.reason)
    if (isKnown) return
    this.shown = 'TROUBLE'
    this.reports.state('RESTARTING', failure)
  }

  private working(): void {
    if (this.shown === 'RUNNING') return
    if (this.shown === 'TROUBLE') this.reports.log('INFO', 'The task goes on: what was away is back.')
    this.shown = 'RUNNING'
    this.hasRun = true
    this.reports.state('RUNNING')
  }

  /** Waits until the reason of the failure is gone; false when asked to stop before. */
  private async recovered(kind: 'topic-gone' | 'credentials'): Promise<boolean> {
    for (let attempt = 0; !this.stopSignal.aborted; attempt++) {
      const isTopic = kind === 'topic-gone'
      await this.pause(
        isTopic
          ? TOPIC_PROBE_MS * (0.75 + Math.random() / 2)
          : backoffMs(attempt, KEY_PROBE_MS, KEY_PROBE_MS * 4),
      )
      if (this.stopSignal.aborted) return false
      try {
        await describeTopic(this.assignment.connection, this.topic)
        this.reports.log('INFO', 'The reason of the failure is gone: starting again.')
        return true
      } catch {
        continue
      }
    }
    return false
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopSignal }).catch(() => undefined)
  }
}
