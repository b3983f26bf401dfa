// Generated records as Connect's data, for transforms and converters: the schema once, and each record from the JSON that the
// generator writes (with decimals as numbers).
import { parseDecimal, rescale } from '@/lib/connectors/data/decimals'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import { exactNumber, parseJsonExactly } from '@/lib/exact-json'
import { memberName, type AvroNode, type AvroRecord } from '../avro-schema'
import { SchemaProblem } from '../schema-problem'

type Read = (json: unknown) => ConnectValue
type Typed = { schema: ConnectSchema; read: Read }
export type ConnectReader = { schema: ConnectSchema; read: (json: Uint8Array) => ConnectValue }

const asIs: Read = (json) => json as ConnectValue
const asNumber: Read = (json) => exactNumber(json) as number | bigint
const asBytes: Read = (json) => Buffer.from(String(json), 'base64')
const dayMs = 86_400_000
const UNION = 'io.confluent.connect.avro.Union'

const times = {
  date: { schema: schemas.date, read: (json: unknown) => new Date(Number(json) * dayMs) },
  'time-millis': { schema: schemas.time, read: (json: unknown) => new Date(Number(json)) },
  'timestamp-millis': { schema: schemas.timestamp, read: (json: unknown) => new Date(Number(json)) },
}

/** @throws SchemaProblem for a record that holds itself, which Connect's data does not know. */
export function connectReader(node: AvroNode): ConnectReader {
  requireFinite(node, [])
  const { schema, read } = typed(node)
  return { schema, read: (json) => read(parseJsonExactly(Buffer.from(json).toString('utf8'))) }
}

function requireFinite(node: AvroNode, around: readonly AvroNode[]): void {
  if (around.includes(node))
    throw new SchemaProblem(node.path, 'a record within itself cannot be transformed')
  const inside = [...around, node]
  if (node.kind === 'array') requireFinite(node.items, inside)
  if (node.kind === 'map') requireFinite(node.values, inside)
  if (node.kind === 'union') for (const branch of node.branches) requireFinite(branch, inside)
  if (node.kind === 'record') for (const { type } of node.fields) requireFinite(type, inside)
}

function typed(node: AvroNode): Typed {
  switch (node.kind) {
    case 'null':
      return { schema: schemas.optionalString, read: () => null }
    case 'boolean':
      return { schema: schemas.boolean, read: asIs }
    case 'string':
    case 'enum':
      return { schema: schemas.string, read: asIs }
    case 'float':
      return { schema: schemas.float32, read: (json) => Number(exactNumber(json)) }
    case 'double':
      return { schema: schemas.float64, read: (json) => Number(exactNumber(json)) }
    case 'int':
      return node.time ? times[node.time] : { schema: schemas.int32, read: asNumber }
    case 'long':
      return node.time ? times[node.time] : { schema: schemas.int64, read: asNumber }
    case 'bytes':
    case 'fixed':
      return node.decimal ? decimal(node.decimal.scale) : { schema: schemas.bytes, read: asBytes }
    case 'array':
      return list(typed(node.items))
    case 'map':
      return map(typed(node.values))
    case 'union':
      return union(node)
    case 'record':
      return struct(node)
  }
}

function decimal(scale: number): Typed {
  return {
    schema: schemas.decimalOf(scale),
    read(json) {
      const given = parseDecimal(typeof json === 'number' ? String(json) : JSON.stringify(json))
      return given && (rescale(given, scale) ?? given)
    },
  }
}

function list({ schema, read }: Typed): Typed {
  return { schema: schemas.arrayOf(schema), read: (json) => (json as unknown[]).map(read) }
}

function map({ schema, read }: Typed): Typed {
  return {
    schema: schemas.mapOf(schemas.string, schema),
    read: (json) => new Map(Object.entries(json as object).map(([key, value]) => [key, read(value)])),
  }
}

function union(node: AvroNode & { kind: 'union' }): Typed {
  const members = node.branches.filter(({ kind }) => kind !== 'null')
  const [first] = members
  const isOptional = members.length < node.branches.length
  const inner = first && members.length === 1 ? typed(first) : anyOf(members)
  return isOptional
    ? { schema: schemas.optionalOf(inner.schema), read: (json) => (json === null ? null : inner.read(json)) }
    : inner
}

/** Several types: a struct of which one field is set, as Confluent's Avro converter has it. */
function anyOf(members: readonly AvroNode[]): Typed {
  const parts = members.map((member) => {
    const { schema, read } = typed(member)
    return {
      name: memberName(member),
      schema: schemas.optionalOf(schema),
      read: (json: unknown) => (json === null ? null : read(json)),
    }
  })
  return fieldsOf(parts, UNION)
}

function struct({ fields, name, namespace }: AvroRecord): Typed {
  const parts = fields.map((field) => ({ name: field.name, ...typed(field.type) }))
  return fieldsOf(parts, namespace === '' ? name : `${namespace}.${name}`)
}

function fieldsOf(parts: readonly (Typed & { name: string })[], name: string): Typed {
  return {
    schema: schemas.structOf(
      parts.map((part) => schemas.field(part.name, part.schema)),
      { name },
    ),
    read(json) {
      const given = json as Record<string, unknown>
      const value = new Struct()
      for (const part of parts) value[part.name] = part.read(given[part.name] ?? null)
      return value
    },
  }
}
