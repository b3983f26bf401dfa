// Compatibility and the other settings: of a subject, of a context, of the registry.
import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { db, type Prisma } from '@/lib/db'
import { invalidCompatibilityLevel, noSubjectConfig, subjectNotFound } from '@/lib/subjects/registry-error'
import { compatibilityLevels, metadataDto, ruleSetDto } from '@/lib/subjects/rest-schema'
import type { RegistryPlace } from '@/lib/subjects/require-subject'
import { settingsInForce, type ConfigInForce, type RegistryConfig } from '@/lib/subjects/settings-in-force'
import {
  changeSetting,
  findSetting,
  isRegistry,
  printScope,
  requireScope,
  requireWritable,
  type ScopeInput,
} from '@/lib/subjects/stored-setting'

/** What PUT takes. A field that is left out stays, null takes it back; the level has another name than in answers. */
export const configBody = z.object({
  compatibility: z.string().nullish(),
  compatibilityPolicy: z.string().nullish(),
  compatibilityGroup: z.string().max(1000).nullish(),
  normalize: z.boolean().nullish(),
  validateFields: z.boolean().nullish(),
  validateRules: z.boolean().nullish(),
  alias: z.string().max(1024).nullish(),
  defaultMetadata: metadataDto.nullish(),
  overrideMetadata: metadataDto.nullish(),
  defaultRuleSet: ruleSetDto.nullish(),
  overrideRuleSet: ruleSetDto.nullish(),
})
export type ConfigBody = z.output<typeof configBody>

export const configAnswer = configBody
  .omit({ compatibility: true })
  .extend({ compatibilityLevel: z.enum(compatibilityLevels).optional() })

type Reading = ScopeInput & { defaultToGlobal?: boolean | undefined }

/** What is set for the subject itself, or what is in force for it; of the registry always what is in force. */
export async function getConfig(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, defaultToGlobal = false }: Reading,
): Promise<RegistryConfig> {
  const scope = await requireScope(ctx, registry, { subject }, 'read')
  if (defaultToGlobal || isRegistry(scope)) return (await settingsInForce(db, registry.id, scope)).config
  const { config } = await findSetting(db, registry.id, scope)
  if (config === null) throw noSubjectConfig(printScope(scope))
  return config
}

/** Answers what was asked for, as Confluent's does. */
export async function putConfig(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, body }: ScopeInput & { body: ConfigBody },
): Promise<ConfigBody> {
  const scope = await requireScope(ctx, registry, { subject }, 'change')
  const given = toConfig(body)
  return changeSetting(ctx, registry, {
    scope,
    method: isRegistry(scope) ? 'UpdateTopLevelConfig' : 'UpdateSubjectLevelConfig',
    data: { ...given },
    run: async (present, tx) => {
      await requireWritable(tx, registry.id, scope)
      const merged = { ...present.config, ...given }
      const config = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
      return { next: { config }, result: body }
    },
  })
}

/** Takes back what was set, and answers it. The registry's always answers: it falls back to the defaults. */
export async function deleteConfig(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject }: ScopeInput,
): Promise<RegistryConfig | ConfigInForce> {
  const scope = await requireScope(ctx, registry, { subject }, 'change')
  return changeSetting(ctx, registry, {
    scope,
    method: isRegistry(scope) ? 'DeleteTopLevelConfig' : 'DeleteSubjectLevelConfig',
    run: async ({ config }, tx) => {
      await requireWritable(tx, registry.id, scope)
      if (config === null && !isRegistry(scope)) throw subjectNotFound(printScope(scope))
      const result = config ?? (await settingsInForce(tx, registry.id, scope)).config
      return { next: { config: null }, result }
    },
  })
}

/** Fields that are given, null ones included; names of levels and policies in any case. */
function toConfig({ compatibility, compatibilityPolicy, ...rest }: ConfigBody): Prisma.JsonObject {
  const oneOf = (names: readonly string[], text: string | null): string | null => {
    if (text === null) return null
    const name = text.toUpperCase()
    if (!names.includes(name)) throw invalidCompatibilityLevel()
    return name
  }
  const given: Record<string, unknown> = {
    ...(compatibility === undefined ? {} : { compatibilityLevel: oneOf(compatibilityLevels, compatibility) }),
    ...(compatibilityPolicy === undefined
      ? {}
      : { compatibilityPolicy: oneOf(['STRICT', 'LENIENT'], compatibilityPolicy) }),
    ...rest,
  }
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Prisma.JsonObject
}
