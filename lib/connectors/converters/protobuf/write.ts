// Connect's schemas as .proto files, to be registered, and its values in the form that `encodeProto` takes.
import { plainDecimalText } from '@/lib/connectors/data/decimals'
import { className } from '@/lib/connectors/data/java-text'
import { daysOf, timeOf } from '@/lib/connectors/data/logical'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { isDecimal, isList, isMap, isObjectValue, type ObjectValue } from '@/lib/connectors/data/struct'
import { namespaceOf, shortName } from '@/lib/schemas/avro/model'
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { scrubbed } from '../names'
import { knownMessages, protoNames, wrapperOf, type ProtobufOptions } from './names'

const scalars: Partial<Record<ConnectSchema['type'], string>> = {
  INT8: 'int32',
  INT16: 'int32',
  INT32: 'int32',
  INT64: 'int64',
  FLOAT32: 'float',
  FLOAT64: 'double',
  BOOLEAN: 'bool',
  STRING: 'string',
  BYTES: 'bytes',
}

const files: Readonly<Record<string, string>> = {
  [knownMessages.decimal]: 'confluent/type/decimal.proto',
  [knownMessages.date]: 'google/type/date.proto',
  [knownMessages.time]: 'google/type/timeofday.proto',
  [knownMessages.timestamp]: 'google/protobuf/timestamp.proto',
}

/** A value that is a wrapper message in Protobuf. Undefined: it is none. */
const wrapperAlone = (schema: ConnectSchema, { unwrapsAlone }: ProtobufOptions): string | undefined =>
  unwrapsAlone && knownOf(schema) === undefined ? wrapperOf[schema.type] : undefined

/** The name of the message for the whole. */
export const messageName = (schema: ConnectSchema, options: ProtobufOptions): string =>
  wrapperAlone(schema, options) ?? shortName(schema.name ?? `${protoNames.anonymous}1`)

export function protoText(schema: ConnectSchema, options: ProtobufOptions): string {
  const wrapper = wrapperAlone(schema, options)
  if (wrapper !== undefined)
    return `syntax = "proto3";\npackage google.protobuf;\nmessage ${wrapper} {\n${scalars[schema.type] ?? 'string'} value = 1;\n}`
  if (schema.type !== 'STRUCT')
    throw new DataError(
      `Protobuf holds messages: a ${schema.type} alone cannot be written, wrap it by HoistField.`,
    )
  return new Writer(options).file(schema)
}

const isUnion = (schema: ConnectSchema): boolean =>
  schema.type === 'STRUCT' && (schema.name ?? '').startsWith(protoNames.union)

const knownOf = (schema: ConnectSchema): string | undefined => {
  if (schemas.isDecimalSchema(schema)) return knownMessages.decimal
  if (schemas.isDateSchema(schema)) return knownMessages.date
  if (schemas.isTimeSchema(schema)) return knownMessages.time
  return schemas.isTimestampSchema(schema) ? knownMessages.timestamp : undefined
}

class Writer {
  private readonly imports = new Set<string>()
  private anonymous = 1

  constructor(private readonly options: ProtobufOptions) {}

  file(schema: ConnectSchema): string {
    const body = this.message(schema, this.name(messageName(schema, this.options)), [])
    const namespace = namespaceOf(schema.name ?? '')
    const head = ['syntax = "proto3";', ...(namespace === '' ? [] : [`package ${namespace};`])]
    const imports = [...this.imports].sort().map((file) => `import "${file}";`)
    return [...head, ...imports, body].join('\n')
  }

  private name(name: string): string {
    return this.options.scrubsNames ? scrubbed(name) : name
  }

  private message(schema: ConnectSchema, name: string, around: readonly ConnectSchema[]): string {
    if (around.includes(schema))
      throw new DataError('A schema that holds itself cannot be written as Protobuf.')
    const nested: string[] = []
    const taken = numbersOf(schema.fields ?? [])
    const lines = (schema.fields ?? []).map((field) => {
      if (!isUnion(field.schema)) return this.field(field, taken, nested, [...around, schema])
      const members = (field.schema.fields ?? []).map((one) =>
        this.field(one, taken, nested, [...around, schema], true),
      )
      const union = (field.schema.name ?? '').slice(protoNames.union.length)
      return `oneof ${union === '' ? field.name : union} {\n${members.join('\n')}\n}`
    })
    return `message ${name} {\n${[...nested, ...lines].join('\n')}\n}`
  }

  private field(
    { name, schema }: ConnectField,
    numberOf: (field: ConnectSchema) => number,
    nested: string[],
    around: readonly ConnectSchema[],
    isMember = false,
  ): string {
    const own = this.name(name)
    const inner = schema.type === 'ARRAY' ? (schema.valueSchema ?? schemas.string) : schema
    if (schema.type === 'ARRAY' && (inner.type === 'ARRAY' || inner.type === 'MAP'))
      throw new DataError(`Field ${name}: Protobuf has no list of lists or maps`)
    const isPlain = schema.type !== 'ARRAY' && schema.type !== 'MAP' && !isMember
    const word = this.word(inner, own, nested, around, isPlain)
    const isNullable = isPlain && schema.optional && this.options.optionalForNullables && !word.includes('.')
    const label = schema.type === 'ARRAY' ? 'repeated ' : isNullable ? 'optional ' : ''
    return `${label}${word} ${own} = ${numberOf(schema)}${this.meta(inner)};`
  }

  private word(
    schema: ConnectSchema,
    field: string,
    nested: string[],
    around: readonly ConnectSchema[],
    isPlain: boolean,
  ): string {
    const known = knownOf(schema)
    const file = known === undefined ? undefined : files[known]
    if (known !== undefined && file !== undefined) {
      this.imports.add(file)
      return `.${known}`
    }
    if (schema.type === 'MAP') return this.map(schema, field, nested, around)
    if (schema.type === 'STRUCT') {
      const given = this.name(shortName(schema.name ?? `${protoNames.anonymous}${++this.anonymous}`))
      const name = given === field ? `${given}Message` : given
      const text = this.message(schema, name, around)
      if (!nested.includes(text)) nested.push(text)
      return name
    }
    const symbols = enumOf(schema)
    if (symbols !== null && !this.options.numbersEnums) {
      if (!nested.includes(symbols.text)) nested.push(symbols.text)
      return symbols.name
    }
    if (isPlain && schema.optional && this.options.wrapperForNullables) {
      this.imports.add('google/protobuf/wrappers.proto')
      return `.google.protobuf.${wrapperOf[schema.type] ?? 'StringValue'}`
    }
    return scalars[schema.type] ?? 'string'
  }

  private map(
    schema: ConnectSchema,
    field: string,
    nested: string[],
    around: readonly ConnectSchema[],
  ): string {
    const key = scalars[schema.keySchema?.type ?? 'STRING']
    const value = schema.valueSchema ?? schemas.string
    if (key === undefined || ['float', 'double', 'bytes'].includes(key))
      throw new DataError(
        `Field ${field}: Protobuf has no map with keys of type ${schema.keySchema?.type ?? ''}`,
      )
    if (value.type === 'ARRAY' || value.type === 'MAP')
      throw new DataError(`Field ${field}: Protobuf has no map of lists or maps`)
    return `map<${key}, ${this.word(value, `${field}Value`, nested, around, false)}>`
  }

  private meta(schema: ConnectSchema): string {
    const params: Record<string, string> = {}
    if (schemas.isDecimalSchema(schema)) {
      params['scale'] = schema.parameters?.['scale'] ?? '0'
      const precision = schema.parameters?.[protoNames.precision]
      if (precision !== undefined) params['precision'] = precision
    } else if (schema.type === 'INT8' || schema.type === 'INT16')
      params['connect.type'] = schema.type.toLowerCase()
    const entries = Object.entries(params).map(([key, value]) => `{key: "${key}", value: "${value}"}`)
    if (entries.length === 0) return ''
    this.imports.add('confluent/meta.proto')
    return ` [(confluent.field_meta) = {params: [${entries.join(', ')}]}]`
  }
}

/** Fields keep the numbers that they have; the others get the free ones in order. */
function numbersOf(fields: readonly ConnectField[]): (schema: ConnectSchema) => number {
  const all = fields.flatMap(({ schema }): readonly { schema: ConnectSchema }[] =>
    isUnion(schema) ? (schema.fields ?? []) : [{ schema }],
  )
  const given = new Set<number>()
  for (const { schema } of all) given.add(Number(schema.parameters?.[protoNames.tag]))
  let last = 0
  return (schema) => {
    const own = schema.parameters?.[protoNames.tag]
    if (own !== undefined) return Number(own)
    do last++
    while (given.has(last))
    return last
  }
}

function enumOf({ type, parameters = {} }: ConnectSchema): { name: string; text: string } | null {
  const name = parameters[protoNames.enumeration]
  if (name === undefined || (type !== 'STRING' && type !== 'INT32')) return null
  const prefix = `${protoNames.enumeration}.`
  const values = Object.entries(parameters)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, number]) => `${key.slice(prefix.length)} = ${number};`)
  return { name: shortName(name), text: `enum ${shortName(name)} { ${values.join(' ')} }` }
}

/** A value as `encodeProto` takes it. @throws DataError */
export function protoJson(schema: ConnectSchema, given: ConnectValue, options: ProtobufOptions): Json {
  const value = given ?? schema.default ?? null
  if (value === null) return null
  if (value instanceof Date) return dateJson(schema, value)
  if (isDecimal(value)) return plainDecimalText(value)
  const inner = (of: ConnectSchema | undefined, item: ConnectValue): Json =>
    of === undefined ? null : protoJson(of, item, options)
  switch (schema.type) {
    case 'STRUCT':
      return isObjectValue(value) ? structJson(schema, value, options) : refuse(schema, value)
    case 'ARRAY':
      return isList(value) ? value.map((item) => inner(schema.valueSchema, item)) : refuse(schema, value)
    case 'MAP': {
      const entries = isMap(value)
        ? [...value]
        : isObjectValue(value)
          ? Object.entries(value)
          : refuse(schema, value)
      return Object.fromEntries(
        entries.map(([key, item]) => [String(key as string), inner(schema.valueSchema, item)]),
      )
    }
    case 'BYTES':
      return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : refuse(schema, value)
    case 'STRING':
      return typeof value === 'string' ? value : refuse(schema, value)
    case 'BOOLEAN':
      return typeof value === 'boolean' ? value : refuse(schema, value)
    default:
      if (typeof value === 'bigint') return String(value)
      if (typeof value !== 'number') return refuse(schema, value)
      return Number.isFinite(value) ? value : String(value)
  }
}

function structJson(schema: ConnectSchema, value: ObjectValue, options: ProtobufOptions): JsonObject {
  const json: JsonObject = {}
  const add = ({ name, schema: inner }: ConnectField, item: ConnectValue): void => {
    const own = protoJson(inner, item, options)
    if (own !== null) json[options.scrubsNames ? scrubbed(name) : name] = own
    else if (!inner.optional) throw new DataError(`Field ${name}: null value for a required field`)
  }
  for (const field of schema.fields ?? []) {
    const item = value[field.name] ?? null
    if (!isUnion(field.schema)) add(field, item)
    else if (isObjectValue(item)) {
      const union: ObjectValue = item
      for (const member of field.schema.fields ?? [])
        if ((union[member.name] ?? null) !== null) add(member, union[member.name] ?? null)
    }
  }
  return json
}

function dateJson(schema: ConnectSchema, value: Date): Json {
  if (schemas.isDateSchema(schema)) {
    daysOf(value)
    return { year: value.getUTCFullYear(), month: value.getUTCMonth() + 1, day: value.getUTCDate() }
  }
  const ms = schemas.isTimeSchema(schema) ? timeOf(value) : value.getTime()
  const seconds = Math.floor(ms / 1000)
  const nanos = (ms - seconds * 1000) * 1_000_000
  if (!schemas.isTimeSchema(schema)) return { seconds: String(seconds), nanos }
  return {
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
    nanos,
  }
}

function refuse({ type }: ConnectSchema, value: ConnectValue): never {
  throw new DataError(`Invalid type for ${type}: class ${className(null, value)}`)
}
