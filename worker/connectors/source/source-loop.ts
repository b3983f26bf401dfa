// Runs one source task in its thread: poll, produce, report acknowledged offsets. The producer retries by itself, without
// writing twice, while brokers are away. Other failures end the attempt; the next one starts from the offsets that were
// acknowledged, so nothing is lost (records may come twice then, as with Kafka Connect).
import { setImmediate as yieldToLoop, setTimeout as sleep } from 'node:timers/promises'
import { describeTopic, openProducer, type KafkaProducer } from '@/lib/kafka'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import { readErrorPolicy } from '../error-policy'
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
import { TaskAttempts, untilStopped, type TaskReports } from '../task-attempts'

/** A stream at full speed is acknowledged this often, a slow one after every batch. */
const CHECKPOINT_MS = 200
const SMALL_BATCH = 500
const BUFFER_BYTES = 4 * 1024 * 1024
const DELIVERY_TIMEOUT_MS = 30_000
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
  private ensureTopic: EnsureTopic | null = null
  private conversion: SourceConversion | undefined
  private readonly attempts: TaskAttempts

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
    const probe = async (): Promise<void> => void (await describeTopic(assignment.connection, this.topic))
    this.attempts = new TaskAttempts({ assignment, reports, stopSignal, probe })
  }

  /** Ends when the stop signal fires or when the task has failed for good. Never rejects. */
  run(): Promise<void> {
    return this.attempts.run(() => this.attempt())
  }

  private async attempt(): Promise<Failure | undefined> {
    const broken = new AbortController()
    this.sent = { offsets: new Map(), records: 0, bytes: 0 }
    let task: SourceTask | undefined
    let producer: KafkaProducer | undefined
    try {
      task = await this.start(AbortSignal.any([this.stopSignal, broken.signal]))
      this.ensureTopic = topicCreation(this.assignment)
      this.conversion = undefined
      for (const topic of task.topics) {
        await this.ensureTopic?.(topic)
        await describeTopic(this.assignment.connection, topic)
      }
      producer = openProducer(this.assignment.connection, {
        bufferBytes: BUFFER_BYTES,
        deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
      })
      // Credentials that may read but not write are only found out by writing.
      if (this.attempts.lastFailure !== 'credentials') this.attempts.working()
      await this.pump(task, producer)
      return undefined
    } catch (error) {
      return classifyFailure(error, { topic: this.topic, username: this.username, access: 'write to' })
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
        if (!batch || (batch.records.length === 0 && batch.offsets.length === 0)) continue
        const records = batch.data ? await this.convert(batch.data) : batch.records
        await untilStopped(this.send(producer, { ...batch, records }), this.stopSignal)
        const isDue = performance.now() - checkpointAt >= CHECKPOINT_MS
        if (!isDue && records.length >= SMALL_BATCH) continue
        await untilStopped(this.checkpoint(producer), this.stopSignal)
        checkpointAt = performance.now()
      }
      if (this.sent.offsets.size > 0) {
        await Promise.race([this.checkpoint(producer), sleep(STOP_GRACE_MS, undefined, { ref: false })])
      }
    } finally {
      clearInterval(watch)
    }
  }

  private async convert(data: readonly ConnectRecord[]): Promise<SourceRecord[]> {
    this.conversion ??= await this.openConversion()
    return this.conversion.convert(data)
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

  private async send(producer: KafkaProducer, batch: SourceBatch): Promise<void> {
    if (this.sent.records === 0) this.acknowledgedAt = performance.now()
    const { sent } = this
    for (const offset of batch.offsets) sent.offsets.set(partitionKey(offset.partition), offset)
    sent.records += batch.records.length
    sent.bytes += bytesOf(batch)
    const topics = new Set(batch.records.map((record) => record.topic))
    for (const topic of topics) {
      this.attempts.uses(topic)
      await this.ensureTopic?.(topic)
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
    this.attempts.lastFailure = undefined
    this.attempts.working()
    const bad = this.conversion?.takePassed() ?? 0
    this.reports.acknowledged({ offsets: [...offsets.values()], records, bytes, bad })
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
    if (silentMs < SILENCE_MS || this.attempts.isInTrouble) return
    const reason = `Kafka has not accepted records for ${Math.round(silentMs / 1_000)} s. Trying again until it does.`
    this.attempts.trouble({ reason, trace: reason, isUserActionable: false }, 0)
  }
}
