// The first records that a source reads, as they would be written: transformed, and in the formats of its configuration. Nothing is
// written, registered or kept: the task begins as if it had never run.
import type { ConnectRecord, RecordStage } from '@/lib/connectors/data/record'
import { formatOfConverter } from '@/lib/connectors/catalog/formats'
import type { Converter } from '@/lib/connectors/data/converter'
import type {
  ConnectorPreviewDto,
  PreviewedRecord,
  PreviewTarget,
} from '@/lib/connectors/validation/check-schema'
import { errorMessage } from '@/lib/errors'
import type { Json } from '@/lib/schemas/json-text'
import { registryClient } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import { configuredRegistry, openPipeline } from '../open-pipeline'
import type { CreateSourceTask, SourceRecord, SourceTaskContext, TaskAssignment } from '../runtime'
import { DryRegistry } from './dry-registry'
import { fateOfBad, transformed } from './previewed-record'

type Pipeline = ReturnType<typeof openPipeline>
type Message = PreviewTarget & { kind: 'message' }
type Part = 'key' | 'value'

const POLL_MS = 5_000

export async function previewSource(
  assignment: TaskAssignment,
  create: CreateSourceTask,
  context: Pick<SourceTaskContext, 'load'>,
  count: number,
): Promise<ConnectorPreviewDto> {
  const signal = AbortSignal.timeout(POLL_MS)
  const dry = new DryRegistry()
  const { connectorName, taskNumber, config, registryId } = assignment
  const task = await create({
    ...context,
    ...{ connectorName, taskNumber, config, registryId, signal },
    ...(registryId !== undefined && { registry: dry.over(registryClient(asTributary(registryId))) }),
    offsetOf: () => undefined,
    log: () => undefined,
    work: (run) => run(),
  })
  const configured = configuredRegistry(assignment)
  const pipeline = openPipeline(assignment, configured && dry.over(configured))
  const bad = fateOfBad(assignment)
  const records: PreviewedRecord[] = []
  try {
    while (records.length < count && !signal.aborted) {
      const batch = await task.poll()
      if (!batch) continue
      const wanted = count - records.length
      for (const record of (batch.data ?? []).slice(0, wanted))
        records.push(await converted(pipeline, record, bad))
      if (!batch.data)
        for (const record of batch.records.slice(0, wanted)) records.push(ready(pipeline, dry, record))
    }
  } finally {
    await task.stop()
  }
  return { records, tables: [], schemas: dry.schemas, deadLetterTopic: null }
}

async function converted(
  { converters, steps }: Pipeline,
  given: ConnectRecord,
  bad: PreviewedRecord['fate'],
): Promise<PreviewedRecord> {
  const { shown, record } = transformed(steps, given, null, bad)
  if (record === null) return shown
  let stage: RecordStage = 'HEADER_CONVERTER'
  try {
    for (const one of record.headers)
      converters.header.fromConnect(record.topic, one.key, one.schema, one.value)
    stage = 'KEY_CONVERTER'
    const key = await bytesOf(converters.key, record.topic, record.keySchema, record.key)
    stage = 'VALUE_CONVERTER'
    const value = await bytesOf(converters.value, record.topic, record.valueSchema, record.value)
    const target = messageOf(converters.names, key, value)
    return { ...shown, after: shown.after && { ...shown.after, target } }
  } catch (thrown) {
    return { ...shown, error: { stage, message: errorMessage(thrown) }, fate: bad }
  }
}

async function bytesOf(
  converter: Converter,
  topic: string,
  ...[schema, value]: [ConnectRecord['valueSchema'], ConnectRecord['value']]
): Promise<Buffer | null> {
  if (converter.isUnprepared?.(topic, schema)) await converter.prepareFromConnect?.(topic, schema)
  return converter.fromConnect(topic, schema, value)
}

const readable = ['STRING', 'JSON']

function messageOf(names: Record<Part, string>, key: Buffer | null, value: Buffer | null): Message {
  const written = (part: Part, bytes: Buffer | null) => {
    if (bytes === null) return null
    const format = formatOfConverter(names[part]) ?? names[part]
    return { format, bytes: bytes.length, text: readable.includes(format) ? bytes.toString('utf8') : null }
  }
  return { kind: 'message', key: written('key', key), value: written('value', value) }
}

/** Of a source that gives bytes: they are what would be written. */
function ready(
  { converters }: Pipeline,
  dry: DryRegistry,
  { topic, key, value, headers = [] }: SourceRecord,
): PreviewedRecord {
  const part = {
    topic,
    key: key && (dry.decode(key) ?? key.toString('utf8')),
    value: value && (dry.decode(value) ?? jsonOrText(value)),
    headers: headers.map((one) => ({ key: one.key, value: one.value?.toString() ?? null })),
  }
  const target = messageOf(converters.names, key, value)
  return { origin: null, before: part, steps: [], after: { ...part, target }, error: null, fate: 'written' }
}

function jsonOrText(bytes: Buffer): Json {
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
