// Records as the viewer shows them: what names a schema is decoded with the environment's registry. Whatever goes wrong with one
// record, or with the registry, is said at that record, which keeps its bytes.
import { setImmediate as breathe } from 'node:timers/promises'
import type { ViewedRecord } from '@/lib/kafka'
import { frameOf, type RecordPart } from '@/lib/messages/frame'
import { cutText, toPayload, type PayloadLimits } from '@/lib/messages/payload'
import type { Message, Payload, PayloadSchema } from '@/lib/messages/schema'
import { knownSchemasOf, type FoundSchema, type KnownSchemas } from '@/lib/schema-registries/known-schemas'
import { writeJson } from '@/lib/schemas/json-text'
import type { CachedSchema } from '@/lib/serdes/schema-cache'
import { recordNameOf } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { subjectName } from '@/lib/serdes/subject-name'
import { readMessageIndexes, type Framed, type SchemaKey } from '@/lib/serdes/wire-format'

type Place = { environmentId: string; topic: string }
type Decoding = Place & { known: KnownSchemas; find: (key: SchemaKey) => FoundSchema }

const breatheEveryMs = 20
/** Of one answer: what is made to take long must not keep the process from others. */
const decodeAtMostMs = 5000

export async function toMessages(
  place: Place,
  records: readonly ViewedRecord[],
  limits: PayloadLimits,
): Promise<Message[]> {
  const decoding = await learnSchemas(place, records)
  const messages: Message[] = []
  const started = performance.now()
  let since = started
  for (const record of records) {
    const isLate = since - started > decodeAtMostMs
    messages.push(toMessage(record, limits, isLate ? late(decoding) : decoding))
    if (decoding === null || performance.now() - since < breatheEveryMs) continue
    await breathe()
    since = performance.now()
  }
  return messages
}

const late = (decoding: Decoding | null): Decoding | null =>
  decoding && {
    ...decoding,
    find: (key) =>
      new SerdesError(
        'undecodable',
        'These messages take long to decode. Open this one by itself, or look at fewer.',
        'id' in key ? key.id : null,
      ),
  }

/** Null: no record names a schema, which is the ordinary case and costs nothing. */
async function learnSchemas(place: Place, records: readonly ViewedRecord[]): Promise<Decoding | null> {
  const keys = records.flatMap((record) =>
    (['key', 'value'] as const)
      .map((part) => frameOf(record, part))
      .filter((frame): frame is Framed => frame !== null && !(frame instanceof SerdesError))
      .map(({ schema }) => schema),
  )
  if (keys.length === 0) return null
  const known = await knownSchemasOf(place.environmentId)
  return known === null ? null : { ...place, known, find: await known.learn(keys) }
}

const toMessage = (record: ViewedRecord, limits: PayloadLimits, decoding: Decoding | null): Message => ({
  partition: record.partition,
  offset: record.offset,
  timestamp: record.timestamp,
  timestampType: record.timestampType,
  key: decodePart(record, 'key', limits.keyBytes, decoding),
  value: decodePart(record, 'value', limits.valueBytes, decoding),
  headers: record.headers.map(({ key, value }) => ({ key, value: toPayload(value, limits.headerBytes) })),
})

function decodePart(
  record: ViewedRecord,
  part: RecordPart,
  limit: number,
  decoding: Decoding | null,
): Payload {
  const bytes = record[part]
  const frame = decoding === null ? null : frameOf(record, part)
  if (bytes === null || frame === null || decoding === null) return toPayload(bytes, limit)
  if (frame instanceof SerdesError) return undecoded(bytes, limit, frame)
  const found = decoding.find(frame.schema)
  if (found instanceof SerdesError) return undecoded(bytes, limit, found)
  try {
    const text = decodedText(found, bytes, frame)
    return {
      format: formats[found.schema.schemaType],
      ...cutText(text, limit),
      sizeBytes: bytes.length,
      schema: describe(found, bytes, frame, part, decoding),
    }
  } catch (error) {
    if (!(error instanceof SerdesError)) throw error
    return undecoded(bytes, limit, error, found.id)
  }
}

const formats = { AVRO: 'avro', JSON: 'json-schema', PROTOBUF: 'protobuf' } as const

function undecoded(bytes: Buffer, limit: number, error: SerdesError, id = error.schemaId): Payload {
  const kind = error.kind === 'unencodable' ? 'undecodable' : error.kind
  return { ...toPayload(bytes, limit), undecoded: { kind, message: error.message, schemaId: id } }
}

function decodedText({ schema, decode }: CachedSchema, bytes: Buffer, frame: Framed): string {
  const value = decode(bytes, frame)
  // A document stands in the bytes with all its digits.
  return schema.schemaType === 'JSON' ? bytes.toString('utf8', frame.payloadOffset).trim() : writeJson(value)
}

/** Of the subjects that have the schema, the one that the topic's own serializers would name. */
function describe(
  { id, schema }: CachedSchema,
  bytes: Buffer,
  { payloadOffset, headerIndexes }: Framed,
  part: RecordPart,
  { topic, known }: Decoding,
): PayloadSchema {
  const indexes =
    schema.schemaType === 'PROTOBUF'
      ? (headerIndexes ?? readMessageIndexes(bytes, payloadOffset).indexes)
      : undefined
  const name = recordNameOf(schema, indexes)
  const likely = (['TopicNameStrategy', 'TopicRecordNameStrategy', 'RecordNameStrategy'] as const).map(
    (strategy) => subjectName(strategy, { topic, part, recordName: name }),
  )
  const uses = known.usesOf(id)
  const subject = likely.find((one) => uses.some((use) => use.subject === one)) ?? uses[0]?.subject
  const versions = uses.filter((use) => use.subject === subject).map(({ version }) => version)
  return {
    id,
    type: schema.schemaType,
    name,
    ...(subject === undefined || subject === null ? {} : { subject, version: Math.max(...versions) }),
  }
}
