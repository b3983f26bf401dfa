// Runtime twin of lib/connectors/catalog/datagen.ts: Confluent's DatagenConnector on our generator.
import { setTimeout as sleep } from 'node:timers/promises'
import { isConverterSwitched } from '@/lib/connectors/catalog/converter-fields'
import { parseAvroSchema, type AvroRecord } from '@/lib/connectors/datagen/avro-schema'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import { JsonWriter } from '@/lib/connectors/datagen/json-writer'
import { loadTemplate } from '@/lib/connectors/datagen/load-template'
import { seedOfTask } from '@/lib/connectors/datagen/random'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import { isRegisteredFormat } from '@/lib/connectors/datagen/output/formats'
import { findTemplate } from '@/lib/connectors/datagen/templates'
import type { DataOf } from './datagen/data'
import type { DatagenOutput } from './datagen/output'
import { createPacer } from './datagen/pacer'
import {
  TaskFailure,
  type CreateSourceTask,
  type SourceBatch,
  type SourceRecord,
  type SourceTaskContext,
} from '../runtime'

/** Records of one poll at full speed: a few milliseconds of work, then other tasks of the thread have their turn. */
const MAX_BATCH = 2_000
const MAX_ENCODED_BATCH = 500
const ARENA_BYTES = 1_048_576

/** The writer's memory is made of Buffers; only a key that had to be unescaped is not a slice of it. */
const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const wholeNumber = (config: Record<string, string>, name: string): number | undefined => {
  const text = config[name]?.trim()
  if (!text) return undefined
  const value = Number(text)
  if (!Number.isFinite(value)) throw new TaskFailure(`"${name}" must be a whole number, not "${text}".`)
  return Math.trunc(value)
}

const readSchema = async ({ config, load }: SourceTaskContext) => {
  const { quickstart = '' } = config
  const template = quickstart === '' ? undefined : findTemplate(quickstart)
  if (quickstart !== '' && !template) throw new TaskFailure(`There is no template "${quickstart}".`)
  const ownKey = config['schema.keyfield'] ?? ''
  return {
    schema: template
      ? await load(() => loadTemplate(template))
      : parseAvroSchema(config['schema.string'] ?? ''),
    keyField: ownKey === '' ? template?.keyField : ownKey,
  }
}

type Progress = { generation: number; iteration: number; seed: number | undefined }

const readProgress = ({ config, taskNumber, offsetOf }: SourceTaskContext): Progress => {
  const stored = offsetOf({ 'task.id': taskNumber })
  const configured = wholeNumber(config, 'random.seed')
  return {
    generation: Number(stored?.['task.generation'] ?? 0),
    iteration: Number(stored?.['current.iteration'] ?? 0),
    seed: stored
      ? Number(stored['random.seed'])
      : configured === undefined
        ? undefined
        : seedOfTask(configured, taskNumber),
  }
}

/** Transforms work on Connect's data, and converters that were chosen by class or told how make bytes of it. */
const isConverted = (config: Record<string, string>): boolean =>
  ['transforms', 'key.converter', 'value.converter'].some((name) => (config[name] ?? '').trim() !== '') ||
  isConverterSwitched(config)

const createGenerator = async (
  context: SourceTaskContext,
  { iteration, seed }: Progress,
): Promise<{ generator: RecordGenerator; keyField: string | undefined }> => {
  const { config } = context
  try {
    const { schema, keyField } = await readSchema(context)
    const isNumeric =
      config['json.output.decimal.format'] === 'NUMERIC' ||
      isRegisteredFormat(config['output.data.format'] ?? 'JSON')
    const generator = new RecordGenerator(schema, {
      keyField,
      isKeyJson: isConverted(config) || (config['output.key.format'] ?? 'STRING') !== 'STRING',
      decimalFormat: isNumeric || isConverted(config) ? 'NUMERIC' : 'BASE64',
      seed,
      iteration,
      // Records are slices of this memory: nothing is copied before the producer's batch.
      writer: new JsonWriter(ARENA_BYTES, 1_000_000, (size) => Buffer.allocUnsafeSlow(size)),
    })
    return { generator, keyField }
  } catch (error) {
    if (error instanceof TaskFailure) throw error
    throw new TaskFailure(
      `The schema cannot be used. ${error instanceof Error ? error.message : String(error)}`,
      true,
      { cause: error },
    )
  }
}

/** Serialisers and the registry's client are loaded for formats that need them only. */
const outputOf = async (
  context: SourceTaskContext,
  schema: AvroRecord,
  keyField: string | undefined,
): Promise<DatagenOutput> => {
  const { 'output.data.format': value = 'JSON', 'output.key.format': key = 'STRING' } = context.config
  if (!isRegisteredFormat(value) && !isRegisteredFormat(key)) return { key: null, value: null }
  const { openOutput } = await context.load(() => import('./datagen/output'))
  return openOutput(context, schema, keyField)
}

const openDataOf = async (
  { config, load }: SourceTaskContext,
  schema: AvroRecord,
  keyField: string | undefined,
): Promise<DataOf | null> => {
  if (!isConverted(config)) return null
  const { openData } = await load(() => import('./datagen/data'))
  try {
    return openData(schema, keyField)
  } catch (error) {
    throw new TaskFailure(`The schema cannot be used. ${String(error)}`, true, { cause: error })
  }
}

export const createSourceTask: CreateSourceTask = async (context) => {
  const { config, taskNumber, signal } = context
  const topic = config['kafka.topic'] ?? ''
  if (topic === '') throw new TaskFailure('The connector has no topic ("kafka.topic").')
  const progress = readProgress(context)
  const { generation } = progress
  const { generator, keyField } = await createGenerator(context, progress)
  const dataOf = await openDataOf(context, generator.schema, keyField)
  const output = dataOf ? { key: null, value: null } : await outputOf(context, generator.schema, keyField)
  const maxBatch = dataOf || output.key || output.value ? MAX_ENCODED_BATCH : MAX_BATCH
  const iterations = wholeNumber(config, 'iterations') ?? -1
  const pacer = createPacer(wholeNumber(config, 'max.interval') ?? 1_000)
  const generationHeader = { key: 'task.generation', value: String(generation) }
  const taskHeader = { key: 'task.id', value: String(taskNumber) }
  let count = progress.iteration

  const nextRecord = (): SourceRecord => {
    const { key, value } = generator.next()
    const headers = [generationHeader, taskHeader, { key: 'current.iteration', value: String(count) }]
    count++
    return {
      topic,
      key: key && (output.key ?? asBuffer)(key),
      value: (output.value ?? asBuffer)(value),
      headers,
    }
  }

  const nextData = (make: DataOf): ConnectRecord =>
    make(generator.next(), { topic, generation, taskNumber, iteration: count++ })

  const makeBatch = (wanted: number): SourceBatch => {
    const left = iterations > 0 ? iterations - count : wanted
    if (left <= 0) {
      throw new TaskFailure(`Stopping connector: generated the configured ${count} number of messages`)
    }
    generator.writer.rewind()
    const length = Math.min(wanted, left, maxBatch)
    const made = dataOf
      ? { records: [], data: Array.from({ length }, () => nextData(dataOf)) }
      : { records: Array.from({ length }, nextRecord) }
    const offset = {
      'task.generation': generation + 1,
      'current.iteration': count,
      'random.seed': generator.random.seed,
    }
    return { ...made, offsets: [{ partition: { 'task.id': taskNumber }, offset }] }
  }

  return {
    topics: [topic],
    async poll() {
      const wait = pacer.untilNext()
      if (wait > 0) {
        try {
          await sleep(wait, undefined, { signal })
        } catch {
          return null
        }
      }
      if (signal.aborted) return null
      const due = Math.min(pacer.due(), maxBatch)
      if (due === 0) return null
      pacer.advance(due)
      return context.work(() => makeBatch(due))
    },
    async stop() {},
  }
}
