// A source's records on their way to Kafka: through the transforms, then by converters to bytes. What cannot be used is passed
// over where errors are tolerated (a dropped record's offset holds all the same), and else fails the task.
import { setImmediate as yieldToLoop } from 'node:timers/promises'
import type { Converter, HeaderConverter } from '@/lib/connectors/data/converter'
import type { ConnectRecord, RecordStage } from '@/lib/connectors/data/record'
import type { Transform } from '@/lib/connectors/data/transform'
import { AppError } from '@/lib/errors'
import type { ErrorPolicy } from '../error-policy'
import { intolerable, logFailed, type FailedRecord } from '../failed-record'
import type { LogLevel, SourceRecord } from '../runtime'

type Options = {
  converters: {
    key: Converter
    value: Converter
    header: HeaderConverter
    names: { key: string; value: string; header: string }
  }
  steps: readonly { className: string; apply: Transform }[]
  policy: ErrorPolicy
  log: (level: LogLevel, message: string) => void
  work: <T>(run: () => T) => T
}

const CHUNK = 1_000

export class SourceConversion {
  private stage: RecordStage = 'TRANSFORMATION'
  private className = ''
  /** Records that were passed over, since it was last asked. */
  private passed = 0

  constructor(private readonly options: Options) {}

  /** Rejects while a registry is away. */
  async convert(records: readonly ConnectRecord[]): Promise<SourceRecord[]> {
    const ready: SourceRecord[] = []
    const failed: FailedRecord[] = []
    for (let from = 0; from < records.length; from += CHUNK) {
      const transformed = this.options.work(() =>
        this.transformAll(records.slice(from, from + CHUNK), failed),
      )
      await this.prepare(transformed, failed)
      this.options.work(() => {
        for (const record of transformed) this.attempt(failed, () => ready.push(this.toBytes(record)))
      })
      await yieldToLoop()
    }
    this.settle(failed)
    return ready
  }

  takePassed(): number {
    const { passed } = this
    this.passed = 0
    return passed
  }

  private transformAll(records: readonly ConnectRecord[], failed: FailedRecord[]): ConnectRecord[] {
    return records.flatMap((record) => {
      const kept: ConnectRecord[] = []
      this.attempt(failed, () => {
        const transformed = this.transform(record)
        if (transformed) kept.push(transformed)
      })
      return kept
    })
  }

  private transform(record: ConnectRecord): ConnectRecord | null {
    let current: ConnectRecord | null = record
    for (const { className, apply } of this.options.steps) {
      this.at('TRANSFORMATION', className)
      current = apply(current)
      if (current === null) return null
    }
    return current
  }

  /** Schemas that come for the first time are registered. */
  private async prepare(records: ConnectRecord[], failed: FailedRecord[]): Promise<void> {
    const { key, value, names } = this.options.converters
    for (const record of [...records]) {
      try {
        this.at('KEY_CONVERTER', names.key)
        if (key.isUnprepared?.(record.topic, record.keySchema))
          await key.prepareFromConnect?.(record.topic, record.keySchema)
        this.at('VALUE_CONVERTER', names.value)
        if (value.isUnprepared?.(record.topic, record.valueSchema))
          await value.prepareFromConnect?.(record.topic, record.valueSchema)
      } catch (error) {
        records.splice(records.indexOf(record), 1)
        failed.push(this.failure(error))
      }
    }
  }

  private toBytes(record: ConnectRecord): SourceRecord {
    const { topic, partition, timestamp } = record
    const { key, value, header, names } = this.options.converters
    this.at('HEADER_CONVERTER', names.header)
    const headers = record.headers.map((one) => ({
      key: one.key,
      value: header.fromConnect(topic, one.key, one.schema, one.value),
    }))
    this.at('KEY_CONVERTER', names.key)
    const keyBytes = key.fromConnect(topic, record.keySchema, record.key)
    this.at('VALUE_CONVERTER', names.value)
    const valueBytes = value.fromConnect(topic, record.valueSchema, record.value)
    return {
      topic,
      key: keyBytes,
      value: valueBytes,
      headers,
      ...(partition === null ? {} : { partition }),
      ...(timestamp === null ? {} : { timestamp }),
    }
  }

  private at(stage: RecordStage, className: string): void {
    this.stage = stage
    this.className = className
  }

  private attempt(failed: FailedRecord[], run: () => void): void {
    try {
      run()
    } catch (error) {
      failed.push(this.failure(error))
    }
  }

  private failure(error: unknown): FailedRecord {
    if (error instanceof AppError && error.code === 'unavailable') throw error
    const { stage, className } = this
    return {
      stage,
      className,
      error: error instanceof Error ? error : new Error(String(error)),
      origin: null,
    }
  }

  private settle(failed: readonly FailedRecord[]): void {
    const [first] = failed
    if (first === undefined) return
    const { policy, log } = this.options
    if (!policy.toleratesAll) throw intolerable(first)
    logFailed(failed, policy, log)
    this.passed += failed.length
  }
}
