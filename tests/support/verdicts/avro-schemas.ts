// Random Avro schemas with named types that refer to each other, and what becomes of them in the next version.
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { pick, type Random } from '@/tests/support/random'

/** A type; of a named one only which definition it is, so that a change keeps all that refer to it. */
export type AvroType =
  | { primitive: string; logical?: JsonObject }
  | { items: AvroType }
  | { values: AvroType }
  | { branches: AvroType[] }
  | { definition: number }

export type Field = { name: string; type: AvroType; hasDefault: boolean; aliases: string[] }
export type Definition = { name: string; aliases: string[] } & (
  { fields: Field[] } | { symbols: string[]; default: string | null } | { size: number; logical?: JsonObject }
)
/** `namespaces`: that its names are in. All or none are in one: from inside of one, no name leads to one without. */
type Scope = { definitions: Definition[]; namespaces: string[] }
export type RandomAvro = Scope & { root: AvroType }

const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']
const logicals: [string, JsonObject][] = [
  ['int', { logicalType: 'date' }],
  ['long', { logicalType: 'timestamp-millis' }],
  ['long', { logicalType: 'time-micros' }],
  ['string', { logicalType: 'uuid' }],
  ['bytes', { logicalType: 'decimal', precision: 9, scale: 2 }],
  ['bytes', { logicalType: 'decimal', precision: 20, scale: 4 }],
  ['long', { logicalType: 'nobody-knows' }],
]
const symbols = ['A', 'B', 'C', 'D']

export function randomAvro(random: Random): RandomAvro {
  const scope: Scope = { definitions: [], namespaces: random(3) === 0 ? [''] : ['a', 'a.b', 'c'] }
  const root = random(4) === 0 ? randomType(random, scope, 0) : newRecord(random, scope, 0)
  return { root, ...scope }
}

export function randomType(random: Random, scope: Scope, depth: number): AvroType {
  switch (random(depth > 2 ? 7 : 12)) {
    case 0: {
      const [primitive, logical] = pick(random, logicals)
      return { primitive, logical }
    }
    case 1:
    case 2:
      return scope.definitions.length === 0 ? { primitive: 'int' } : optional(random, scope)
    case 7:
      return { items: randomType(random, scope, depth + 1) }
    case 8:
      return { values: randomType(random, scope, depth + 1) }
    case 9:
      return { branches: seedsOf(1 + random(4)).map(() => randomType(random, scope, depth + 1)) }
    case 10:
      return newRecord(random, scope, depth)
    case 11:
      return newEnumOrFixed(random, scope)
    default:
      return { primitive: pick(random, primitives) }
  }
}

const seedsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** A reference to what is defined, by a way that lets values end: records may refer to themselves. */
function optional(random: Random, scope: Scope): AvroType {
  const definition = { definition: random(scope.definitions.length) }
  return pick<AvroType>(random, [
    { branches: [{ primitive: 'null' }, definition] },
    { items: definition },
    { values: definition },
  ])
}

const newName = (random: Random, kind: string, scope: Scope): string => {
  const namespace = pick(random, scope.namespaces)
  return `${namespace}${namespace === '' ? '' : '.'}${kind}${scope.definitions.length}`
}

function newRecord(random: Random, scope: Scope, depth: number): AvroType {
  const fields: Field[] = []
  const definition = scope.definitions.length
  scope.definitions.push({ name: newName(random, 'R', scope), aliases: [], fields })
  for (const index of seedsOf(random(5)))
    fields.push({
      name: `f${index}`,
      type: randomType(random, scope, depth + 1),
      hasDefault: random(2) === 0,
      aliases: [],
    })
  return { definition }
}

function newEnumOrFixed(random: Random, scope: Scope): AvroType {
  const definition = scope.definitions.length
  if (random(2) === 0) {
    const own = symbols.slice(0, 1 + random(4))
    const value = random(2) === 0 ? pick(random, own) : null
    scope.definitions.push({ name: newName(random, 'E', scope), aliases: [], symbols: own, default: value })
  } else {
    const logical = { logicalType: 'decimal', precision: 4, scale: 1 }
    const fixed = { name: newName(random, 'F', scope), aliases: [], size: 4 + random(4) }
    scope.definitions.push(random(2) === 0 ? { ...fixed, logical } : fixed)
  }
  return { definition }
}

/** The schema as JSON: a definition stands where it is met first, its name everywhere after. */
export function avroJson({ root, definitions }: RandomAvro): Json {
  const printed = new Set<number>()
  const print = (type: AvroType): Json => {
    if ('primitive' in type)
      return type.logical === undefined ? type.primitive : { type: type.primitive, ...type.logical }
    if ('items' in type) return { type: 'array', items: print(type.items) }
    if ('values' in type) return { type: 'map', values: print(type.values) }
    if ('branches' in type) return distinctBranches(type.branches, definitions).map(print)
    const definition = definitions[type.definition]
    if (definition === undefined) return 'null'
    if (printed.has(type.definition)) return definition.name
    printed.add(type.definition)
    return printDefinition(definition, definitions, print)
  }
  return print(root)
}

function printDefinition(
  definition: Definition,
  definitions: Definition[],
  print: (type: AvroType) => Json,
): JsonObject {
  const at = definition.name.lastIndexOf('.')
  const aliases: JsonObject = definition.aliases.length === 0 ? {} : { aliases: definition.aliases }
  const head: JsonObject = {
    name: definition.name.slice(at + 1),
    namespace: definition.name.slice(0, Math.max(0, at)),
    ...aliases,
  }
  if ('symbols' in definition) {
    const { symbols: own, default: value } = definition
    return { type: 'enum', ...head, symbols: own, ...(value === null ? {} : { default: value }) }
  }
  if ('size' in definition) return { type: 'fixed', ...head, size: definition.size, ...definition.logical }
  const fields = definition.fields.map((field): JsonObject => {
    const printed: JsonObject = { name: field.name, type: print(field.type) }
    const value = field.hasDefault ? defaultOf(field.type, definitions, 0) : undefined
    if (value !== undefined) printed['default'] = value
    if (field.aliases.length > 0) printed['aliases'] = field.aliases
    return printed
  })
  return { type: 'record', ...head, fields }
}

/** A union has one branch of each kind, and no union in it. */
function distinctBranches(branches: AvroType[], definitions: Definition[]): AvroType[] {
  const seen = new Map<string, AvroType>()
  for (const branch of branches) {
    if ('branches' in branch) continue
    const key = 'definition' in branch ? (definitions[branch.definition]?.name ?? '') : kindOf(branch)
    if (!seen.has(key)) seen.set(key, branch)
  }
  return [...seen.values()]
}

const kindOf = (type: AvroType): string =>
  'primitive' in type ? type.primitive : 'items' in type ? 'array' : 'values' in type ? 'map' : ''

/** Undefined: there is none, as the type leads back to itself. */
function defaultOf(type: AvroType, definitions: Definition[], depth: number): Json | undefined {
  if (depth > 5) return undefined
  if ('items' in type) return []
  if ('values' in type) return {}
  if ('branches' in type) {
    const [first] = distinctBranches(type.branches, definitions)
    return first === undefined ? undefined : defaultOf(first, definitions, depth + 1)
  }
  if ('primitive' in type)
    return (
      { null: null, boolean: true, string: 'x', bytes: '\u00ff' }[type.primitive] ??
      (type.primitive === 'null' ? null : 1)
    )
  const definition = definitions[type.definition]
  if (definition === undefined) return null
  if ('symbols' in definition) return definition.symbols[0]
  if ('size' in definition) return '\u0001'.repeat(definition.size)
  const record: JsonObject = {}
  for (const field of definition.fields) {
    const value = defaultOf(field.type, definitions, depth + 1)
    if (value === undefined) return undefined
    record[field.name] = value
  }
  return record
}
