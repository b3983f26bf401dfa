// Runs one source task in its thread: poll, produce, report acknowledged offsets in order. Batches are retried while
// Kafka says that trying again helps; other failures end the attempt, and the next one starts from the offsets that
// were acknowledged, so nothing is lost (records may come twice, as with Kafka Connect).
import { setTimeout as sleep } from 'node:timers/promises'
import { setImmediate as yieldToLoop } from 'node:timers/promises'
import { backoffMs, classifyFailure, type Failure } from './failure'
import { openRecordProducer, type RecordProducer } from './record-producer'
import type { TaskProblem } from './protocol'
import type {
  CreateSourceTask,
  LogLevel,
  SourceBatch,
  SourceOffset,
  SourcePartition,
  SourceTask,
  TaskAssignment,
} from './runtime'

export type TaskReports = {
  state(state: 'RUNNING' | 'RESTARTING' | 'FAILED' | 'STOPPED', problem?: TaskProblem): void
  acknowledged(batch: { offsets: SourceOffset[]; records: number; bytes: number }): void
  log(level: LogLevel, message: string): void
  work<T>(run: () => T): T
}

const MAX_IN_FLIGHT = 3
const RETRY_BASE_MS = 100
const RETRY_CAP_MS = 5_000
/** Retries that go on for longer are shown as RESTARTING. */
const SHOW_TROUBLE_AFTER_MS = 10_000
/** A new topic or key may not have reached every broker yet. */
const GRACE_MS = 5_000
const RECOVERY_PROBE_MS = { 'topic-gone': 2_000, credentials: 15_000 }
const STOP_GRACE_MS = 4_000

const partitionKey = (partition: SourcePartition): string => JSON.stringify(Object.entries(partition).sort())

const bytesOf = ({ records }: SourceBatch): number =>
  records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + (value?.length ?? 0), 0)

export class SourceLoop {
  private readonly stored = new Map<string, SourceOffset>()
  private readonly topic: string
  private readonly username: string
  private hasRun = false
  private isInTrouble = false

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
      const isEarly = !this.hasRun && Date.now() - startedAt < GRACE_MS
      if (failure.kind === 'retriable' || (isEarly && failure.kind !== 'fatal')) {
        this.trouble(failure, failures)
        await this.pause(backoffMs(failures, RETRY_BASE_MS, RETRY_CAP_MS))
        continue
      }
      this.reports.log('ERROR', failure.reason)
      this.reports.state('FAILED', failure)
      if (failure.kind === 'fatal' || this.assignment.config['auto.restart.on.user.error'] === 'false') return
      if (!(await this.recovered(failure.kind))) break
      failures = 0
    }
    this.reports.state('STOPPED')
  }

  private async attempt(): Promise<Failure | undefined> {
    const broken = new AbortController()
    const signal = AbortSignal.any([this.stopSignal, broken.signal])
    let task: SourceTask | undefined
    let producer: RecordProducer | undefined
    try {
      task = await this.start(signal)
      producer = openRecordProducer(this.assignment.connection)
      for (const topic of task.topics) await producer.checkTopic(topic)
      this.working()
      await this.pump(task, producer, signal, broken)
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
    const { connectorName, taskNumber, config } = this.assignment
    return this.createTask({
      connectorName,
      taskNumber,
      config,
      signal,
      offsetOf: (partition) => this.stored.get(partitionKey(partition))?.offset,
      log: (level, message) => this.reports.log(level, message),
      work: (run) => this.reports.work(run),
    })
  }

  private async pump(
    task: SourceTask,
    producer: RecordProducer,
    signal: AbortSignal,
    broken: AbortController,
  ): Promise<void> {
    const pending: Promise<void>[] = []
    let last: Promise<unknown> = Promise.resolve()
    while (!signal.aborted) {
      const batch = await task.poll()
      // Heartbeats, stop requests and the other tasks of the thread have their turn between two batches.
      await yieldToLoop()
      if (!batch || batch.records.length === 0) continue
      const acknowledged = Promise.all([this.send(producer, batch), last]).then(() => this.acknowledge(batch))
      acknowledged.catch(() => broken.abort())
      last = acknowledged
      pending.push(acknowledged)
      if (pending.length >= MAX_IN_FLIGHT) await pending.shift()
    }
    await (this.stopSignal.aborted
      ? Promise.race([Promise.allSettled(pending), sleep(STOP_GRACE_MS, undefined, { ref: false })])
      : Promise.all(pending))
  }

  private async send(producer: RecordProducer, batch: SourceBatch): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await producer.send(batch.records)
        this.working()
        return
      } catch (error) {
        const failure = classifyFailure(error, this.topic, this.username)
        if (failure.kind !== 'retriable' || this.stopSignal.aborted) throw error
        this.trouble(failure, attempt)
        await this.pause(backoffMs(attempt, RETRY_BASE_MS, RETRY_CAP_MS))
      }
    }
  }

  private acknowledge(batch: SourceBatch): void {
    for (const offset of batch.offsets) this.stored.set(partitionKey(offset.partition), offset)
    this.reports.acknowledged({
      offsets: batch.offsets,
      records: batch.records.length,
      bytes: bytesOf(batch),
    })
  }

  private troubleSince = 0

  private trouble(failure: Failure, attempt: number): void {
    if (this.troubleSince === 0) this.troubleSince = Date.now()
    if (attempt === 0 || attempt % 10 === 9) this.reports.log('WARN', `${failure.reason} Trying again.`)
    if (this.isInTrouble || Date.now() - this.troubleSince < SHOW_TROUBLE_AFTER_MS) return
    this.isInTrouble = true
    this.reports.state('RESTARTING', failure)
  }

  private working(): void {
    if (this.hasRun && this.troubleSince === 0) return
    if (this.troubleSince !== 0) this.reports.log('INFO', 'Kafka accepts records again.')
    if (!this.hasRun || this.isInTrouble) this.reports.state('RUNNING')
    this.hasRun = true
    this.isInTrouble = false
    this.troubleSince = 0
  }

  /** Waits until the reason of the failure is gone; false when asked to stop before. */
  private async recovered(kind: 'topic-gone' | 'credentials'): Promise<boolean> {
    for (let attempt = 0; !this.stopSignal.aborted; attempt++) {
      const base = RECOVERY_PROBE_MS[kind]
      await this.pause(
        kind === 'topic-gone' ? base * (0.75 + Math.random() / 2) : backoffMs(attempt, base, base * 4),
      )
      if (this.stopSignal.aborted) return false
      const producer = openRecordProducer(this.assignment.connection)
      try {
        await producer.checkTopic(this.topic)
        this.reports.log('INFO', 'The reason of the failure is gone: starting again.')
        this.reports.state('RESTARTING')
        this.hasRun = false
        return true
      } catch {
        continue
      } finally {
        await producer.close().catch(() => undefined)
      }
    }
    return false
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopSignal }).catch(() => undefined)
  }
}
