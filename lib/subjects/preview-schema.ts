import { z } from 'zod'
import { lookedAt, topicPart } from '@/lib/subjects/infer-schema'
import { schemaTypes } from '@/lib/subjects/rest-schema'

export const previewInput = z.object({
  part: topicPart,
  schemaType: z.enum(schemaTypes),
  schema: z.string().min(1),
  references: z
    .array(z.object({ name: z.string(), subject: z.string(), version: z.int().min(-1) }))
    .max(1000)
    .default([]),
  /** Protobuf, for messages that are plain JSON: the message to try; the first one when left out. */
  messageName: z.string().max(1000).optional(),
  max: lookedAt,
})
export type PreviewInput = z.output<typeof previewInput>

export const previewDto = z.object({
  /** Messages that were looked at: they fit, they do not, or they are null. */
  read: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  empty: z.number(),
  /** The newest of those that do not fit. */
  failures: z.array(z.object({ partition: z.number(), offset: z.string(), reason: z.string() })),
  /** The most frequent reasons. */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
})
export type PreviewDto = z.infer<typeof previewDto>
