// Config and mode that hold for a subject, field by field: its own over its context's over the registry's over the defaults.
import type { CompatibilityLevel } from '@/lib/schemas/compatibility'
import type { Tx } from '@/lib/db'
import { defaultContext, type QualifiedName } from '@/lib/subjects/qualified-name'
import type { MetadataDto, ModeName, RuleSetDto } from '@/lib/subjects/rest-schema'

/** As GET /config answers it. */
export type RegistryConfig = {
  compatibilityLevel?: CompatibilityLevel
  compatibilityPolicy?: 'STRICT' | 'LENIENT'
  compatibilityGroup?: string
  normalize?: boolean
  validateFields?: boolean
  validateRules?: boolean
  alias?: string
  defaultMetadata?: MetadataDto
  overrideMetadata?: MetadataDto
  defaultRuleSet?: RuleSetDto
  overrideRuleSet?: RuleSetDto
}
export type ConfigInForce = RegistryConfig & { compatibilityLevel: CompatibilityLevel }
export type Settings = { config: ConfigInForce; mode: ModeName }

export type SettingsRow = { context: string; subject: string; config: unknown; mode: string | null }

/** Of a whole context when the name is empty. One query. */
export const settingsInForce = async (
  tx: Pick<Tx, 'subjectSetting'>,
  registryId: string,
  name: QualifiedName,
): Promise<Settings> => mergeSettings(await settingsRows(tx, registryId, [name]), name)

/** All rows that `mergeSettings` wants for these names. */
export const settingsRows = (
  tx: Pick<Tx, 'subjectSetting'>,
  registryId: string,
  names: readonly QualifiedName[],
): Promise<SettingsRow[]> =>
  tx.subjectSetting.findMany({
    where: {
      registryId,
      context: { in: [defaultContext, ...names.map(({ context }) => context)] },
      subject: { in: ['', ...names.map(({ name }) => name)] },
    },
    select: { context: true, subject: true, config: true, mode: true },
  })

export function mergeSettings(rows: readonly SettingsRow[], { context, name }: QualifiedName): Settings {
  const find = (wanted: string, subject: string): SettingsRow | undefined =>
    rows.find((row) => row.context === wanted && row.subject === subject)
  const registry = find(defaultContext, '')
  const own = name === '' ? undefined : find(context, name)
  const nearestLast = [registry, find(context, ''), own]
  const config = nearestLast.reduce<ConfigInForce>((all, row) => ({ ...all, ...present(row?.config) }), {
    compatibilityLevel: 'BACKWARD',
  })
  // An alias is of one subject, whatever its context says.
  if (present(own?.config).alias === undefined) delete config.alias
  const mode = nearestLast.findLast((row) => row?.mode)?.mode ?? 'READWRITE'
  const isOverridden = registry?.mode === 'READONLY_OVERRIDE'
  return { config, mode: isOverridden ? 'READONLY_OVERRIDE' : (mode as ModeName) }
}

const present = (config: unknown): RegistryConfig =>
  Object.fromEntries(Object.entries((config ?? {}) as RegistryConfig).filter(([, value]) => value !== null))
