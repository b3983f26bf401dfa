// Bodies and answers of the registry's own operations on schemas. The shapes that any registry shares are in rest-schema.
import { z } from 'zod'
import { metadataDto, referenceDto, ruleSetDto } from '@/lib/subjects/rest-schema'

/** Larger texts are refused with 42209; so are schemas that refer to more than eight times as much. */
export const maxSchemaBytes = 1024 * 1024

const maxVersion = 2 ** 31 - 1
const wholeNumber = z.number().int().min(-1).max(maxVersion)

/** What is registered, looked up or checked; unknown fields are dropped. An empty schema means the last one. */
export const registerBody = z.object({
  schema: z.string().nullish(),
  schemaType: z.string().nullish(),
  references: z
    .array(
      z.object({
        name: z.string().min(1),
        subject: z.string().min(1),
        version: wholeNumber.nullish().transform((version) => version ?? -1),
      }),
    )
    .nullish(),
  metadata: metadataDto.nullish(),
  ruleSet: ruleSetDto.nullish(),
  /** Kept in mode IMPORT; elsewhere they may only say what is so already. */
  id: wholeNumber.nullish(),
  version: wholeNumber.nullish(),
})
export type RegisterBody = z.infer<typeof registerBody>

const contractFields = {
  guid: z.string(),
  /** Left out for Avro. */
  schemaType: z.enum(['JSON', 'PROTOBUF']).optional(),
  schema: z.string(),
  references: z.array(referenceDto).optional(),
  metadata: metadataDto.optional(),
  ruleSet: ruleSetDto.optional(),
}

export const registeredSchemaDto = z.object({
  id: z.number(),
  version: z.number().optional(),
  ...contractFields,
  ts: z.number().optional(),
})
export type RegisteredSchemaDto = z.infer<typeof registeredSchemaDto>

export const subjectVersionDto = z.object({
  subject: z.string(),
  version: z.number(),
  id: z.number(),
  ...contractFields,
  /** When it was registered, in milliseconds since 1970. */
  ts: z.number(),
  deleted: z.literal(true).optional(),
})
export type SubjectVersionDto = z.infer<typeof subjectVersionDto>

export const schemaStringDto = z.object({
  ...contractFields,
  maxId: z.number().optional(),
  ts: z.number(),
})
export type SchemaStringDto = z.infer<typeof schemaStringDto>

export const contextIdDto = z.object({ context: z.string(), id: z.number() })
export const subjectAndVersionDto = z.object({ subject: z.string(), version: z.number() })
export const compatibilityCheckDto = z.object({
  is_compatible: z.boolean(),
  messages: z.array(z.string()).optional(),
})
export type CompatibilityCheckDto = z.infer<typeof compatibilityCheckDto>
