// One record of POST …/records in Kafka REST v3's JSON, and as Kafka gets it.
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { fromBase64 } from '@/lib/messages/produce'

/** `data` is whatever JSON has; it comes from a parser, so there is nothing to check in it. */
const data = z.object({ type: z.string().max(40).nullish(), data: z.unknown().optional() }).nullish()

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

export type SentPart = { type: string; size: number } | undefined
export type RestRecord = {
  key: Buffer | null
  value: Buffer | null
  headers: { key: string; value: Buffer | null }[]
  timestamp: number
  partition?: number
  sent: { key: SentPart; value: SentPart }
}

/** Throws `bad_request` with Confluent's words when a part is not of its type. */
export function toRestRecord(input: RecordInput): RestRecord {
  const key = encode(input.key)
  const value = encode(input.value)
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

type Encoded = { type: string; bytes: Buffer | null }

const sizeOf = ({ type, bytes }: Encoded): SentPart =>
  bytes === null ? undefined : { type, size: bytes.length }

function encode(part: RecordInput['key']): Encoded {
  const type = part?.type ?? 'JSON'
  const content = part?.data ?? null
  if (!['JSON', 'STRING', 'BINARY'].includes(type))
    throw new AppError('bad_request', `Bad Request: type ${type} is not one of BINARY, JSON, STRING.`)
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
