// Protobuf messages to Connect's schemas and values, as Confluent's ProtobufConverter has them.
import { parseDecimal, rescale } from '@/lib/connectors/data/decimals'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue, SchemaType } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import type { OptionValue, ProtoEnum, ProtoField, ProtoMessage } from '@/lib/schemas/protobuf/model'
import { findType, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import { shortName } from '@/lib/schemas/avro/model'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { isScalar } from '@/lib/schemas/protobuf/model'
import { knownMessages, protoNames, wrapperTypes, type ProtobufOptions } from './names'

/** Takes what `decodeProto` gives; undefined: the field is not set. */
type Read = (json: Json | undefined) => ConnectValue
export type ProtoNode = { schema: ConnectSchema; read: Read }

/** @throws DataError for a message that Connect's data cannot have. */
export const messageNode = (pool: ProtoPool, fullName: string, options: ProtobufOptions): ProtoNode =>
  new Compiler(pool, options).message(fullName)

const scalars: Readonly<Record<string, SchemaType>> = {
  double: 'FLOAT64',
  float: 'FLOAT32',
  int32: 'INT32',
  sint32: 'INT32',
  sfixed32: 'INT32',
  uint32: 'INT64',
  fixed32: 'INT64',
  int64: 'INT64',
  uint64: 'INT64',
  sint64: 'INT64',
  fixed64: 'INT64',
  sfixed64: 'INT64',
  bool: 'BOOLEAN',
  string: 'STRING',
  bytes: 'BYTES',
}

class Compiler {
  private readonly messages = new Map<string, ProtoNode>()

  constructor(
    private readonly pool: ProtoPool,
    private readonly options: ProtobufOptions,
  ) {}

  message(fullName: string): ProtoNode {
    const known = this.messages.get(fullName)
    if (known !== undefined) return known
    const definition = this.pool.get(fullName)?.definition
    if (definition?.kind !== 'message') throw new DataError(`The schema has no message ${fullName}`)
    const fields: ConnectField[] = []
    const reads: { name: string; read: (message: JsonObject) => ConnectValue }[] = []
    const node: ProtoNode = {
      schema: schemas.structOf(fields, { name: this.options.enhanced ? fullName : shortName(fullName) }),
      read: (json) => {
        if (!isObject(json)) return null
        const struct = new Struct()
        for (const { name, read } of reads) struct[name] = read(json)
        return struct
      },
    }
    // Before its fields, as these may hold it again.
    this.messages.set(fullName, node)
    const add = (name: string, schema: ConnectSchema, read: (message: JsonObject) => ConnectValue): void => {
      fields.push({ name, schema })
      reads.push({ name, read })
    }
    for (const [index, { name }] of definition.oneofs.entries())
      if (!this.options.flattensUnions) this.union(definition, fullName, { name, index }, add)
    for (const field of definition.fields) {
      if (field.oneof !== null && !this.options.flattensUnions) continue
      const { schema, read } = this.field(field, fullName)
      add(field.name, schema, (message) => read(own(message, field.name)))
    }
    return node
  }

  private union(
    { fields }: ProtoMessage,
    scope: string,
    { name, index }: { name: string; index: number },
    add: (name: string, schema: ConnectSchema, read: (message: JsonObject) => ConnectValue) => void,
  ): void {
    const members = fields
      .filter(({ oneof }) => oneof === name)
      .map((field) => ({ name: field.name, ...this.field(field, scope) }))
    const schema = schemas.structOf(
      members.map((one) => schemas.field(one.name, schemas.optionalOf(one.schema))),
      { name: `${protoNames.union}${name}`, optional: true },
    )
    add(this.options.numbersUnions ? `${name}_${index}` : name, schema, (message) => {
      const set = members.find((one) => own(message, one.name) !== undefined)
      if (set === undefined) return null
      const struct = new Struct()
      for (const one of members) struct[one.name] = one === set ? one.read(own(message, one.name)) : null
      return struct
    })
  }

  private field(field: ProtoField, scope: string): ProtoNode {
    const node = this.cardinal(field, scope)
    const { optionalForNullables, wrapperForNullables } = this.options
    const isOptional =
      node.schema.optional ||
      field.oneof !== null ||
      (optionalForNullables ? field.label === 'optional' : !wrapperForNullables && field.label !== 'required')
    const parameters = { ...node.schema.parameters, [protoNames.tag]: String(field.number) }
    return { ...node, schema: schemas.withTraits(node.schema, { optional: isOptional, parameters }) }
  }

  private cardinal(field: ProtoField, scope: string): ProtoNode {
    const { schema, read } = this.single(field, field.type, scope)
    if (field.mapKey !== null) {
      const key = this.single(field, field.mapKey, scope)
      return {
        schema: schemas.mapOf(schemas.optionalOf(key.schema), schemas.optionalOf(schema), { optional: true }),
        read: (json) =>
          new Map(
            Object.entries(isObject(json) ? json : {}).map(([name, item]) => [
              key.read(key.schema.type === 'STRING' ? name : (JSON.parse(name) as Json)),
              read(item),
            ]),
          ),
      }
    }
    if (field.label !== 'repeated') return { schema, read }
    return {
      schema: schemas.arrayOf(schemas.optionalOf(schema), { optional: true }),
      read: (json) => (Array.isArray(json) ? json.map((item) => read(item)) : []),
    }
  }

  private single(field: ProtoField, type: string, scope: string): ProtoNode {
    if (isScalar(type)) return scalarNode(type, metaOf(field)['connect.type'])
    const found = findType(this.pool, type, scope)
    if (found === undefined) throw new DataError(`The schema has no type ${type}`)
    if (found.definition.kind === 'enum') return this.enumeration(found.definition, found.fullName)
    return knownNode(found.fullName, field, this.options) ?? this.nested(found.fullName)
  }

  private nested(fullName: string): ProtoNode {
    const { schema, read } = this.message(fullName)
    return { schema: schemas.optionalOf(schema), read }
  }

  private enumeration({ values }: ProtoEnum, fullName: string): ProtoNode {
    const name = this.options.enhanced ? fullName : shortName(fullName)
    const parameters: Record<string, string> = { [protoNames.enumeration]: name }
    for (const value of values) parameters[`${protoNames.enumeration}.${value.name}`] = String(value.number)
    const numbers = new Map(values.map((value) => [value.name, value.number]))
    if (this.options.numbersEnums)
      return {
        schema: schemas.schemaOf('INT32', { name, parameters, optional: true }),
        read: (json) =>
          typeof json === 'string' ? (numbers.get(json) ?? 0) : typeof json === 'number' ? json : null,
      }
    return {
      schema: schemas.schemaOf('STRING', { name, parameters, optional: true }),
      read: (json) =>
        json === undefined || json === null ? null : typeof json === 'string' ? json : JSON.stringify(json),
    }
  }
}

const own = (message: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(message, name) ? message[name] : undefined

function scalarNode(type: string, connectType?: string): ProtoNode {
  const small = connectType === 'int8' ? schemas.int8 : connectType === 'int16' ? schemas.int16 : undefined
  const schema = small ?? schemas.schemaOf(scalars[type] ?? 'STRING')
  switch (schema.type) {
    case 'INT64':
      return {
        schema,
        read: (json) => (typeof json === 'string' ? signed(BigInt(json)) : ((json as number | null) ?? null)),
      }
    case 'FLOAT32':
    case 'FLOAT64':
      return { schema, read: (json) => (json === undefined || json === null ? null : Number(json)) }
    case 'BYTES':
      return { schema, read: (json) => (typeof json === 'string' ? Buffer.from(json, 'base64') : null) }
    default:
      return { schema, read: (json) => json ?? null }
  }
}

/** Java has no unsigned numbers: those beyond 2^63 are negative there. */
function signed(value: bigint): number | bigint {
  const long = BigInt.asIntN(64, value)
  return Number.isSafeInteger(Number(long)) ? Number(long) : long
}

/** Messages that stand for a value; undefined: it is none of them. */
function knownNode(fullName: string, field: ProtoField, options: ProtobufOptions): ProtoNode | undefined {
  switch (fullName) {
    case knownMessages.decimal: {
      const { scale = '0', precision } = metaOf(field)
      const parameters: Record<string, string> =
        precision === undefined ? {} : { [protoNames.precision]: precision }
      const schema = schemas.decimalOf(Number(scale), { parameters, optional: true })
      return {
        schema,
        read: (json) => {
          const decimal = typeof json === 'string' ? parseDecimal(json) : null
          return decimal && (rescale(decimal, Number(scale)) ?? decimal)
        },
      }
    }
    case knownMessages.date:
      return { schema: schemas.optionalDate, read: (json) => (isObject(json) ? dateOf(json) : null) }
    case knownMessages.time:
      return { schema: schemas.optionalTime, read: (json) => (isObject(json) ? timeOf(json) : null) }
    case knownMessages.timestamp:
      return {
        schema: schemas.optionalTimestamp,
        read: (json) => (typeof json === 'string' ? new Date(json) : isObject(json) ? instantOf(json) : null),
      }
    case 'google.protobuf.Struct':
    case 'google.protobuf.Value':
    case 'google.protobuf.ListValue':
      // Of any shape: as its JSON.
      return {
        schema: schemas.optionalString,
        read: (json) => (json === undefined ? null : JSON.stringify(json)),
      }
    default:
      return durationNode(fullName) ?? wrapperNode(fullName, options)
  }
}

const count = (json: Json | undefined): number => Number(json ?? 0)

const dateOf = ({ year, month, day }: JsonObject): Date =>
  new Date(Date.UTC(count(year), count(month) - 1, count(day)))
const timeOf = ({ hours, minutes, seconds, nanos }: JsonObject): Date =>
  new Date(
    ((count(hours) * 60 + count(minutes)) * 60 + count(seconds)) * 1000 + Math.floor(count(nanos) / 1e6),
  )
const instantOf = ({ seconds, nanos }: JsonObject): Date =>
  new Date(count(seconds) * 1000 + Math.floor(count(nanos) / 1e6))

function durationNode(fullName: string): ProtoNode | undefined {
  if (fullName !== 'google.protobuf.Duration') return undefined
  const fields = [
    schemas.field('seconds', schemas.optionalInt64),
    schemas.field('nanos', schemas.optionalInt32),
  ]
  return {
    schema: schemas.structOf(fields, { name: 'Duration', optional: true }),
    read: (json) => {
      const match = typeof json === 'string' ? /^(-?)(\d+)(?:\.(\d+))?s$/.exec(json) : null
      if (match === null) return null
      const sign = match[1] === '-' ? -1 : 1
      const struct = new Struct()
      struct['seconds'] = sign * Number(match[2])
      struct['nanos'] = sign * Number((match[3] ?? '').padEnd(9, '0'))
      return struct
    },
  }
}

function wrapperNode(fullName: string, { wrapperForNullables }: ProtobufOptions): ProtoNode | undefined {
  const type = fullName.startsWith('google.protobuf.') ? wrapperTypes[shortName(fullName)] : undefined
  if (type === undefined) return undefined
  const scalar = Object.keys(scalars).find((name) => scalars[name] === type) ?? 'string'
  const inner = scalarNode(scalar)
  if (wrapperForNullables) return { schema: schemas.optionalOf(inner.schema), read: inner.read }
  const value = schemas.withTraits(inner.schema, { optional: true, parameters: { [protoNames.tag]: '1' } })
  return {
    schema: schemas.structOf([schemas.field('value', value)], { name: shortName(fullName), optional: true }),
    read: (json) => {
      if (json === undefined || json === null) return null
      const struct = new Struct()
      struct['value'] = inner.read(json)
      return struct
    },
  }
}

/** The parameters of a field: (confluent.field_meta).params. */
function metaOf({ options }: ProtoField): Record<string, string> {
  const params: Record<string, string> = {}
  const visit = (value: OptionValue): void => {
    if (value.kind === 'list') value.items.forEach(visit)
    if (value.kind !== 'message') return
    const part = (name: string): string | undefined => {
      const found = value.entries.find((entry) => entry.name === name)?.value
      return found === undefined || found.kind === 'list' || found.kind === 'message' ? undefined : found.text
    }
    const [key, text] = [part('key'), part('value')]
    if (key !== undefined && text !== undefined) params[key] = text
    for (const entry of value.entries) visit(entry.value)
  }
  for (const option of options) if (option.name.includes('confluent.field_meta')) visit(option.value)
  return params
}
