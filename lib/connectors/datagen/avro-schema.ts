// Reads an Avro schema (JSON, // comments allowed) into a tree that the generator compiles.
import { isObject, readArgs, type Args } from './annotations'
import { SchemaProblem } from './schema-problem'
import { stripComments } from './strip-comments'

export type AvroField = { name: string; type: AvroNode; default?: unknown; hasDefault: boolean }
export type Decimal = { precision: number; scale: number }
/** Of the logical types that Kafka Connect knows: what the number counts. */
export type TimeType = 'date' | 'time-millis' | 'timestamp-millis'
export type AvroNode = { args: Args; path: string } & (
  | { kind: 'null' | 'boolean' | 'float' | 'double' | 'string' }
  | { kind: 'int' | 'long'; time?: TimeType }
  | { kind: 'bytes'; decimal?: Decimal }
  | { kind: 'fixed'; name: string; size: number; decimal?: Decimal }
  | { kind: 'enum'; name: string; symbols: string[] }
  | { kind: 'array'; items: AvroNode }
  | { kind: 'map'; values: AvroNode }
  | { kind: 'union'; branches: AvroNode[] }
  | AvroRecordShape
)
type AvroRecordShape = { kind: 'record'; name: string; namespace: string; fields: AvroField[] }
export type AvroRecord = { args: Args; path: string } & AvroRecordShape

const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'string', 'bytes'] as const
type Primitive = (typeof PRIMITIVES)[number]
const isPrimitive = (name: unknown): name is Primitive => PRIMITIVES.some((known) => known === name)

const MAX_DEPTH = 32
const MAX_NODES = 5_000
const MAX_CHARACTERS = 1_000_000
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

class Reader {
  private readonly named = new Map<string, AvroNode>()
  private nodes = 0

  read(schema: unknown, path: string, namespace: string, depth: number): AvroNode {
    if (depth > MAX_DEPTH)
      throw new SchemaProblem(path, `the schema is nested deeper than ${MAX_DEPTH} levels`)
    if (++this.nodes > MAX_NODES) throw new SchemaProblem(path, `the schema has more than ${MAX_NODES} types`)
    if (typeof schema === 'string') return this.byName(schema, path, namespace)
    if (Array.isArray(schema)) return this.union(schema, path, namespace, depth)
    if (!isObject(schema))
      throw new SchemaProblem(path, `a type is a name, an object or an array, not ${JSON.stringify(schema)}`)
    const { type } = schema
    if (isObject(type) || Array.isArray(type)) {
      const inner = this.read(type, path, namespace, depth + 1)
      const args = readArgs(schema, path)
      return Object.keys(args).length > 0 ? { ...inner, args } : inner
    }
    if (typeof type !== 'string') throw new SchemaProblem(path, 'the type has no "type"')
    return this.byType(type, schema, path, namespace, depth)
  }

  private byName(name: string, path: string, namespace: string): AvroNode {
    if (isPrimitive(name)) return { kind: name, args: {}, path }
    const found = this.named.get(name) ?? this.named.get(`${namespace}.${name}`)
    if (!found)
      throw new SchemaProblem(
        path,
        `the type "${name}" is not known; ${PRIMITIVES.join(', ')}, record, enum, array, map and fixed are`,
      )
    return found
  }

  private byType(
    type: string,
    schema: Record<string, unknown>,
    path: string,
    namespace: string,
    depth: number,
  ): AvroNode {
    const args = readArgs(schema, path)
    switch (type) {
      case 'record':
      case 'error':
        return this.record(schema, args, path, namespace, depth)
      case 'enum':
        return this.enumeration(schema, args, path, namespace)
      case 'fixed': {
        const { size } = schema
        if (!Number.isInteger(size) || Number(size) < 1 || Number(size) > 100_000) {
          throw new SchemaProblem(path, 'a fixed type needs a "size" of 1 to 100000')
        }
        const { name, full } = this.nameOf(schema, path, namespace)
        return this.register(full, path, {
          kind: 'fixed',
          name,
          size: Number(size),
          ...decimalOf(schema, path),
          args,
          path,
        })
      }
      case 'array':
        if (schema.items === undefined) throw new SchemaProblem(path, 'an array needs "items"')
        return {
          kind: 'array',
          items: this.read(schema.items, `${path}[]`, namespace, depth + 1),
          args,
          path,
        }
      case 'map':
        if (schema.values === undefined) throw new SchemaProblem(path, 'a map needs "values"')
        return {
          kind: 'map',
          values: this.read(schema.values, `${path}{}`, namespace, depth + 1),
          args,
          path,
        }
      case 'bytes':
        return { kind: 'bytes', ...decimalOf(schema, path), args, path }
      default: {
        const node = this.byName(type, path, namespace)
        if (Object.keys(args).length === 0 && !isPrimitive(type)) return node
        const time = timeOf(type, schema)
        return { ...node, ...(time && { time }), args, path }
      }
    }
  }

  private record(
    schema: Record<string, unknown>,
    args: Args,
    path: string,
    outer: string,
    depth: number,
  ): AvroNode {
    const { name, full, namespace } = this.nameOf(schema, path, outer)
    if (!Array.isArray(schema.fields)) throw new SchemaProblem(path, `the record "${name}" needs "fields"`)
    const fields: AvroField[] = []
    const node: AvroRecord = { kind: 'record', name, namespace, fields, args, path }
    this.register(full, path, node)
    for (const field of schema.fields as unknown[]) {
      if (!isObject(field) || typeof field.name !== 'string') {
        throw new SchemaProblem(path, `a field of the record "${name}" has no "name"`)
      }
      const at = under(path, field.name)
      if (!NAME.test(field.name))
        throw new SchemaProblem(at, 'a field name has letters, digits and _ and starts with no digit')
      if (fields.some((other) => other.name === field.name))
        throw new SchemaProblem(at, 'the field is there twice')
      if (field.type === undefined) throw new SchemaProblem(at, 'the field has no "type"')
      const type = this.read(field.type, at, namespace, depth + 1)
      const own = readArgs(field, at)
      fields.push({
        name: field.name,
        type: Object.keys(own).length > 0 ? { ...type, args: { ...type.args, ...own } } : type,
        default: field.default,
        hasDefault: 'default' in field,
      })
    }
    return node
  }

  private enumeration(schema: Record<string, unknown>, args: Args, path: string, outer: string): AvroNode {
    const { name, full } = this.nameOf(schema, path, outer)
    const { symbols } = schema
    if (
      !Array.isArray(symbols) ||
      symbols.length === 0 ||
      !symbols.every((s): s is string => typeof s === 'string')
    ) {
      throw new SchemaProblem(path, `the enum "${name}" needs "symbols", a list of texts`)
    }
    return this.register(full, path, { kind: 'enum', name, symbols, args, path })
  }

  private union(branches: unknown[], path: string, namespace: string, depth: number): AvroNode {
    if (branches.length === 0) throw new SchemaProblem(path, 'a union needs at least one type')
    const read = branches.map((branch) => {
      if (Array.isArray(branch)) throw new SchemaProblem(path, 'a union cannot hold another union directly')
      return this.read(branch, path, namespace, depth + 1)
    })
    const names = read.map(memberName)
    const twice = names.find((name, i) => names.indexOf(name) !== i)
    if (twice) throw new SchemaProblem(path, `the union holds "${twice}" twice`)
    return { kind: 'union', branches: read, args: {}, path }
  }

  private nameOf(schema: Record<string, unknown>, path: string, outer: string) {
    const given = schema.name
    if (typeof given !== 'string' || !given.split('.').every((part) => NAME.test(part))) {
      throw new SchemaProblem(path, 'record, enum and fixed types need a "name" of letters, digits and _')
    }
    const dot = given.lastIndexOf('.')
    const own = typeof schema.namespace === 'string' ? schema.namespace : outer
    const namespace = dot < 0 ? own : given.slice(0, dot)
    const name = given.slice(dot + 1)
    return { name, namespace, full: namespace === '' ? name : `${namespace}.${name}` }
  }

  private register(full: string, path: string, node: AvroNode): AvroNode {
    if (this.named.has(full)) throw new SchemaProblem(path, `the type "${full}" is defined twice`)
    this.named.set(full, node)
    return node
  }
}

const decimalOf = (schema: Record<string, unknown>, path: string): { decimal?: Decimal } => {
  if (schema.logicalType !== 'decimal') return {}
  const precision = Number(schema.precision)
  const scale = Number(schema.scale ?? 0)
  const isValid =
    Number.isInteger(precision) &&
    Number.isInteger(scale) &&
    precision > 0 &&
    precision <= 1_000 &&
    scale >= 0
  if (!isValid || scale > precision) {
    throw new SchemaProblem(path, 'a decimal needs a "precision" of 1 or more and a "scale" of 0 up to it')
  }
  return { decimal: { precision, scale } }
}

const timeOf = (type: string, { logicalType }: Record<string, unknown>): TimeType | undefined => {
  if (type === 'long') return logicalType === 'timestamp-millis' ? logicalType : undefined
  return type === 'int' && (logicalType === 'date' || logicalType === 'time-millis') ? logicalType : undefined
}

/** Name of a union's member as Kafka Connect spells it. */
export const memberName = (node: AvroNode): string => ('name' in node ? node.name : node.kind)

/** Parses a generator schema; its top is always a record. Throws SchemaProblem. */
export const parseAvroSchema = (text: string): AvroRecord => {
  if (text.length > MAX_CHARACTERS)
    throw new SchemaProblem('', `the schema is longer than ${MAX_CHARACTERS} characters`)
  const parsed = ((): unknown => {
    try {
      return JSON.parse(stripComments(text))
    } catch (error) {
      throw new SchemaProblem(
        '',
        `the schema is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  })()
  return readAvroSchema(parsed)
}

export const readAvroSchema = (schema: unknown): AvroRecord => {
  const node = new Reader().read(schema, '', '', 0)
  if (node.kind !== 'record')
    throw new SchemaProblem('', `the schema must be a record at the top, not ${node.kind}`)
  if (node.fields.length === 0) throw new SchemaProblem('', 'the record has no fields')
  return node
}
