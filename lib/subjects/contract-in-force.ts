// Metadata and rules of a schema: made comparable, and put together with those that the settings add.
import { invalidRuleSet } from '@/lib/subjects/registry-error'
import type { MetadataDto, RuleDto, RuleSetDto } from '@/lib/subjects/rest-schema'
import type { RegistryConfig } from '@/lib/subjects/settings-in-force'

export type DataContract = { metadata: MetadataDto | null; ruleSet: RuleSetDto | null }

const filled = <T>(value: T | null | undefined): value is T =>
  value !== null && value !== undefined && Object.keys(value).length > 0

/** Without what is empty; null: nothing is left. */
export function tidyMetadata(given: MetadataDto | null | undefined): MetadataDto | null {
  if (!given) return null
  const tidy = {
    ...(filled(given.tags) ? { tags: given.tags } : {}),
    ...(filled(given.properties) ? { properties: given.properties } : {}),
    ...(filled(given.sensitive) ? { sensitive: [...new Set(given.sensitive)].sort() } : {}),
  }
  return filled(tidy) ? tidy : null
}

const listNames = ['migrationRules', 'domainRules', 'encodingRules'] as const
const migrationModes = ['UPGRADE', 'DOWNGRADE', 'UPDOWN']
const otherModes = ['WRITE', 'READ', 'WRITEREAD']

/** @throws RegistryError 42210. */
export function tidyRuleSet(given: RuleSetDto | null | undefined): RuleSetDto | null {
  if (!given) return null
  const lists = listNames.flatMap((name) => {
    const rules = (given[name] ?? []).map(tidyRule)
    checkRules(name, rules)
    return rules.length === 0 ? [] : [[name, rules] as const]
  })
  return lists.length === 0 ? null : Object.fromEntries(lists)
}

const tidyRule = (rule: RuleDto): RuleDto => {
  const entries = Object.entries(rule).filter(([, value]) => value !== null && value !== undefined)
  return { ...Object.fromEntries(entries), name: rule.name }
}

function checkRules(list: (typeof listNames)[number], rules: readonly RuleDto[]): void {
  const modes = list === 'migrationRules' ? migrationModes : otherModes
  const seen = new Set<string>()
  for (const { name, kind, mode } of rules) {
    if (name.trim() === '') throw invalidRuleSet(`A rule of ${list} has no name.`)
    if (seen.has(name)) throw invalidRuleSet(`Two rules of ${list} are called '${name}'.`)
    seen.add(name)
    if (kind && !['TRANSFORM', 'CONDITION'].includes(kind))
      throw invalidRuleSet(`Rule '${name}' has the kind '${kind}'; there are TRANSFORM and CONDITION.`)
    if (mode && !modes.includes(mode))
      throw invalidRuleSet(`Rule '${name}' has the mode '${mode}'; in ${list} there are ${modes.join(', ')}.`)
  }
}

function mergeMetadata(under: MetadataDto | null, over: MetadataDto | null): MetadataDto | null {
  if (!under || !over) return over ?? under
  return tidyMetadata({
    tags: { ...under.tags, ...over.tags },
    properties: { ...under.properties, ...over.properties },
    sensitive: [...(under.sensitive ?? []), ...(over.sensitive ?? [])],
  })
}

/** Rules of one name: the later one counts. */
function mergeRuleSets(under: RuleSetDto | null, over: RuleSetDto | null): RuleSetDto | null {
  if (!under || !over) return over ?? under
  const merged = listNames.map((name) => {
    const rules = [...(under[name] ?? []), ...(over[name] ?? [])]
    return [name, [...new Map(rules.map((rule) => [rule.name, rule])).values()]] as const
  })
  return tidyRuleSet(Object.fromEntries(merged))
}

/** What the schema says, or else its predecessor, between the defaults and the overrides of the settings. */
export function contractInForce(
  given: { metadata?: MetadataDto | null | undefined; ruleSet?: RuleSetDto | null | undefined },
  previous: DataContract | null,
  config: RegistryConfig,
): DataContract {
  const metadata = given.metadata ? tidyMetadata(given.metadata) : (previous?.metadata ?? null)
  const ruleSet = given.ruleSet ? tidyRuleSet(given.ruleSet) : (previous?.ruleSet ?? null)
  return {
    metadata: mergeMetadata(
      mergeMetadata(tidyMetadata(config.defaultMetadata), metadata),
      tidyMetadata(config.overrideMetadata),
    ),
    ruleSet: mergeRuleSets(
      mergeRuleSets(tidyRuleSet(config.defaultRuleSet), ruleSet),
      tidyRuleSet(config.overrideRuleSet),
    ),
  }
}
