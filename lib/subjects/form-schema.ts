import { z } from 'zod'
import type { FormModel } from '@/lib/schemas/form/model'
import { schemaTypes } from '@/lib/subjects/rest-schema'

export const formQuery = z
  .object({
    id: z.coerce.number().int().min(1).optional(),
    subject: z.string().min(1).max(1000).optional(),
    version: z.union([z.literal('latest'), z.coerce.number().int().min(1)]).default('latest'),
    /** Protobuf: the message's full name; the first of the file when left out. */
    message: z.string().max(1000).optional(),
  })
  .refine(({ id, subject }) => id !== undefined || subject !== undefined, 'Give an id or a subject.')
export type FormQuery = z.output<typeof formQuery>

/** What a form for one record of a schema is made of. */
export const schemaFormDto = z.object({
  id: z.number(),
  type: z.enum(schemaTypes),
  /** Null: asked for by its id. */
  version: z.number().nullable(),
  messageName: z.string().nullable(),
  messages: z.array(z.string()),
  model: z.custom<FormModel>((value) => typeof value === 'object' && value !== null),
})
export type SchemaFormDto = z.infer<typeof schemaFormDto>
