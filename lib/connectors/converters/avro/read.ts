// Avro's schemas to Connect's, and their bytes straight to Connect's values: each schema becomes a closure once.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import {
  shortName,
  type AvroArray,
  type AvroEnum,
  type AvroField,
  type AvroMap,
  type AvroRecord,
  type AvroSchema,
  type AvroUnion,
} from '@/lib/schemas/avro/model'
import type { Json } from '@/lib/schemas/json-text'
import { AvroCursor } from '@/lib/serdes/avro-cursor'
import { defaultToJson } from '@/lib/serdes/avro-default'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import { outOf } from '@/lib/serdes/avro-leaf'
import { avroProperties, nameOf, recordName, textsOf } from './annotations'
import { avroNames, type AvroOptions } from './names'
import { scalarNode } from './read-scalar'
import { anythingReader } from './schemaless'

export type ReadAvro = (cursor: AvroCursor) => ConnectValue
export type AvroNode = { schema: ConnectSchema; read: ReadAvro }

/**
 * `schema` null: of data that were written without one.
 * @throws DataError for a schema that Connect's data cannot have.
 */
export const avroNode = (
  schema: AvroSchema,
  options: AvroOptions,
): { schema: ConnectSchema | null; read: ReadAvro } =>
  schema.kind === 'record' && schema.name === avroNames.anything
    ? { schema: null, read: anythingReader }
    : new Compiler(options).node(schema)

class Compiler {
  private readonly records = new Map<AvroRecord, AvroNode>()

  constructor(private readonly options: AvroOptions) {}

  node(schema: AvroSchema, field?: AvroField): AvroNode {
    if (schema.kind === 'union') return this.union(schema, field)
    const node = this.bare(schema)
    return { ...node, schema: this.annotated(schema, node, field) }
  }

  private bare(schema: Exclude<AvroSchema, AvroUnion>): AvroNode {
    switch (schema.kind) {
      case 'record':
        return this.record(schema)
      case 'array':
        return isMapEntry(schema) ? this.entries(schema) : this.array(schema)
      case 'map':
        return this.map(schema)
      case 'enum':
        return this.enumeration(schema)
      default:
        return scalarNode(schema)
    }
  }

  private array({ items }: AvroArray): AvroNode {
    const { schema, read } = this.node(items)
    return {
      schema: schemas.arrayOf(schema),
      read: (cursor) => {
        const list: ConnectValue[] = []
        for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
          for (; count > 0; count--) list.push(read(cursor))
        return list
      },
    }
  }

  private map({ values }: AvroMap): AvroNode {
    const { schema, read } = this.node(values)
    return {
      schema: schemas.mapOf(schemas.string, schema),
      read: (cursor) => {
        const map = new Map<ConnectValue, ConnectValue>()
        for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
          for (; count > 0; count--) map.set(cursor.text(), read(cursor))
        return map
      },
    }
  }

  /** A map whose keys are no text: a list of records of key and value. */
  private entries({ items }: AvroArray): AvroNode {
    const fields = items.kind === 'record' ? items.fields : []
    const [first, second] = fields
    if (fields.length !== 2 || !first || !second)
      throw new DataError(
        'Found map encoded as array of key-value pairs, but array elements do not match the expected format.',
      )
    const [one, other] = [this.node(first.type), this.node(second.type)]
    const isKeyFirst = first.name === 'key'
    const [key, value] = isKeyFirst ? [one, other] : [other, one]
    return {
      schema: schemas.mapOf(key.schema, value.schema),
      read: (cursor) => {
        const map = new Map<ConnectValue, ConnectValue>()
        for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
          for (; count > 0; count--) {
            const left = one.read(cursor)
            const right = other.read(cursor)
            if (isKeyFirst) map.set(left, right)
            else map.set(right, left)
          }
        return map
      },
    }
  }

  private enumeration({ symbols, name, doc, default: given }: AvroEnum): AvroNode {
    const parameters: Record<string, string> = {}
    if (this.options.metaData && doc !== null) parameters[avroNames.enumDoc + shortName(name)] = doc
    if (this.options.metaData && given !== null) parameters[avroNames.enumDefault + shortName(name)] = given
    parameters[avroNames.enumeration] = name
    for (const symbol of symbols) parameters[`${avroNames.enumeration}.${symbol}`] = symbol
    return {
      schema: schemas.schemaOf('STRING', { parameters }),
      read: (cursor) => {
        const index = cursor.int()
        return symbols[index] ?? outOf(`The enum ${name} has no symbol ${index}`)
      },
    }
  }

  private record(record: AvroRecord): AvroNode {
    const known = this.records.get(record)
    if (known !== undefined) return known
    const fields: ConnectField[] = []
    const names: string[] = []
    const reads: ReadAvro[] = []
    const node: AvroNode = {
      schema: schemas.structOf(fields, { parameters: this.docsOf(record), name: recordName(record) }),
      read: (cursor) => {
        cursor.enter(reads.length)
        const struct = new Struct()
        for (let index = 0; index < reads.length; index++) {
          const name = names[index]
          const read = reads[index]
          if (name !== undefined && read !== undefined) struct[name] = read(cursor)
        }
        cursor.leave()
        return struct
      },
    }
    // Before its fields, as these may hold it again.
    this.records.set(record, node)
    for (const field of record.fields) {
      const { schema, read } = this.node(field.type, field)
      fields.push({ name: field.name, schema })
      names.push(field.name)
      reads.push(read)
    }
    return node
  }

  private docsOf(record: AvroRecord): Record<string, string> | undefined {
    if (!this.options.metaData) return undefined
    const docs = record.fields.flatMap(({ name, doc }) =>
      doc === null ? [] : [[avroNames.fieldDoc + name, doc]],
    )
    if (record.doc !== null) docs.unshift([avroNames.recordDoc, record.doc])
    return docs.length === 0 ? undefined : (Object.fromEntries(docs) as Record<string, string>)
  }

  private union({ branches }: AvroUnion, field?: AvroField): AvroNode {
    const others = branches.filter(({ kind }) => kind !== 'null')
    const isNullable = others.length < branches.length
    const [only] = others
    if (only && others.length === 1 && (isNullable || this.options.flattensUnions)) {
      const node = this.node(only, field)
      if (!isNullable) return { ...node, read: onlyBranch(node.read) }
      return { schema: schemas.optionalOf(node.schema), read: nullableReader(branches, node.read) }
    }
    const fields: ConnectField[] = []
    const reads = branches.map((branch): ReadAvro => {
      if (branch.kind === 'null') return () => null
      const name = memberName(branch, this.options)
      if (fields.some((one) => one.name === name))
        throw new DataError('Multiple union schemas map to the Connect union field name')
      const { schema, read } = this.node(branch)
      fields.push({ name, schema: schemas.optionalOf(schema) })
      return (cursor) => {
        const struct = new Struct()
        for (const one of fields) struct[one.name] = null
        struct[name] = read(cursor)
        return struct
      }
    })
    const schema = schemas.structOf(fields, { name: avroNames.union, optional: isNullable })
    const read: ReadAvro = (cursor) => {
      const index = cursor.int()
      return (reads[index] ?? outOf(`The union has no branch ${index}`))(cursor)
    }
    const given = field && defaultOf(field.type, field.default, read, false)
    return { schema: given === undefined || given === null ? schema : { ...schema, default: given }, read }
  }

  /** With what stands beside the type: connect.name and its like, and the default of its field. */
  private annotated(
    type: Exclude<AvroSchema, AvroUnion>,
    { schema, read }: AvroNode,
    field: AvroField | undefined,
  ): ConnectSchema {
    const { metaData } = this.options
    const { 'connect.doc': doc, 'connect.version': version, 'connect.default': own } = type.props
    const fieldDefault = field?.default
    const json = fieldDefault === undefined || fieldDefault === null ? own : fieldDefault
    const wholeType = field && json !== own ? field.type : type
    const given = defaultOf(wholeType, json, read, wholeType.kind === 'union')
    const isPlainDefault = fieldDefault !== undefined && own === undefined && field?.type.kind !== 'union'
    const parameters = {
      ...schema.parameters,
      ...(metaData ? textsOf(type.props['connect.parameters']) : {}),
      ...avroProperties(type.props),
      ...(isPlainDefault ? { [avroNames.fieldDefault]: 'true' } : {}),
    }
    return schemas.withTraits(schema, {
      name: schema.name ?? nameOf(type),
      ...(metaData && typeof doc === 'string' ? { doc } : {}),
      ...(typeof version === 'number' ? { version } : {}),
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      ...(given === undefined || given === null ? {} : { default: given }),
    })
  }
}

const isMapEntry = ({ items }: AvroArray): boolean =>
  items.kind === 'record' &&
  (items.name === `${avroNames.namespace}.${avroNames.mapEntry}` ||
    items.props[avroNames.internalType] === avroNames.mapEntry)

/** The first branch that it fits, as Avro has defaults; undefined where there is none. */
function defaultOf(
  type: AvroSchema,
  json: Json | undefined,
  read: ReadAvro,
  isReadOfBranch: boolean,
): ConnectValue | undefined {
  if (json === undefined || json === null) return undefined
  const bytes = avroEncoder(type)(defaultToJson(type, json, { unions: 'tagged' }))
  const cursor = new AvroCursor(bytes, 0)
  if (isReadOfBranch) cursor.int()
  return read(cursor)
}

/** Of the member of a union in the struct that stands for it. */
export function memberName(branch: AvroSchema, { enhanced }: AvroOptions): string {
  if (branch.kind !== 'record' && branch.kind !== 'enum') return branch.kind
  return enhanced ? branch.name : shortName(branch.name)
}

function nullableReader(branches: AvroSchema[], read: ReadAvro): ReadAvro {
  const nullIndex = branches.findIndex(({ kind }) => kind === 'null')
  return (cursor) => {
    const index = cursor.int()
    if (index === nullIndex) return null
    return index === 1 - nullIndex ? read(cursor) : outOf(`The union has no branch ${index}`)
  }
}

const onlyBranch =
  (read: ReadAvro): ReadAvro =>
  (cursor) => {
    const index = cursor.int()
    return index === 0 ? read(cursor) : outOf(`The union has no branch ${index}`)
  }
