// What a configuration would make of real records: the newest ones of a sink's topics, or the first that a source reads. Read,
// converted and transformed one by one; nothing is written, nothing is committed.
import type {
  ConnectorPreviewDto,
  PreviewedRecord,
  PreviewRecordPart,
} from '@/lib/connectors/validation/check-schema'
import { displayJson } from '@/lib/connectors/data/display'
import type { ConnectHeader, ConnectRecord, RecordStage } from '@/lib/connectors/data/record'
import type { SchemaAndValue } from '@/lib/connectors/data/schema'
import { AppError, errorMessage } from '@/lib/errors'
import { fetchNewest, type ViewedRecord } from '@/lib/kafka'
import { openPipeline } from '../open-pipeline'
import type { CreateSourceTask, SourceRecord, SourceTaskContext, TaskAssignment } from '../runtime'
import { readTopicChoice } from '../sink/assign-partitions'

type Pipeline = ReturnType<typeof openPipeline>

const POLL_MS = 5_000

export async function previewSink(assignment: TaskAssignment, count: number): Promise<ConnectorPreviewDto> {
  const choice = readTopicChoice(assignment.config)
  if (!('names' in choice)) throw new AppError('invalid', 'A preview needs topics by name.')
  const pipeline = openPipeline(assignment)
  const found = await Promise.all(
    choice.names.map(async (topic) => {
      const { records } = await fetchNewest(assignment.ownConnection, { topic, max: count })
      return records.map((record) => ({ topic, record }))
    }),
  )
  const newest = found
    .flat()
    .sort((a, b) => b.record.timestamp - a.record.timestamp)
    .slice(0, count)
  const { key, value } = pipeline.converters
  const headers = newest.map(({ record }) => record.headers)
  await key.prepareToConnect?.(
    newest.map(({ record }) => record.key),
    headers,
  )
  await value.prepareToConnect?.(
    newest.map(({ record }) => record.value),
    headers,
  )
  return {
    records: newest.map(({ topic, record }) => sinkRecord(pipeline, topic, record)),
    ...(newest.length === 0 ? { note: 'There are no records in these topics yet.' } : {}),
  }
}

export async function previewSource(
  assignment: TaskAssignment,
  create: CreateSourceTask,
  context: Pick<SourceTaskContext, 'load'>,
  count: number,
): Promise<ConnectorPreviewDto> {
  const signal = AbortSignal.timeout(POLL_MS)
  const { connectorName, taskNumber, config, registryId } = assignment
  const task = await create({
    ...context,
    connectorName,
    taskNumber,
    config,
    registryId,
    signal,
    offsetOf: () => undefined,
    log: () => undefined,
    work: (run) => run(),
  })
  const records: PreviewedRecord[] = []
  try {
    while (records.length < count && !signal.aborted) {
      const batch = await task.poll()
      if (!batch) continue
      if (batch.data) {
        const pipeline = openPipeline(assignment)
        for (const record of batch.data) records.push(transformed(pipeline, record, null))
      } else for (const record of batch.records) records.push(readyRecord(record))
    }
  } finally {
    await task.stop()
  }
  return { records: records.slice(0, count) }
}

function sinkRecord(pipeline: Pipeline, topic: string, viewed: ViewedRecord): PreviewedRecord {
  const { partition, timestamp, timestampType } = viewed
  const offset = Number(viewed.offset)
  const origin = { topic, partition, offset, timestamp }
  const { converters } = pipeline
  let stage: RecordStage = 'KEY_CONVERTER'
  try {
    const key = converters.key.toConnect(topic, viewed.key, viewed.headers)
    stage = 'VALUE_CONVERTER'
    const value = converters.value.toConnect(topic, viewed.value, viewed.headers)
    stage = 'HEADER_CONVERTER'
    const headers = viewed.headers.map((one): ConnectHeader => ({
      key: one.key,
      ...converters.header.toConnect(topic, one.key, one.value),
    }))
    const record: ConnectRecord = {
      topic,
      partition,
      timestamp,
      keySchema: key.schema,
      key: key.value,
      valueSchema: value.schema,
      value: value.value,
      headers,
      origin: { topic, partition, offset, timestampType },
    }
    return transformed(pipeline, record, origin)
  } catch (error) {
    return { origin, before: null, steps: [], after: null, error: { stage, message: errorMessage(error) } }
  }
}

function transformed(
  { steps }: Pipeline,
  record: ConnectRecord,
  origin: PreviewedRecord['origin'],
): PreviewedRecord {
  const before = shown(record)
  const seen: PreviewedRecord['steps'] = []
  let current = record
  for (const { alias, apply } of steps) {
    try {
      const next = apply(current)
      const outcome = next === null ? 'dropped' : next === current ? 'unchanged' : 'changed'
      seen.push({ alias, outcome, after: next && shown(next) })
      if (next === null) return { origin, before, steps: seen, after: null, error: null }
      current = next
    } catch (thrown) {
      const error = { stage: 'TRANSFORMATION', alias, message: errorMessage(thrown) }
      return { origin, before, steps: seen, after: null, error }
    }
  }
  return { origin, before, steps: seen, after: shown(current), error: null }
}

function shown({ topic, keySchema, key, valueSchema, value, headers }: ConnectRecord): PreviewRecordPart {
  const display = (part: SchemaAndValue) => displayJson(part.schema, part.value)
  return {
    topic,
    key: display({ schema: keySchema, value: key }),
    value: display({ schema: valueSchema, value }),
    headers: headers.map((header) => ({ key: header.key, value: display(header) })),
  }
}

/** Of a source that gives bytes: they are what would be written. */
function readyRecord({ topic, key, value, headers = [] }: SourceRecord): PreviewedRecord {
  const part: PreviewRecordPart = {
    topic,
    key: key?.toString('utf8') ?? null,
    value: jsonOrText(value),
    headers: headers.map((one) => ({ key: one.key, value: one.value?.toString() ?? null })),
  }
  return { origin: null, before: part, steps: [], after: part, error: null }
}

function jsonOrText(bytes: Buffer | null): PreviewRecordPart['value'] {
  if (bytes === null) return null
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text) as PreviewRecordPart['value']
  } catch {
    return text
  }
}
