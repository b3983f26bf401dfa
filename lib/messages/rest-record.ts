// One record of POST …/records in Kafka REST v3's JSON, and as Kafka gets it.
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { fromBase64 } from '@/lib/messages/produce'

/** `data` is whatever JSON has; it comes from a parser, so there is nothing to check in it. Schemas are named as by REST Proxy. */
const data = z
  .object({
    type: z.string().max(40).nullish(),
    data: z.unknown().optional(),
    subject: z.string().max(1000).nullish(),
    subject_name_strategy: z.enum(['TOPIC_NAME', 'RECORD_NAME', 'TOPIC_RECORD_NAME']).nullish(),
    schema_id: z.int().min(1).nullish(),
    schema_version: z.int().min(1).nullish(),
    schema: z.string().nullish(),
  })
  .nullish()

export const produceRecordInput = z.object({
  partition_id: z.int().min(0).nullish(),
  headers: z
    .array(z.object({ name: z.string().max(1000), value: z.base64().nullish() }))
    .max(200)
    .nullish(),
  key: data,
  value: data,
  timestamp: z.iso.datetime({ offset: true }).nullish(),
})
type RecordInput = z.output<typeof produceRecordInput>
export type RestPart = NonNullable<RecordInput['key']>

/** Of a schema in use: what the answer says of it. */
export type SentSchema = { subject?: string; schema_id: number; schema_version?: number }
export type SentPart = ({ type: string; size: number } & Partial<SentSchema>) | undefined
export type EncodeBySchema = (
  part: 'key' | 'value',
  input: RestPart,
) => Promise<{ type: string; bytes: Buffer; sent: SentSchema }>
export type RestRecord = {
  key: Buffer | null
  value: Buffer | null
  headers: { key: string; value: Buffer | null }[]
  timestamp: number
  partition?: number
  sent: { key: SentPart; value: SentPart }
}

/** Throws `bad_request` with Confluent's words when a part is not of its type. */
export async function toRestRecord(input: RecordInput, bySchema: EncodeBySchema): Promise<RestRecord> {
  const key = await encode(input, 'key', bySchema)
  const value = await encode(input, 'value', bySchema)
  return {
    key: key.bytes,
    value: value.bytes,
    headers: (input.headers ?? []).map((header) => ({
      key: header.name,
      value: header.value == null ? null : Buffer.from(header.value, 'base64'),
    })),
    timestamp: input.timestamp ? Date.parse(input.timestamp) : Date.now(),
    ...(input.partition_id == null ? {} : { partition: input.partition_id }),
    sent: { key: sizeOf(key), value: sizeOf(value) },
  }
}

type Encoded = { type: string; bytes: Buffer | null; sent?: SentSchema }

const sizeOf = ({ type, bytes, sent }: Encoded): SentPart =>
  bytes === null ? undefined : { type, size: bytes.length, ...sent }

const types = ['BINARY', 'JSON', 'STRING', 'AVRO', 'JSONSCHEMA', 'PROTOBUF']
const isBySchema = ({ type, schema, schema_id, schema_version }: RestPart): boolean =>
  types.indexOf(type ?? '') > 2 || [schema, schema_id, schema_version].some((given) => given != null)

async function encode(input: RecordInput, name: 'key' | 'value', bySchema: EncodeBySchema): Promise<Encoded> {
  const part = input[name]
  const type = part?.type ?? 'JSON'
  const content = part?.data ?? null
  if (!types.includes(type))
    throw new AppError('bad_request', `Bad Request: type ${type} is not one of ${types.join(', ')}.`)
  if (part && content !== null && isBySchema(part)) return bySchema(name, part)
  if (content === null) return { type, bytes: null }
  if (type === 'JSON') return { type, bytes: Buffer.from(JSON.stringify(content)) }
  if (typeof content !== 'string')
    throw new AppError(
      'bad_request',
      `Bad Request: data=${shortened(JSON.stringify(content))} is not a string.`,
    )
  if (type === 'STRING') return { type, bytes: Buffer.from(content) }
  const bytes = fromBase64(content)
  if (bytes) return { type, bytes }
  throw new AppError('bad_request', `Bad Request: data=${shortened(content)} is not a base64 string.`)
}

const shortened = (text: string): string => text.slice(0, 100)
