import { attribute, block, literal, mapValue, raw, type Body } from '@/lib/show-as/hcl'
import { at, listAt, textAt } from '@/lib/show-as/request'

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []
const list = (values: readonly unknown[]): string =>
  `[${values.map((value) => literal(String(value))).join(', ')}]`

/** Properties, what is sensitive, and tags of a data contract. */
export function metadata(value: unknown): Body {
  const properties = entriesOf(at(value, 'properties'))
  const sensitive = listAt(value, 'sensitive')
  const tags = entriesOf(at(value, 'tags'))
  if (properties.length + sensitive.length + tags.length === 0) return []
  return [
    block(
      'metadata',
      properties.length > 0
        ? raw('properties', mapValue(properties.map(([key, text]) => [key, literal(String(text))] as const)))
        : null,
      sensitive.length > 0 ? raw('sensitive', list(sensitive)) : null,
      ...tags.map(([key, values]) =>
        block('tags', attribute('key', key), raw('value', list(Array.isArray(values) ? values : []))),
      ),
    ),
  ]
}

const ruleKinds = [
  ['domainRules', 'domain_rules'],
  ['migrationRules', 'migration_rules'],
] as const
const ruleTexts = ['name', 'doc', 'kind', 'mode', 'type', 'expr'] as const

export function rules(value: unknown): Body {
  const blocks = ruleKinds.flatMap(([from, to]) =>
    listAt(value, from).map((rule) => {
      const params = entriesOf(at(rule, 'params'))
      const tags = listAt(rule, 'tags')
      return block(
        to,
        ...ruleTexts.map((key) => attribute(key, textAt(rule, key))),
        tags.length > 0 ? raw('tags', list(tags)) : null,
        params.length > 0
          ? raw('params', mapValue(params.map(([key, text]) => [key, literal(String(text))] as const)))
          : null,
        attribute('on_success', textAt(rule, 'onSuccess')),
        attribute('on_failure', textAt(rule, 'onFailure')),
      )
    }),
  )
  return blocks.length > 0 ? [block('ruleset', ...blocks)] : []
}
