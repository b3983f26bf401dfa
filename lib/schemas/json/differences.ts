// What may differ between two JSON Schemas, by Confluent's names, and which differences keep what was valid valid.
import type { Incompatibility } from '@/lib/schemas/incompatibility'
import { InvalidSchemaError, maxChain } from '@/lib/schemas/invalid-schema'
import type { Json } from '@/lib/schemas/json-text'
import type { SchemaNode } from '@/lib/schemas/json/node'

/** LENIENT forgives what is new in an open object. It is the setting `compatibilityPolicy` of a subject. */
export type JsonPolicy = 'STRICT' | 'LENIENT'

export type Difference = { type: string; path: string }

const compatibleEndings: RegExp[] = [
  /^(TYPE|ENUM_ARRAY|COMBINED_TYPE|SUM_TYPE)_EXTENDED$/,
  /^(ADDITIONAL|UNEVALUATED)_(PROPERTIES|ITEMS)_(ADDED|EXTENDED)$/,
  /^(PRODUCT_TYPE|NOT_TYPE|DEPENDENCY_ARRAY)_NARROWED$/,
  /^(MAX_LENGTH|MAXIMUM|EXCLUSIVE_MAXIMUM|MAX_PROPERTIES|MAX_ITEMS|MAX_CONTAINS)_(INCREASED|REMOVED)$/,
  /^(MIN_LENGTH|MINIMUM|EXCLUSIVE_MINIMUM|MIN_PROPERTIES|MIN_ITEMS|MIN_CONTAINS)_(DECREASED|REMOVED)$/,
  /^MULTIPLE_OF_(REDUCED|REMOVED)$/,
  /^(PATTERN|UNIQUE_ITEMS|REQUIRED_ATTRIBUTE|DEPENDENCY_ARRAY|DEPENDENCY_SCHEMA|SCHEMA)_REMOVED$/,
  /^REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED$/,
  /^(PROPERTY|ITEM)_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL$/,
  /^(REQUIRED_PROPERTY_WITH_DEFAULT|OPTIONAL_PROPERTY)_ADDED_TO_UNOPEN_CONTENT_MODEL$/,
  /^(PROPERTY|ITEM)_REMOVED_FROM_OPEN_CONTENT_MODEL$/,
  /^(PROPERTY|ITEM)_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL$/,
  /^(PROPERTY|ITEM)_(ADDED|REMOVED)_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL$/,
  /^ITEM_ADDED_TO_CLOSED_CONTENT_MODEL$/,
]
const lenient: RegExp[] = [
  /^(ADDITIONAL|UNEVALUATED)_PROPERTIES_(NARROWED|REMOVED)$/,
  /^(REQUIRED_PROPERTY_WITH_DEFAULT|OPTIONAL_PROPERTY)_ADDED_TO_OPEN_CONTENT_MODEL$/,
  /^PROPERTY_(ADDED|REMOVED)_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL$/,
]

export type Compare = (original: Json | undefined, update: Json | undefined, at: Comparison) => void
export type CompareNodes = (original: SchemaNode, update: SchemaNode, at: Comparison) => void

/** What a pair of schemas was found to differ in, with paths from there; null while it is being compared. */
type Known = Map<SchemaNode, Map<SchemaNode, Difference[] | null>>

/** One comparison: where it is and what it found. */
export class Comparison {
  readonly differences: Difference[] = []
  readonly policy: JsonPolicy
  private readonly path: string[]
  private readonly known: Known
  private readonly depth: number

  constructor(policy: JsonPolicy, path: string[] = [], known: Known = new Map(), depth = 0) {
    this.policy = policy
    this.path = path
    this.known = known
    this.depth = depth
  }

  add(type: string, ...keys: (string | number)[]): void {
    this.differences.push({ type, path: `#/${[...this.path, ...keys].join('/')}` })
  }

  /** What `act` finds counts here, at a place below. */
  within(keys: (string | number)[], act: (below: Comparison) => void): void {
    const below = new Comparison(this.policy, [...this.path, ...keys.map(String)], this.known, this.depth)
    act(below)
    this.take(below)
  }

  /** A comparison whose findings count only when they are taken. */
  trial(...keys: (string | number)[]): Comparison {
    return new Comparison(this.policy, [...this.path, ...keys.map(String)], this.known, this.depth)
  }

  take({ differences }: Comparison): void {
    for (const difference of differences) this.differences.push(difference)
  }

  get isCompatible(): boolean {
    return this.differences.every(({ type }) => this.isAllowed(type))
  }

  isAllowed(type: string): boolean {
    const rules = this.policy === 'LENIENT' ? [...compatibleEndings, ...lenient] : compatibleEndings
    return rules.some((rule) => rule.test(type))
  }

  /** Each pair is compared once; one that is met inside of itself is compatible unless proven otherwise. */
  once(original: SchemaNode, update: SchemaNode, act: (fromHere: Comparison) => void): void {
    const ofOriginal = this.known.get(original) ?? new Map<SchemaNode, Difference[] | null>()
    this.known.set(original, ofOriginal)
    let found = ofOriginal.get(update)
    if (found === undefined) {
      if (this.depth > maxChain)
        throw new InvalidSchemaError(`More than ${maxChain} schemas in a row cannot be compared`)
      ofOriginal.set(update, null)
      const fromHere = new Comparison(this.policy, [], this.known, this.depth + 1)
      act(fromHere)
      found = fromHere.differences
      ofOriginal.set(update, found)
    }
    for (const { type, path } of found ?? []) this.add(type, ...(path === '#/' ? [] : [path.slice(2)]))
  }
}

export const toIncompatibility = ({ type, path }: Difference): Incompatibility => ({
  errorType: type,
  describe: ({ reader, writer }) => `${sentence(type, reader, writer)} (path '${path}')`,
})

function sentence(type: string, reader: string, writer: string): string {
  if (/OPEN_CONTENT_MODEL|CLOSED_CONTENT_MODEL/.test(type)) {
    if (type.includes('REMOVED'))
      return `The ${reader} schema does not allow a property or item of the ${writer} schema`
    return `The ${reader} schema constrains a property or item that the ${writer} schema left open`
  }
  if (type.endsWith('_ADDED') || type.endsWith('_REMOVED'))
    return `A constraint of the ${reader} schema is not in the ${writer} schema`
  if (type.endsWith('_INCREASED') || type.endsWith('_EXPANDED'))
    return `A limit of the ${reader} schema is above that of the ${writer} schema`
  if (type.endsWith('_DECREASED'))
    return `A limit of the ${reader} schema is below that of the ${writer} schema`
  if (type.endsWith('_NARROWED')) return `The ${reader} schema allows less than the ${writer} schema`
  if (type.endsWith('_EXTENDED')) return `The ${reader} schema demands more than the ${writer} schema`
  return `The ${reader} schema is another than the ${writer} schema here`
}
