// Can data of a writer's schema be read with a reader's? The rules of Avro's specification, "Schema Resolution",
// with the judgement and the places of its Java library's SchemaCompatibility, which Confluent's registry asks.
import {
  avroPrimitives,
  isNamed,
  shortName,
  type AvroEnum,
  type AvroField,
  type AvroFixed,
  type AvroNamed,
  type AvroRecord,
  type AvroSchema,
  type AvroUnion,
} from '@/lib/schemas/avro/model'
import type { Incompatibility } from '@/lib/schemas/incompatibility'
import { InvalidSchemaError, maxChain } from '@/lib/schemas/invalid-schema'

type Path = { key: string; above: Path } | null
/** `known`: what was found of a writer's type and a reader's. `depth`: of the recursion. */
type Checking = { known: Map<AvroSchema, Map<AvroSchema, Incompatibility[]>>; path: Path; depth: number }

const promotions: Partial<Record<AvroSchema['kind'], AvroSchema['kind'][]>> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  bytes: ['string'],
  string: ['bytes'],
}

export const isPromoted = (reader: AvroSchema['kind'], writer: AvroSchema['kind']): boolean =>
  promotions[reader]?.includes(writer) === true

/** Empty: compatible. Linear in the number of pairs of types that meet. */
export const avroIncompatibilities = (reader: AvroSchema, writer: AvroSchema): Incompatibility[] =>
  check(reader, writer, { known: new Map(), path: null, depth: 0 })

function check(reader: AvroSchema, writer: AvroSchema, checking: Checking): Incompatibility[] {
  // Most pairs: nothing below them to remember.
  if (reader.kind === writer.kind && isPrimitive(reader.kind)) return []
  const ofWriter = checking.known.get(writer) ?? new Map<AvroSchema, Incompatibility[]>()
  checking.known.set(writer, ofWriter)
  const known = ofWriter.get(reader)
  if (known !== undefined) return known
  if (checking.depth > 3 * maxChain)
    throw new InvalidSchemaError(`More than ${maxChain} types in a row cannot be compared`)
  // A pair that is met again inside itself is compatible unless proven otherwise.
  ofWriter.set(reader, [])
  const found = compare(reader, writer, checking)
  ofWriter.set(reader, found)
  return found
}

const below = ({ known, path, depth }: Checking, ...keys: (string | number)[]): Checking => ({
  known,
  path: keys.reduce<Path>((above, key) => ({ key: String(key), above }), path),
  depth: depth + keys.length,
})

/** Avro's library starts the places anew in the branches of a reader's union, and remembers them so. */
const inBranch = ({ known, depth }: Checking): Checking => ({ known, path: null, depth: depth + 1 })

const isPrimitive = (kind: string): boolean => (avroPrimitives as readonly string[]).includes(kind)

function compare(reader: AvroSchema, writer: AvroSchema, checking: Checking): Incompatibility[] {
  if (writer.kind === 'union') return compareWriterUnion(reader, writer.branches, checking)
  if (reader.kind === 'union') {
    return candidates(reader, writer, checking).some(
      (branch) => check(branch, writer, inBranch(checking)).length === 0,
    )
      ? []
      : [missingBranch(writer, checking)]
  }
  if (reader.kind === 'array' && writer.kind === 'array')
    return check(reader.items, writer.items, below(checking, 'items'))
  if (reader.kind === 'map' && writer.kind === 'map')
    return check(reader.values, writer.values, below(checking, 'values'))
  if (reader.kind === 'fixed' && writer.kind === 'fixed')
    return [...compareNames(reader, writer, checking), ...compareSizes(reader, writer, checking)]
  if (reader.kind === 'enum' && writer.kind === 'enum')
    return [...compareNames(reader, writer, checking), ...compareSymbols(reader, writer, checking)]
  if (reader.kind === 'record' && writer.kind === 'record')
    return [...compareNames(reader, writer, checking), ...compareFields(reader, writer, checking)]
  if (reader.kind === writer.kind || isPromoted(reader.kind, writer.kind)) return []
  return [typeMismatch(reader, writer, checking)]
}

function compareWriterUnion(
  reader: AvroSchema,
  branches: AvroSchema[],
  checking: Checking,
): Incompatibility[] {
  if (reader.kind !== 'union')
    return branches.flatMap((branch, index) => check(reader, branch, below(checking, index)))
  return branches.flatMap((branch, index) =>
    check(reader, branch, inBranch(checking)).length === 0
      ? []
      : [missingBranch(branch, below(checking, index))],
  )
}

type Branches = {
  byKind: Map<AvroSchema['kind'], AvroSchema>
  byName: Map<string, AvroNamed[]>
  named: Set<AvroSchema>
}
const unions = new WeakMap<AvroUnion, Branches>()

const maxBranchesInTurn = 20

/** All branches; of a long union (it may have thousands) those that can fit at all: by name, or by kind. */
function candidates(reader: AvroUnion, writer: AvroSchema, { known }: Checking): AvroSchema[] {
  if (reader.branches.length <= maxBranchesInTurn) return reader.branches
  const { byKind, byName, named } = unions.get(reader) ?? indexBranches(reader)
  if (isNamed(writer)) {
    const sameName = [...(byName.get(shortName(writer.name)) ?? []), ...(byName.get(writer.name) ?? [])]
    // A renamed record under comparison is one reason, not one more wherever it refers to itself.
    const met = [...(known.get(writer)?.keys() ?? [])].filter((branch) => named.has(branch))
    return [...sameName, ...met].filter((branch) => branch.kind === writer.kind)
  }
  const kinds = [writer.kind, ...(['long', 'float', 'double', 'bytes', 'string'] as const)]
  return kinds.flatMap((kind) => byKind.get(kind) ?? [])
}

function indexBranches(union: AvroUnion): Branches {
  const branches: Branches = { byKind: new Map(), byName: new Map(), named: new Set() }
  for (const branch of union.branches) {
    if (!isNamed(branch)) {
      branches.byKind.set(branch.kind, branch)
      continue
    }
    branches.named.add(branch)
    for (const name of new Set([shortName(branch.name), ...branch.aliases]))
      branches.byName.set(name, [...(branches.byName.get(name) ?? []), branch])
  }
  unions.set(union, branches)
  return branches
}

/** Names match without their namespaces; an alias of the reader matches the writer's full name. */
export const isSameName = (reader: AvroNamed, writer: AvroNamed): boolean =>
  shortName(reader.name) === shortName(writer.name) || reader.aliases.includes(writer.name)

/** The writer's field that a field of the reader takes its value from. */
export const findWriterField = (field: AvroField, writer: AvroRecord): AvroField | undefined =>
  fieldNamed(writer, field.name) ??
  field.aliases.map((alias) => fieldNamed(writer, alias)).find((found) => found !== undefined)

const fieldMaps = new WeakMap<AvroRecord, Map<string, AvroField>>()

function fieldNamed(record: AvroRecord, name: string): AvroField | undefined {
  const fields = fieldMaps.get(record) ?? new Map(record.fields.map((field) => [field.name, field]))
  fieldMaps.set(record, fields)
  return fields.get(name)
}

function compareFields(reader: AvroRecord, writer: AvroRecord, checking: Checking): Incompatibility[] {
  return reader.fields.flatMap((field, index) => {
    const at = below(checking, 'fields', index)
    const from = findWriterField(field, writer)
    if (from !== undefined) return check(field.type, from.type, below(at, 'type'))
    if (field.default !== undefined) return []
    // Avro's library looks for the default of an enum in the writer's record, and says that it is no enum.
    const isEnum = field.type.kind === 'enum' && field.type.default !== null
    return isEnum ? [typeMismatch(field.type, writer, below(at, 'type'))] : [missingDefault(field, at)]
  })
}

function compareNames(reader: AvroNamed, writer: AvroNamed, checking: Checking): Incompatibility[] {
  if (isSameName(reader, writer)) return []
  const path = pointer(below(checking, 'name'))
  return [
    {
      errorType: 'NAME_MISMATCH',
      describe: () => `The name of the schema has changed (path '${path}')`,
      additionalInfo: `expected: ${writer.name}`,
    },
  ]
}

function compareSizes(reader: AvroFixed, writer: AvroFixed, checking: Checking): Incompatibility[] {
  if (reader.size === writer.size) return []
  const path = pointer(below(checking, 'size'))
  return [
    {
      errorType: 'FIXED_SIZE_MISMATCH',
      describe: (sides) =>
        `The size of FIXED type field at path '${path}' in the ${sides.reader} schema does not match with the ${sides.writer} schema`,
      additionalInfo: `expected: ${writer.size}, found: ${reader.size}`,
    },
  ]
}

function compareSymbols(reader: AvroEnum, writer: AvroEnum, checking: Checking): Incompatibility[] {
  const known = new Set(reader.symbols)
  const missing = writer.symbols.filter((symbol) => !known.has(symbol)).sort()
  if (missing.length === 0 || reader.default !== null) return []
  const path = pointer(below(checking, 'symbols'))
  const symbols = `[${missing.join(', ')}]`
  return [
    {
      errorType: 'MISSING_ENUM_SYMBOLS',
      describe: (sides) =>
        `The ${sides.reader} schema is missing enum symbols '${symbols}' at path '${path}' in the ${sides.writer} schema`,
      additionalInfo: symbols,
    },
  ]
}

const missingDefault = (field: AvroField, checking: Checking): Incompatibility => ({
  errorType: 'READER_FIELD_MISSING_DEFAULT_VALUE',
  describe: (sides) =>
    `The field '${field.name}' at path '${pointer(checking)}' in the ${sides.reader} schema has no default value and is missing in the ${sides.writer} schema`,
  additionalInfo: field.name,
})

const missingBranch = (writer: AvroSchema, checking: Checking): Incompatibility => ({
  errorType: 'MISSING_UNION_BRANCH',
  describe: (sides) =>
    `The ${sides.reader} schema is missing a type inside a union field at path '${pointer(checking)}' in the ${sides.writer} schema`,
  additionalInfo: `reader union lacking writer type: ${writer.kind.toUpperCase()}`,
})

const typeMismatch = (reader: AvroSchema, writer: AvroSchema, checking: Checking): Incompatibility => ({
  errorType: 'TYPE_MISMATCH',
  describe: (sides) =>
    `The type (path '${pointer(checking)}') of a field in the ${sides.reader} schema does not match with the ${sides.writer} schema`,
  additionalInfo: `reader type: ${reader.kind.toUpperCase()} not compatible with writer type: ${writer.kind.toUpperCase()}`,
})

function pointer({ path }: Checking): string {
  const keys: string[] = []
  for (let at = path; at !== null; at = at.above) keys.unshift(at.key)
  return `/${keys.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`
}
