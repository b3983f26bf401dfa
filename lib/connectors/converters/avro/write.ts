// Connect's values to Avro's bytes: a closure for each pair of Connect's schema and the registered one.
import { className } from '@/lib/connectors/data/java-text'
import { toPrimitive } from '@/lib/connectors/data/logical'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { isDecimalSchema } from '@/lib/connectors/data/schemas'
import { isList, isMap, isObjectValue, type ObjectValue } from '@/lib/connectors/data/struct'
import type { AvroField, AvroRecord, AvroSchema } from '@/lib/schemas/avro/model'
import { AvroBuffer } from '@/lib/serdes/avro-buffer'
import { defaultToJson } from '@/lib/serdes/avro-default'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import { bigIntToBytes, bytesToBigInt } from '@/lib/serdes/decimal'
import type { AvroOptions } from './names'
import { memberName } from './read'
import { avroName, enumNameOf, fixedSizeOf, hasTextKeys, isUnion } from './schema-text'
import { writeAnything } from './schemaless'

export type WriteAvro = (buffer: AvroBuffer, value: ConnectValue) => void

/** @throws DataError when the registered schema cannot take what Connect's describes. */
export function avroWriter(
  schema: ConnectSchema | null,
  target: AvroSchema,
  options: AvroOptions,
): (value: ConnectValue) => Buffer {
  const write = schema === null ? writeAnything : new Compiler(options).writer(schema, target)
  return (value) => {
    const buffer = new AvroBuffer()
    write(buffer, value)
    return buffer.bytes()
  }
}

class Compiler {
  private readonly records = new Map<AvroSchema, Map<ConnectSchema, WriteAvro>>()

  constructor(private readonly options: AvroOptions) {}

  writer(schema: ConnectSchema, target: AvroSchema): WriteAvro {
    const given = schema.default ?? null
    const fallback = given !== null && !(schema.optional && this.options.keepsNulls) ? given : null
    const write =
      target.kind === 'union' ? this.branches(schema, target.branches) : this.required(schema, target)
    return fallback === null ? write : (buffer, value) => write(buffer, value ?? fallback)
  }

  private required(schema: ConnectSchema, target: AvroSchema): WriteAvro {
    const write = this.bare(schema, target)
    return (buffer, value) => {
      if (value === null) throw new DataError('Found null value for non-optional schema')
      write(buffer, value)
    }
  }

  private branches(schema: ConnectSchema, branches: AvroSchema[]): WriteAvro {
    const nullIndex = branches.findIndex(({ kind }) => kind === 'null')
    const write = isUnion(schema) ? this.union(schema, branches) : this.onlyBranch(schema, branches)
    return (buffer, value) => {
      if (value !== null) return write(buffer, value)
      if (nullIndex === -1 || !schema.optional)
        throw new DataError('Found null value for non-optional schema')
      buffer.long(nullIndex)
    }
  }

  private onlyBranch(schema: ConnectSchema, branches: AvroSchema[]): WriteAvro {
    const fitting = branches.findIndex((branch) => this.fits(schema, branch))
    const branch = branches[fitting]
    if (branch === undefined)
      throw new DataError(`The registered schema has no branch for ${schema.name ?? schema.type}`)
    const write = this.bare(schema, branch)
    return (buffer, value) => {
      buffer.long(fitting)
      write(buffer, value)
    }
  }

  private union({ fields = [] }: ConnectSchema, branches: AvroSchema[]): WriteAvro {
    const members = fields.map(({ name, schema }) => {
      const named = branches.findIndex((one) => one.kind !== 'null' && memberName(one, this.options) === name)
      const index = named === -1 ? branches.findIndex((one) => this.fits(schema, one)) : named
      const branch = branches[index]
      if (branch === undefined) throw new DataError(`The registered union has no branch for ${name}`)
      return { name, index, write: this.bare(schema, branch) }
    })
    return (buffer, value) => {
      const struct = asObject(value, 'STRUCT')
      const member = members.find(({ name }) => (struct[name] ?? null) !== null)
      if (member === undefined) throw new DataError('No member of the union is set')
      buffer.long(member.index)
      member.write(buffer, struct[member.name] ?? null)
    }
  }

  private fits(schema: ConnectSchema, branch: AvroSchema): boolean {
    switch (branch.kind) {
      case 'null':
      case 'union':
        return false
      case 'record':
        return schema.type === 'STRUCT' && !isUnion(schema)
      case 'enum':
        return enumNameOf(schema, this.options) !== undefined || schema.type === 'STRING'
      case 'array':
        return schema.type === 'ARRAY' || (schema.type === 'MAP' && !hasTextKeys(schema, this.options))
      case 'map':
        return schema.type === 'MAP' && hasTextKeys(schema, this.options)
      case 'fixed':
        return fixedSizeOf(schema) !== null || schema.type === 'BYTES'
      default:
        return kinds[schema.type]?.includes(branch.kind) ?? false
    }
  }

  private bare(schema: ConnectSchema, target: AvroSchema): WriteAvro {
    if (!this.fits(schema, target)) {
      const wanted = 'name' in target ? target.name : target.kind
      throw new DataError(`The registered schema wants ${wanted}, not ${schema.name ?? schema.type}`)
    }
    const write = this.base(schema, target)
    return schema.name === undefined ? write : (buffer, value) => write(buffer, toPrimitive(schema, value))
  }

  private base(schema: ConnectSchema, target: AvroSchema): WriteAvro {
    switch (target.kind) {
      case 'record':
        return this.record(schema, target)
      case 'array':
        return schema.type === 'ARRAY' ? this.array(schema, target.items) : this.entries(schema, target.items)
      case 'map':
        return this.map(schema, target.values)
      case 'enum': {
        const indexes = new Map(target.symbols.map((symbol, index) => [symbol, index]))
        return (buffer, value) => {
          const index = typeof value === 'string' ? indexes.get(value) : undefined
          if (index === undefined)
            throw new DataError(`The enum ${target.name} has no symbol ${JSON.stringify(value)}`)
          buffer.long(index)
        }
      }
      case 'fixed': {
        const { size } = target
        return (buffer, value) => {
          const bytes = asBytes(schema, value)
          const fitted = isDecimalSchema(schema) ? bigIntToBytes(bytesToBigInt(bytes), size) : bytes
          if (fitted?.length !== size) throw new DataError(`${bytes.length} bytes for a fixed of ${size}`)
          buffer.raw(fitted)
        }
      }
      default:
        return scalarWriter(schema, target.kind)
    }
  }

  private record(schema: ConnectSchema, target: AvroRecord): WriteAvro {
    const ofTarget = this.records.get(target) ?? new Map<ConnectSchema, WriteAvro>()
    this.records.set(target, ofTarget)
    const known = ofTarget.get(schema)
    if (known !== undefined) return known
    const fields: { name: string; write: WriteAvro }[] = []
    const write: WriteAvro = (buffer, value) => {
      const struct = asObject(value, 'STRUCT')
      for (const field of fields) field.write(buffer, struct[field.name] ?? null)
    }
    ofTarget.set(schema, write)
    const byName = new Map((schema.fields ?? []).map((one) => [avroName(one.name, this.options), one]))
    for (const field of target.fields) fields.push(this.field(field, byName.get(field.name), target))
    return write
  }

  private field(
    field: AvroField,
    own: ConnectField | undefined,
    { name }: AvroRecord,
  ): { name: string; write: WriteAvro } {
    if (own !== undefined) {
      const write = this.writer(own.schema, field.type)
      return { name: own.name, write: (buffer, value) => within(own.name, () => write(buffer, value)) }
    }
    if (field.default === undefined)
      throw new DataError(
        `The field ${field.name} of the registered schema ${name} has no value and no default`,
      )
    const bytes = avroEncoder(field.type)(defaultToJson(field.type, field.default, { unions: 'tagged' }))
    return { name: field.name, write: (buffer) => buffer.raw(bytes) }
  }

  private array(schema: ConnectSchema, items: AvroSchema): WriteAvro {
    const write = this.item(schema.valueSchema, items)
    return (buffer, value) => {
      if (!isList(value)) return refuse('ARRAY', value)
      buffer.count(value.length)
      for (const item of value) write(buffer, item)
      buffer.end(value.length)
    }
  }

  private map(schema: ConnectSchema, values: AvroSchema): WriteAvro {
    const write = this.item(schema.valueSchema, values)
    return (buffer, value) => {
      const entries = entriesOf(value)
      buffer.count(entries.length)
      for (const [key, item] of entries) {
        if (typeof key !== 'string') return refuse('STRING', key)
        buffer.text(key)
        write(buffer, item)
      }
      buffer.end(entries.length)
    }
  }

  private entries(schema: ConnectSchema, items: AvroSchema): WriteAvro {
    if (items.kind !== 'record') throw new DataError('The registered schema has no map of such keys')
    const parts = items.fields.map(({ name, type }) => {
      const isKey = name === 'key'
      return { isKey, write: this.item(isKey ? schema.keySchema : schema.valueSchema, type) }
    })
    return (buffer, value) => {
      const entries = entriesOf(value)
      buffer.count(entries.length)
      for (const [key, item] of entries)
        for (const { isKey, write } of parts) write(buffer, isKey ? key : item)
      buffer.end(entries.length)
    }
  }

  private item(schema: ConnectSchema | undefined, target: AvroSchema): WriteAvro {
    return schema === undefined ? writeAnything : this.writer(schema, target)
  }
}

const kinds: Partial<Record<ConnectSchema['type'], readonly AvroSchema['kind'][]>> = {
  INT8: ['int', 'long', 'float', 'double'],
  INT16: ['int', 'long', 'float', 'double'],
  INT32: ['int', 'long', 'float', 'double'],
  INT64: ['long', 'float', 'double'],
  FLOAT32: ['float', 'double'],
  FLOAT64: ['double'],
  BOOLEAN: ['boolean'],
  STRING: ['string', 'bytes'],
  BYTES: ['bytes'],
}

function scalarWriter(schema: ConnectSchema, kind: AvroSchema['kind']): WriteAvro {
  const { type } = schema
  switch (kind) {
    case 'int':
    case 'long':
      return (buffer, value) => {
        if (typeof value === 'bigint' || Number.isInteger(value)) buffer.long(value as number | bigint)
        else refuse(type, value)
      }
    case 'float':
    case 'double':
      return (buffer, value) => {
        if (typeof value !== 'number' && typeof value !== 'bigint') return refuse(type, value)
        if (kind === 'float') buffer.float(Number(value))
        else buffer.double(Number(value))
      }
    case 'boolean':
      return (buffer, value) => {
        if (typeof value !== 'boolean') return refuse(type, value)
        buffer.byte(value ? 1 : 0)
      }
    case 'string':
      return (buffer, value) => (typeof value === 'string' ? buffer.text(value) : refuse(type, value))
    default:
      return (buffer, value) => {
        const bytes = typeof value === 'string' ? Buffer.from(value) : asBytes(schema, value)
        buffer.count(bytes.length)
        buffer.raw(bytes)
      }
  }
}

const asBytes = ({ type }: ConnectSchema, value: ConnectValue): Uint8Array =>
  value instanceof Uint8Array ? value : refuse(type, value)

const asObject = (value: ConnectValue, type: string): ObjectValue =>
  isObjectValue(value) ? value : refuse(type, value)

function entriesOf(value: ConnectValue): [ConnectValue, ConnectValue][] {
  if (isMap(value)) return [...value]
  return isObjectValue(value) ? Object.entries(value) : refuse('MAP', value)
}

function refuse(type: string, value: ConnectValue): never {
  throw new DataError(`Invalid type for ${type}: class ${className(null, value)}`)
}

/** Names the field of what went wrong inside. */
function within(name: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    const [, path, reason = error.message] = /^(?:Field ([^:]+): )?(.*)$/s.exec(error.message) ?? []
    throw new DataError(`Field ${path === undefined ? name : `${name}.${path}`}: ${reason}`, { cause: error })
  }
}
