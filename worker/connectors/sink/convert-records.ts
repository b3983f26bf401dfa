// The general way of a sink's records: from bytes by converters to Connect's data, through the transforms, to the task.
// A record that cannot be used is reported and left out; its batch-mates go on in order.
import { setImmediate as yieldToLoop } from 'node:timers/promises'
import type { Converter, HeaderConverter, RawHeader } from '@/lib/connectors/data/converter'
import type { ConnectHeader, ConnectRecord, RecordStage } from '@/lib/connectors/data/record'
import type { Transform } from '@/lib/connectors/data/transform'
import type { RawBatch, SinkBatch } from '../runtime'
import type { BadRecords } from './bad-records'
import type { FailedInBatch } from './dead-letters'

export type SinkConverters = {
  key: Converter
  value: Converter
  header: HeaderConverter
  /** Java's names, for dead letters. */
  names: { key: string; value: string; header: string }
}
export type Step = { alias: string; className: string; apply: Transform }

/** Between two yields to the other tasks of the thread. */
const CHUNK = 1_000
const noHeaders: readonly ConnectHeader[] = []

type Options = {
  converters: SinkConverters
  steps: readonly Step[]
  bad: Pick<BadRecords, 'report'>
  work: <T>(run: () => T) => T
}

/** What was at work when a record failed. */
type Stage = { stage: RecordStage; className: string }

export class RecordConversion {
  private readonly stages: Record<'key' | 'value' | 'header', Stage>
  private readonly stepStages: Stage[]
  private at: Stage

  constructor(private readonly options: Options) {
    const { key, value, header } = options.converters.names
    this.stages = {
      key: { stage: 'KEY_CONVERTER', className: key },
      value: { stage: 'VALUE_CONVERTER', className: value },
      header: { stage: 'HEADER_CONVERTER', className: header },
    }
    this.stepStages = options.steps.map(({ className }) => ({ stage: 'TRANSFORMATION', className }))
    this.at = this.stages.value
  }

  /** Records `from` to `to` (excluded) of a batch. Rejects while a registry is away. */
  async convert(batch: RawBatch, from: number, to: number): Promise<SinkBatch> {
    const { converters, bad, work } = this.options
    const keys: (Buffer | null)[] = []
    const values: (Buffer | null)[] = []
    const headers: (readonly RawHeader[])[] = []
    for (let index = from; index < to; index++) {
      keys.push(batch.key(index))
      values.push(batch.value(index))
      headers.push(batch.headers(index))
    }
    await converters.key.prepareToConnect?.(keys, headers)
    await converters.value.prepareToConnect?.(values, headers)
    const records: ConnectRecord[] = []
    const failed: FailedInBatch[] = []
    for (let start = from; start < to; start += CHUNK) {
      const end = Math.min(to, start + CHUNK)
      work(() => {
        for (let index = start; index < end; index++) {
          const at = index - from
          try {
            const record = this.one(batch, index, keys[at] ?? null, values[at] ?? null, headers[at] ?? [])
            if (record) records.push(record)
          } catch (error) {
            failed.push(this.failedRecord(batch, index, error))
          }
        }
      })
      if (end < to) await yieldToLoop()
    }
    await bad.report(failed)
    const { topic, partition } = batch
    const nextOffset = to < batch.count ? batch.offset(to) : batch.nextOffset
    return { topic, partition, records, nextOffset }
  }

  private one(
    batch: RawBatch,
    index: number,
    key: Buffer | null,
    value: Buffer | null,
    raw: readonly RawHeader[],
  ): ConnectRecord | null {
    const { converters } = this.options
    const { topic, partition } = batch
    this.at = this.stages.key
    const keyed = converters.key.toConnect(topic, key, raw)
    this.at = this.stages.value
    const valued = converters.value.toConnect(topic, value, raw)
    this.at = this.stages.header
    const headers = raw.length === 0 ? noHeaders : raw.map((header) => this.header(topic, header))
    const record: ConnectRecord = {
      topic,
      partition,
      timestamp: batch.timestamp(index),
      keySchema: keyed.schema,
      key: keyed.value,
      valueSchema: valued.schema,
      value: valued.value,
      headers,
      origin: { topic, partition, offset: batch.offset(index), timestampType: batch.timestampType(index) },
    }
    return this.transform(record)
  }

  private header(topic: string, { key, value }: RawHeader): ConnectHeader {
    return { key, ...this.options.converters.header.toConnect(topic, key, value) }
  }

  private transform(record: ConnectRecord): ConnectRecord | null {
    let current: ConnectRecord | null = record
    for (const [index, { apply }] of this.options.steps.entries()) {
      this.at = this.stepStages[index] ?? this.at
      current = apply(current)
      if (current === null) return null
    }
    return current
  }

  private failedRecord(batch: RawBatch, index: number, error: unknown): FailedInBatch {
    const { topic, partition } = batch
    return {
      ...this.at,
      error: error instanceof Error ? error : new Error(String(error)),
      origin: { topic, partition, offset: batch.offset(index) },
      batch,
      index,
    }
  }
}
