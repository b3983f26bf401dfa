// Runs one source task in its thread: poll, produce, report acknowledged offsets. The producer retries by itself, without
// writing twice, while brokers are away. Other failures end the attempt; the next one starts from the offsets that were
// acknowledged, so nothing is lost (records may come twice then, as with Kafka Connect).
import { setImmediate as yieldToLoop, setTimeout as sleep } from 'node:timers/promises'
import { describeTopic } from '@/lib/kafka'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import { AppError } from '@/lib/errors'
import { readErrorPolicy, requireTimeLeft } from '../error-policy'
import { classifyFailure, type Failure } from '../failure'
import type {
  CreateSourceTask,
  SourceBatch,
  SourceOffset,
  SourcePartition,
  SourceRecord,
  SourceTask,
  TaskAssignment,
} from '../runtime'
import type { SourceConversion } from './convert-records'
import { topicCreation, type EnsureTopic } from './create-topics'
import { openSender, type SourceSender } from './sender'
import { TaskAttempts, untilStopped, type TaskReports } from '../task-attempts'

/** Without an acknowledgement for so long a task is shown as RESTARTING. */
const SILENCE_MS = 5_000
const STOP_GRACE_MS = 4_000

const partitionKey = (partition: SourcePartition): string => JSON.stringify(Object.entries(partition).sort())

const bytesOf = ({ records }: SourceBatch): number =>
  records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + (value?.length ?? 0), 0)

export class SourceLoop {
  private readonly stored = new Map<string, SourceOffset>()
  private readonly topic: string
  private readonly username: string
  private sent = { offsets: new Map<string, SourceOffset>(), records: 0, bytes: 0 }
  private acknowledgedAt = 0
  private isSending = false
  private checkpointing: Promise<void> | null = null
  private ensureTopic: EnsureTopic | null = null
  private conversion: SourceConversion | undefined
  /** The records that are at work, over all attempts. */
  private convertingSince: number | undefined
  private readonly attempts: TaskAttempts

  constructor(
    private readonly assignment: TaskAssignment,
    offsets: SourceOffset[],
    private readonly createTask: CreateSourceTask,
    private readonly reports: TaskReports,
    private readonly stopSignal: AbortSignal,
  ) {
    this.remember(offsets)
    this.topic = assignment.config['kafka.topic'] ?? ''
    this.username = assignment.connection.username ?? ''
    const probe = async (): Promise<void> => void (await describeTopic(assignment.connection, this.topic))
    this.attempts = new TaskAttempts({ assignment, reports, stopSignal, probe })
  }

  private remember(offsets: readonly SourceOffset[]): void {
    this.stored.clear()
    for (const offset of offsets) this.stored.set(partitionKey(offset.partition), offset)
  }

  /** Ends when the stop signal fires or when the task has failed for good. Never rejects. */
  run(): Promise<void> {
    return this.attempts.run(() => this.attempt())
  }

  private async attempt(): Promise<Failure | undefined> {
    const broken = new AbortController()
    this.sent = { offsets: new Map(), records: 0, bytes: 0 }
    this.isSending = false
    let task: SourceTask | undefined
    let sender: SourceSender | undefined
    try {
      sender = await openSender(this.assignment, this.stopSignal)
      if (sender.offsets) this.remember(sender.offsets)
      task = await this.start(AbortSignal.any([this.stopSignal, broken.signal]))
      this.ensureTopic = topicCreation(this.assignment)
      this.conversion = undefined
      for (const topic of task.topics) {
        await this.ensureTopic?.(topic)
        await describeTopic(this.assignment.connection, topic)
      }
      // Credentials that may read but not write are only found out by writing.
      if (this.attempts.lastFailure !== 'credentials') this.attempts.working()
      await this.pump(task, sender)
      return undefined
    } catch (error) {
      return classifyFailure(error, { topic: this.topic, username: this.username, access: 'write to' })
    } finally {
      broken.abort()
      await task?.stop().catch((error: unknown) => this.reports.log('WARN', `Stopping: ${String(error)}`))
      await sender?.close().catch(() => undefined)
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

  private async pump(task: SourceTask, sender: SourceSender): Promise<void> {
    const watch = setInterval(() => this.watchSilence(sender), 1_000)
    try {
      while (!this.stopSignal.aborted) {
        const batch = await task.poll().catch((error: unknown) => this.lastWords(sender, error))
        // Heartbeats, stop requests and the other tasks of the thread have their turn between two batches.
        await yieldToLoop()
        const sent = batch ? await this.take(sender, batch) : 0
        if (this.sent.offsets.size === 0 || !sender.isDue(sent)) continue
        await untilStopped(this.checkpoint(sender), this.stopSignal)
      }
      await this.settle(sender)
    } finally {
      clearInterval(watch)
    }
  }

  /** What was sent before is kept: a source that has come to its end says so by failing. */
  private async lastWords(sender: SourceSender, error: unknown): Promise<never> {
    await this.settle(sender).catch(() => undefined)
    throw error
  }

  private async settle(sender: SourceSender): Promise<void> {
    // Half a batch must not be committed: the next start aborts it and begins where this one stands.
    if (this.sent.offsets.size === 0 || (this.isSending && sender.offsets !== null)) return
    await Promise.race([this.checkpoint(sender), sleep(STOP_GRACE_MS, undefined, { ref: false })])
  }

  /** Answers how many records of the batch are on their way. */
  private async take(sender: SourceSender, batch: SourceBatch): Promise<number> {
    if (batch.records.length === 0 && batch.offsets.length === 0) return 0
    const records = batch.data ? await this.convert(batch.data) : batch.records
    await untilStopped(this.send(sender, { ...batch, records }), this.stopSignal)
    return records.length
  }

  private async convert(data: readonly ConnectRecord[]): Promise<SourceRecord[]> {
    this.conversion ??= await this.openConversion()
    const begunAt = (this.convertingSince ??= performance.now())
    try {
      const records = await this.conversion.convert(data)
      this.convertingSince = undefined
      return records
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'unavailable'
      if (isAway) requireTimeLeft(error, begunAt, readErrorPolicy(this.assignment).convertTimeoutMs)
      throw error
    }
  }

  /** Loaded for sources that leave it to the framework only. */
  private async openConversion(): Promise<SourceConversion> {
    const { assignment, reports } = this
    const [{ SourceConversion }, { openPipeline }] = await reports.load(() =>
      Promise.all([import('./convert-records'), import('../open-pipeline')]),
    )
    return new SourceConversion({
      ...openPipeline(assignment),
      policy: readErrorPolicy(assignment),
      log: (level, message) => reports.log(level, message),
      work: (run) => reports.work(run),
    })
  }

  private async send(sender: SourceSender, batch: SourceBatch): Promise<void> {
    if (this.sent.records === 0) this.acknowledgedAt = performance.now()
    const { sent } = this
    this.isSending = true
    const topics = new Set(batch.records.map((record) => record.topic))
    for (const topic of topics) {
      this.attempts.uses(topic)
      await this.ensureTopic?.(topic)
      const records =
        topics.size === 1 ? batch.records : batch.records.filter((record) => record.topic === topic)
      await sender.send(topic, records)
    }
    // Not before: a stop in between leaves the batch to the next start.
    for (const offset of batch.offsets) sent.offsets.set(partitionKey(offset.partition), offset)
    sent.records += batch.records.length
    sent.bytes += bytesOf(batch)
    this.isSending = false
  }

  /** All that was sent is in Kafka: its offsets hold from now on. */
  private checkpoint(sender: SourceSender): Promise<void> {
    this.checkpointing ??= this.acknowledge(sender).finally(() => (this.checkpointing = null))
    return this.checkpointing
  }

  private async acknowledge(sender: SourceSender): Promise<void> {
    const offsets = [...this.sent.offsets.values()]
    const { records, bytes } = this.sent
    await sender.checkpoint(offsets)
    this.sent = { offsets: new Map(), records: 0, bytes: 0 }
    for (const offset of offsets) this.stored.set(partitionKey(offset.partition), offset)
    this.attempts.lastFailure = undefined
    this.attempts.working()
    const bad = this.conversion?.takePassed() ?? 0
    this.reports.acknowledged({ offsets, records, bytes, bad, isStored: sender.offsets !== null })
  }

  private lastAcknowledged = 0

  private watchSilence({ acknowledged: records }: SourceSender): void {
    if (records !== this.lastAcknowledged || (this.sent.records === 0 && !this.isSending)) {
      this.lastAcknowledged = records
      this.acknowledgedAt = performance.now()
      return
    }
    const silentMs = performance.now() - this.acknowledgedAt
    if (silentMs < SILENCE_MS || this.attempts.isInTrouble) return
    const reason = `Kafka has not accepted records for ${Math.round(silentMs / 1_000)} s. Trying again until it does.`
    this.attempts.trouble({ reason, trace: reason, isUserActionable: false }, 0)
  }
}
