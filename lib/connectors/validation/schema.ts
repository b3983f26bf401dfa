// The answer of a validation. Isomorphic.
import { z } from 'zod'

const fieldProblem = z.object({ name: z.string(), message: z.string() })
export const configValidationDto = z.object({
  name: z.string(),
  groups: z.array(z.string()),
  error_count: z.number(),
  configs: z.array(
    z.object({
      definition: z.object({
        name: z.string(),
        type: z.string(),
        required: z.boolean(),
        default_value: z.string(),
        importance: z.string(),
        documentation: z.string(),
        group: z.string(),
        width: z.string(),
        display_name: z.string(),
        dependents: z.array(z.string()),
        order: z.number(),
        alias: z.string(),
      }),
      value: z.object({
        name: z.string(),
        // The specification knows texts only: what has no value is left out.
        value: z
          .string()
          .nullish()
          .transform((value) => value ?? undefined),
        recommended_values: z.array(z.string()),
        errors: z.array(z.string()),
        visible: z.boolean(),
      }),
      metadata: z.object({}),
    }),
  ),
  /** Ours: what is accepted but has no effect. */
  warnings: z.array(fieldProblem).optional(),
  /** Ours: of the dry connection to the other end. */
  connection: z
    .discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), detail: z.string() }),
      z.object({
        ok: z.literal(false),
        layer: z.string(),
        field: z.string().optional(),
        message: z.string(),
      }),
    ])
    .optional(),
})
export type ConfigValidationDto = z.infer<typeof configValidationDto>
