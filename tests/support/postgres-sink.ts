// PostgreSQL sink tasks driven directly with records of the test's own, into the test's database.
import { randomBytes } from 'node:crypto'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { createSinkTask } from '@/worker/connectors/runtimes/postgres-sink'
import type {
  BadRecord,
  PartitionPosition,
  RawBatch,
  SinkBatch,
  SinkTask,
  SinkTaskContext,
  TaskConfig,
} from '@/worker/connectors/runtime'
import { openSinkTask } from '@/worker/connectors/runtimes/postgres-sink/open-task'
import type { FetchSchema } from '@/lib/serdes/schema-cache'
import type { Dialect } from '@/lib/connectors/catalog/spec'
import pg from 'pg'
import { avroCodec } from '@/lib/connectors/converters/avro/codec'
import type { ParsedSchema } from '@/lib/schemas/parse'
import { readFrame } from '@/lib/serdes/wire-format'

export type SinkRecord = {
  key?: ConnectValue
  keySchema?: ConnectSchema | null
  value: ConnectValue
  valueSchema?: ConnectSchema | null
  timestamp?: number
}

export type DrivenSink = SinkTask & {
  bad: BadRecord[]
  logs: string[]
  positions: readonly PartitionPosition[]
  /** Records of one partition, from `offset` on. */
  send: (
    records: readonly SinkRecord[],
    place?: { topic?: string; partition?: number; offset?: number },
  ) => Promise<void>
}

export const target = new URL(process.env.DATABASE_URL ?? 'postgresql://unset')

export const targetConfig = (url: URL = target): TaskConfig => ({
  'connection.host': url.hostname,
  'connection.port': url.port,
  'connection.user': decodeURIComponent(url.username),
  'connection.password': decodeURIComponent(url.password),
  'db.name': url.pathname.slice(1),
})

export type SinkOptions = {
  config?: TaskConfig
  connectorId?: string
  epoch?: number
  topic?: string
  partitions?: number
  dialect?: Dialect
  reportBad?: (records: readonly BadRecord[]) => Promise<void>
  /** In place of a Schema Registry. */
  fetchSchema?: FetchSchema
}

export const newConnectorId = (): string => `lcc-${randomBytes(4).toString('hex')}`

export async function makeSink({
  config = {},
  connectorId = newConnectorId(),
  epoch = 1,
  dialect = 'managed',
  reportBad,
  fetchSchema,
}: SinkOptions = {}): Promise<DrivenSink> {
  const bad: BadRecord[] = []
  const logs: string[] = []
  const context: SinkTaskContext = {
    connectorId,
    connectorName: 'sink',
    taskNumber: 0,
    epoch,
    dialect,
    config: { ...targetConfig(), ...config },
    log: (_level, message) => logs.push(message),
    signal: new AbortController().signal,
    work: (run) => run(),
    load: (importing) => importing(),
    reportBad: async (records) => {
      await reportBad?.(records)
      bad.push(...records)
    },
  }
  const task = await (fetchSchema === undefined
    ? createSinkTask(context)
    : openSinkTask(context, fetchSchema))
  const driven: DrivenSink = {
    ...task,
    bad,
    logs,
    positions: [],
    send: (records, { topic = 'orders', partition = 0, offset = 0 } = {}) =>
      task.put([sinkBatch(records, topic, partition, offset)]),
  }
  return driven
}

export async function openSink(options: SinkOptions = {}): Promise<DrivenSink> {
  const sink = await makeSink(options)
  const { topic = 'orders', partitions = 1 } = options
  sink.positions = await sink.open(
    Array.from({ length: partitions }, (_one, partition) => ({ topic, partition })),
  )
  return sink
}

export const sinkBatch = (
  records: readonly SinkRecord[],
  topic = 'orders',
  partition = 0,
  offset = 0,
): SinkBatch => ({
  topic,
  partition,
  nextOffset: offset + records.length,
  records: records.map(
    ({ key = null, keySchema = null, value, valueSchema = null, timestamp = 0 }, index): ConnectRecord => ({
      topic,
      partition,
      timestamp,
      key,
      keySchema,
      value,
      valueSchema,
      headers: [],
      origin: { topic, partition, offset: offset + index, timestampType: 'CREATE_TIME' },
    }),
  ),
})

type RawRecord = { key?: string | Buffer | null; value: string | Buffer | null }

/** As a fetch gives them: all bytes in one buffer. */
export function rawBatch(
  records: readonly RawRecord[],
  topic = 'orders',
  partition = 0,
  offset = 0,
): RawBatch {
  const spans = new Int32Array(records.length * 4)
  const parts: Buffer[] = []
  let at = 0
  records.forEach(({ key = null, value }, index) => {
    for (const [place, content] of [key, value].entries()) {
      const bytes = content === null ? null : Buffer.from(content)
      spans[index * 4 + place * 2] = at
      spans[index * 4 + place * 2 + 1] = bytes?.length ?? -1
      if (bytes === null) continue
      parts.push(bytes)
      at += bytes.length
    }
  })
  const data = Buffer.concat(parts)
  const view = (index: number, place: number): Buffer | null => {
    const [start = 0, length = -1] = spans.subarray(index * 4 + place, index * 4 + place + 2)
    return length < 0 ? null : data.subarray(start, start + length)
  }
  return {
    topic,
    partition,
    count: records.length,
    nextOffset: offset + records.length,
    data,
    spans,
    offsets: Float64Array.from(records, (_one, index) => offset + index),
    timestamps: new Float64Array(records.length),
    offset: (index) => offset + index,
    timestamp: () => 0,
    timestampType: () => 'CREATE_TIME',
    key: (index) => view(index, 0),
    value: (index) => view(index, 2),
    headers: () => [],
  }
}

/** Rows as text, in the order of the columns. */
export async function query(sql: string, url: URL = target): Promise<(string | null)[][]> {
  const client = new pg.Client({
    connectionString: url.href,
    types: { getTypeParser: () => (text: string) => text },
  })
  await client.connect()
  try {
    const { rows } = await client.query<(string | null)[]>({ text: sql, rowMode: 'array' })
    return rows
  } finally {
    await client.end()
  }
}

/** What the framework's converter makes of Avro values. */
export function asConverted(batch: RawBatch, schema: ParsedSchema): SinkBatch {
  const read = avroCodec({}).reader(schema)
  const values = Array.from({ length: batch.count }, (_one, index) => {
    const bytes = batch.value(index) ?? Buffer.alloc(0)
    const { schema: valueSchema, value } = read(bytes, readFrame(bytes))
    return { valueSchema, value }
  })
  return sinkBatch(values, batch.topic, batch.partition, batch.offset(0))
}
