// Protobuf messages to Connect's schemas and values, as Confluent's ProtobufConverter has them.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import type { ProtoEnum, ProtoField, ProtoMessage } from '@/lib/schemas/protobuf/model'
import { findType, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import { shortName } from '@/lib/schemas/avro/model'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { isScalar } from '@/lib/schemas/protobuf/model'
import { decodeProto } from '@/lib/serdes/proto-decode'
import { protoNames, type ProtobufOptions } from './names'
import { knownNode, metaOf, scalarNode, wrapperNode, type ProtoNode, type Read } from './read-known'

const nothing = Buffer.alloc(0)

/** @throws DataError for a message that Connect's data cannot have. */
export const rootNode = (pool: ProtoPool, fullName: string, options: ProtobufOptions): ProtoNode =>
  wrapperNode(fullName, options.unwrapsAlone) ?? new Compiler(pool, options).message(fullName)

class Compiler {
  private readonly messages = new Map<string, ProtoNode>()
  private readonly filling = new Set<string>()

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
    const { optionalForNullables, wrapperForNullables, optionalForProto2 } = this.options
    const isProto2 = this.pool.get(scope)?.file.syntax === 'proto2'
    const isSaidOptional = field.label === 'optional' && (optionalForProto2 || !isProto2)
    const isOptional =
      node.schema.optional ||
      field.oneof !== null ||
      (optionalForNullables ? isSaidOptional : !wrapperForNullables && field.label !== 'required')
    const parameters = { ...node.schema.parameters, [protoNames.tag]: String(field.number) }
    const schema = schemas.withTraits(node.schema, { optional: isOptional, parameters })
    // What may not be null and is not set is the default of its type.
    const isFilled = !isOptional && isScalar(field.type) && field.label === 'optional'
    return { schema, read: isFilled ? (json) => node.read(json ?? zeroOf(schema)) : node.read }
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
    const optional = schemas.optionalOf(schema)
    if (!this.options.fillsNulls) return { schema: optional, read }
    return {
      schema: optional,
      read: (json) => (json === undefined ? this.filled(fullName, read) : read(json)),
    }
  }

  /** Of defaults; null where that would hold itself. */
  private filled(fullName: string, read: Read): ConnectValue {
    if (this.filling.has(fullName)) return null
    this.filling.add(fullName)
    try {
      return read(decodeProto(this.pool, fullName, nothing))
    } finally {
      this.filling.delete(fullName)
    }
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

const zeroOf = ({ type }: ConnectSchema): Json =>
  type === 'STRING' || type === 'BYTES' ? '' : type === 'BOOLEAN' ? false : 0

const own = (message: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(message, name) ? message[name] : undefined
