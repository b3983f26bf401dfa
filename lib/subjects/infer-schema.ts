import { z } from 'zod'
import { schemaTypes } from '@/lib/subjects/rest-schema'

export const topicPart = z.enum(['key', 'value'])
export const lookedAt = z.int().min(1).max(1000).default(1000)

export const inferInput = z.object({ part: topicPart, schemaType: z.enum(schemaTypes), max: lookedAt })
export type InferInput = z.output<typeof inferInput>

export const inferredDto = z.object({
  schemaType: z.enum(schemaTypes),
  schema: z.string(),
  /** Fields that have another name in the schema, as its language does not take theirs. */
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Messages that were looked at: used, not JSON (or nested too deeply), or null. */
  read: z.number(),
  used: z.number(),
  notJson: z.number(),
  empty: z.number(),
})
export type InferredSchemaDto = z.infer<typeof inferredDto>
