// Shapes of the Schema Registry's REST API, as any registry of that API answers them. Isomorphic.
import { z } from 'zod'

export const schemaTypes = ['AVRO', 'JSON', 'PROTOBUF'] as const
export const compatibilityLevels = [
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
  'NONE',
] as const
/** FORWARD is of attached registries only: a mirror that sends writes on to its source. */
export const modes = ['READWRITE', 'READONLY', 'READONLY_OVERRIDE', 'IMPORT', 'FORWARD'] as const

export type SchemaTypeName = (typeof schemaTypes)[number]
export type CompatibilityLevelName = (typeof compatibilityLevels)[number]
export type ModeName = (typeof modes)[number]

export const referenceDto = z.object({ name: z.string(), subject: z.string(), version: z.number() })
export type ReferenceDto = z.infer<typeof referenceDto>

export const metadataDto = z.object({
  tags: z.record(z.string(), z.array(z.string())).nullish(),
  properties: z.record(z.string(), z.string()).nullish(),
  sensitive: z.array(z.string()).nullish(),
})
export type MetadataDto = z.infer<typeof metadataDto>

const ruleDto = z.looseObject({
  name: z.string(),
  doc: z.string().nullish(),
  kind: z.string().nullish(),
  mode: z.string().nullish(),
  type: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  params: z.record(z.string(), z.string()).nullish(),
  expr: z.string().nullish(),
  onSuccess: z.string().nullish(),
  onFailure: z.string().nullish(),
  disabled: z.boolean().nullish(),
})
export type RuleDto = z.infer<typeof ruleDto>
export const ruleSetDto = z.object({
  migrationRules: z.array(ruleDto).nullish(),
  domainRules: z.array(ruleDto).nullish(),
  encodingRules: z.array(ruleDto).nullish(),
})
export type RuleSetDto = z.infer<typeof ruleSetDto>

/** A subject's version. `schemaType` is left out of answers for Avro. */
export const versionDto = z.object({
  subject: z.string(),
  version: z.number(),
  id: z.number(),
  guid: z.string().nullish(),
  schemaType: z.enum(schemaTypes).default('AVRO'),
  schema: z.string(),
  references: z.array(referenceDto).nullish(),
  metadata: metadataDto.nullish(),
  ruleSet: ruleSetDto.nullish(),
  ts: z.number().nullish(),
  deleted: z.boolean().nullish(),
})
export type VersionDto = z.infer<typeof versionDto>

export const configDto = z.looseObject({
  compatibilityLevel: z.enum(compatibilityLevels).optional(),
  compatibilityGroup: z.string().nullish(),
  compatibilityPolicy: z.string().nullish(),
  normalize: z.boolean().nullish(),
  alias: z.string().nullish(),
})
export type ConfigDto = z.infer<typeof configDto>

/** What PUT /config takes: the level has another name there. */
export type ConfigInput = {
  compatibility?: CompatibilityLevelName
  compatibilityGroup?: string | null
  normalize?: boolean
}

export const modeDto = z.object({ mode: z.enum(modes) })

export type RegisterInput = {
  schemaType: SchemaTypeName
  schema: string
  references?: readonly ReferenceDto[]
  metadata?: MetadataDto
  ruleSet?: RuleSetDto
}
export const registeredDto = z.looseObject({ id: z.number(), version: z.number().nullish() })
export const compatibilityDto = z.object({
  is_compatible: z.boolean(),
  messages: z.array(z.string()).nullish(),
})
