import { z } from 'zod'
import { schemaTypes } from '@/lib/subjects/rest-schema'
import { topicParams } from '@/lib/topics/schema'

/** The schema that a payload was decoded with; subject and version are missing where the registry did not say in time. */
const payloadSchema = z.object({
  id: z.number(),
  type: z.enum(schemaTypes),
  /** Of the Avro record, the Protobuf message; the title of a JSON Schema. */
  name: z.string().nullable(),
  subject: z.string().optional(),
  version: z.number().optional(),
})
export type PayloadSchema = z.infer<typeof payloadSchema>

const undecodedKinds = [
  'not_wire_format',
  'unknown_schema',
  'registry_away',
  'truncated',
  'undecodable',
] as const

/**
 * JSON, UTF-8 text, or bytes (then `text` is base64). A tombstone's value is null, an empty string is text.
 * avro, json-schema and protobuf: decoded, `text` is JSON; `undecoded`: what names a schema and could not be decoded.
 */
export const payloadDto = z.object({
  format: z.enum(['json', 'text', 'binary', 'null', 'avro', 'json-schema', 'protobuf']),
  text: z.string(),
  /** Of the bytes in the record. */
  sizeBytes: z.number(),
  isTruncated: z.boolean(),
  schema: payloadSchema.optional(),
  undecoded: z
    .object({ kind: z.enum(undecodedKinds), message: z.string(), schemaId: z.number().nullable() })
    .optional(),
})
export type Payload = z.infer<typeof payloadDto>

export const isDecoded = ({ format }: Payload): boolean =>
  format === 'avro' || format === 'json-schema' || format === 'protobuf'

export const messageDto = z.object({
  partition: z.number(),
  /** Decimal; offsets may pass what a number holds. */
  offset: z.string(),
  timestamp: z.number(),
  timestampType: z.enum(['CREATE_TIME', 'LOG_APPEND_TIME']),
  key: payloadDto,
  value: payloadDto,
  headers: z.array(z.object({ key: z.string(), value: payloadDto })),
})
export type Message = z.infer<typeof messageDto>

export const seeks = ['latest', 'beginning', 'offset', 'timestamp'] as const
export type Seek = (typeof seeks)[number]
const maxMessages = 1000

const offset = z.string().regex(/^\d{1,19}$/, 'Enter an offset: a whole number from 0.')
const partitionList = z
  .string()
  .regex(/^\d{1,6}(,\d{1,6})*$/, 'Give partition numbers separated by commas.')
  .transform((text) => [...new Set(text.split(',').map(Number))])

export const searchMessagesInput = z
  .object({
    from: z.enum(seeks).default('latest'),
    offset: offset.optional(),
    timestamp: z.coerce.number().int().min(0).max(8.64e15).optional(),
    partition: partitionList.optional(),
    max: z.coerce.number().int().min(1).max(maxMessages).default(50),
  })
  .superRefine(({ from, ...given }, issue) => {
    if ((from === 'offset' || from === 'timestamp') && given[from] === undefined)
      issue.addIssue({ code: 'custom', path: [from], message: `Give the ${from} to start from.` })
  })
export type SearchMessagesInput = z.output<typeof searchMessagesInput>

/** Newest first from the end; from anywhere else in the order of reading. */
export const messageListDto = z.object({
  data: z.array(messageDto),
  isComplete: z.boolean(),
  skipped: z.array(
    z.object({
      partition: z.number(),
      firstOffset: z.string(),
      lastOffset: z.string(),
      reason: z.string(),
    }),
  ),
})
export type MessageList = z.infer<typeof messageListDto>

export const tailMessagesInput = z.object({ partition: partitionList.optional() })

/** One event of the live stream: `messages` are the newest of what came; `received` counts all. */
export const tailEvent = z.object({ messages: z.array(messageDto), received: z.number() })
export type TailEvent = z.infer<typeof tailEvent>

export const messageParams = topicParams.extend({
  partitionId: z.coerce.number().int().min(0),
  offset,
})
export const wholePayloadBytes = 16 * 1024 * 1024
export const messageQuery = z.object({
  /** Longest payload to send, in bytes. */
  limit: z.coerce
    .number()
    .int()
    .min(1024)
    .max(wholePayloadBytes)
    .default(512 * 1024),
})
export const messagePartParams = messageParams.extend({ part: z.enum(['key', 'value']) })

const encoding = z.enum(['text', 'base64']).default('text')
const version = z.union([z.literal('latest'), z.int().min(1)])
/** Encoded with a schema of the environment's registry; `json` is text, so that all digits arrive. */
const bySchema = z.object({
  schema: z.union([
    z.object({ id: z.int().min(1) }),
    z.object({ subject: z.string().min(1).max(1000), version }),
  ]),
  /** Protobuf: the full name of the message; the first one when left out. */
  messageName: z.string().max(1000).optional(),
  json: z.string(),
})
export type PayloadBySchema = z.output<typeof bySchema>
const produced = z.union([z.string(), bySchema]).nullish()

export const produceMessageInput = z.object({
  partition: z.int().min(0).nullish(),
  key: produced,
  keyEncoding: encoding,
  value: produced,
  valueEncoding: encoding,
  headers: z
    .array(
      z.object({ key: z.string().min(1, 'A header needs a name.').max(1000), value: z.string(), encoding }),
    )
    .max(200)
    .default([]),
})
export type ProduceMessageInput = z.input<typeof produceMessageInput>
export const producedMessageDto = z.object({ partition: z.number(), offset: z.string() })
export type ProducedMessage = z.infer<typeof producedMessageDto>
