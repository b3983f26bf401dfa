// POST …/records of Kafka REST v3: one record as JSON. The state of the record stands in the answer's error_code.
import { z } from 'zod'
import { authorizeOnCluster } from '@/lib/clusters/reach'
import type { Ctx } from '@/lib/context'
import { fromBase64, produceRecord } from '@/lib/messages/produce'
import type { TopicPlace } from '@/lib/topics/get'

const data = z.object({ type: z.string().max(40).nullish(), data: z.json().optional() }).nullish()

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

const sent = z.object({ type: z.string(), size: z.number() }).optional()
export const producedRecordDto = z.object({
  error_code: z.number(),
  message: z.string().optional(),
  cluster_id: z.string().optional(),
  topic_name: z.string().optional(),
  partition_id: z.number().optional(),
  offset: z.number().optional(),
  timestamp: z.string().optional(),
  key: sent,
  value: sent,
})

type Encoded = { type: string; bytes: Buffer | null } | { problem: string }

export async function produceRestRecord(
  ctx: Ctx,
  place: TopicPlace,
  input: z.output<typeof produceRecordInput>,
): Promise<z.input<typeof producedRecordDto>> {
  const key = encode(input.key)
  const value = encode(input.value)
  for (const part of [key, value]) {
    if (!('problem' in part)) continue
    await authorizeOnCluster(ctx, 'messages:write', place.clusterId, { at: { topic: place.topicName } })
    return { error_code: 400, message: part.problem }
  }
  const timestamp = input.timestamp ? Date.parse(input.timestamp) : Date.now()
  const record = {
    key: 'bytes' in key ? key.bytes : null,
    value: 'bytes' in value ? value.bytes : null,
    headers: (input.headers ?? []).map((header) => ({
      key: header.name,
      value: header.value == null ? null : Buffer.from(header.value, 'base64'),
    })),
    timestamp,
    ...(input.partition_id == null ? {} : { partition: input.partition_id }),
  }
  const { partition, offset } = await produceRecord(ctx, place, record)
  return {
    error_code: 200,
    cluster_id: place.clusterId,
    topic_name: place.topicName,
    partition_id: partition,
    offset: Number(offset),
    timestamp: new Date(timestamp).toISOString(),
    key: sizeOf(key),
    value: sizeOf(value),
  }
}

const sizeOf = (part: Encoded) =>
  'bytes' in part && part.bytes !== null ? { type: part.type, size: part.bytes.length } : undefined

function encode(part: z.output<typeof data>): Encoded {
  const type = part?.type ?? 'JSON'
  const content = part?.data ?? null
  if (content === null) return { type, bytes: null }
  if (type === 'JSON') return { type, bytes: Buffer.from(JSON.stringify(content)) }
  if (typeof content !== 'string')
    return { problem: `Bad Request: data=${JSON.stringify(content)} is not a string.` }
  if (type === 'STRING') return { type, bytes: Buffer.from(content) }
  if (type !== 'BINARY') return { problem: `Bad Request: type ${type} is not one of BINARY, JSON, STRING.` }
  const bytes = fromBase64(content)
  return bytes
    ? { type, bytes }
    : { problem: `Bad Request: data=${content.slice(0, 100)} is not a base64 string.` }
}
