import { z } from 'zod'
import { shownSchema } from '@/components/subjects/shown-schema'
import {
  schemaTypes,
  type MetadataDto,
  type RegisterInput,
  type RuleDto,
  type RuleSetDto,
  type SchemaTypeName,
  type VersionDto,
} from '@/lib/subjects/rest-schema'
import { starterText } from './starter-texts'

const ruleGroups = ['domainRules', 'migrationRules', 'encodingRules'] as const
type RuleGroup = (typeof ruleGroups)[number]

const referenceForm = z.object({
  name: z.string().trim().min(1, 'Say what the schema calls it.'),
  subject: z.string().min(1, 'Choose the subject that defines it.'),
  version: z.string().regex(/^(-1|[1-9]\d{0,8})$/, 'Choose a version.'),
})
const ruleForm = z.object({
  group: z.enum(ruleGroups),
  name: z.string().trim().min(1, 'A rule needs a name.'),
  kind: z.string(),
  mode: z.string(),
  type: z.string().trim(),
  expr: z.string(),
  /** What the fields above do not say, as JSON: doc, tags, params, onSuccess, onFailure, disabled. */
  rest: z.string().refine((text) => readRest(text) !== null, 'This is no JSON object.'),
})

export const contractFormSchema = z.object({
  subject: z.string().trim().min(1, 'A subject needs a name.').max(255),
  schemaType: z.enum(schemaTypes),
  schema: z.string().refine((text) => text.trim() !== '', 'Enter a schema.'),
  references: z.array(referenceForm),
  properties: z.array(
    z.object({
      name: z.string().trim().min(1, 'A property needs a name.'),
      value: z.string(),
      isSensitive: z.boolean(),
    }),
  ),
  tags: z.array(
    z.object({
      path: z.string().trim().min(1, 'Say which field, as Order.customer.email.'),
      names: z.string().trim().min(1, 'Give tags, separated by commas.'),
    }),
  ),
  rules: z.array(ruleForm),
})
export type ContractForm = z.output<typeof contractFormSchema>

const ownRuleFields = ['name', 'kind', 'mode', 'type', 'expr']

function readRest(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

type Contract = Pick<VersionDto, 'schemaType' | 'schema' | 'references' | 'metadata' | 'ruleSet'>

export function contractFormOf(subject: string, contract: Contract): ContractForm {
  const { references, metadata, ruleSet } = contract
  const sensitive = new Set(metadata?.sensitive ?? [])
  return {
    subject,
    schemaType: contract.schemaType,
    schema: shownSchema(contract.schemaType, contract.schema),
    references: (references ?? []).map((one) => ({ ...one, version: String(one.version) })),
    properties: Object.entries(metadata?.properties ?? {}).map(([name, value]) => ({
      name,
      value,
      isSensitive: sensitive.has(name),
    })),
    tags: Object.entries(metadata?.tags ?? {}).map(([path, names]) => ({ path, names: names.join(', ') })),
    rules: ruleGroups.flatMap((group) => (ruleSet?.[group] ?? []).map((rule) => ruleFormOf(group, rule))),
  }
}

export const newContractForm = (subject: string, schemaType: SchemaTypeName): ContractForm => ({
  ...contractFormOf(subject, { schemaType, schema: '' }),
  schema: starterText(schemaType, subject),
})

function ruleFormOf(group: RuleGroup, rule: RuleDto): ContractForm['rules'][number] {
  const others = Object.entries(rule).filter(
    ([name, value]) => !ownRuleFields.includes(name) && value !== null && value !== undefined,
  )
  return {
    group,
    name: rule.name,
    kind: rule.kind ?? '',
    mode: rule.mode ?? '',
    type: rule.type ?? '',
    expr: rule.expr ?? '',
    rest: others.length > 0 ? JSON.stringify(Object.fromEntries(others), null, 2) : '',
  }
}

/**
 * What is registered. A part that the version before had and this one has not is sent empty: left out, a registry
 * would take over the old one.
 */
export function toRegisterInput(form: ContractForm, before?: Contract | null): RegisterInput {
  const { schemaType, schema, references } = form
  const metadata = metadataOf(form)
  const ruleSet = ruleSetOf(form)
  return {
    schemaType,
    schema,
    ...(references.length > 0
      ? { references: references.map((one) => ({ ...one, version: Number(one.version) })) }
      : {}),
    ...(metadata ? { metadata } : before?.metadata ? { metadata: { properties: {} } } : {}),
    ...(ruleSet ? { ruleSet } : before?.ruleSet ? { ruleSet: { domainRules: [] } } : {}),
  }
}

function metadataOf({ properties, tags }: ContractForm): MetadataDto | null {
  if (properties.length + tags.length === 0) return null
  const sensitive = properties.filter(({ isSensitive }) => isSensitive).map(({ name }) => name)
  const split = (names: string): string[] => [...new Set(names.split(',').map((name) => name.trim()))]
  return {
    ...(properties.length > 0
      ? { properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])) }
      : {}),
    ...(tags.length > 0
      ? { tags: Object.fromEntries(tags.map(({ path, names }) => [path, split(names).filter(Boolean)])) }
      : {}),
    ...(sensitive.length > 0 ? { sensitive } : {}),
  }
}

function ruleSetOf({ rules }: ContractForm): RuleSetDto | null {
  if (rules.length === 0) return null
  const of = (group: RuleGroup): RuleDto[] =>
    rules.filter((rule) => rule.group === group).map((rule) => toRule(rule))
  return Object.fromEntries(
    ruleGroups.flatMap((group) => {
      const list = of(group)
      return list.length > 0 ? [[group, list] as const] : []
    }),
  )
}

function toRule({ name, kind, mode, type, expr, rest }: ContractForm['rules'][number]): RuleDto {
  const said = Object.entries({ kind, mode, type, expr }).filter(([, value]) => value !== '')
  return { ...readRest(rest), name, ...Object.fromEntries(said) }
}
