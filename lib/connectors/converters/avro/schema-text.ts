// Connect's schemas as Avro's, to be registered: named types are written once and then named.
import { scaleOf } from '@/lib/connectors/data/decimals'
import { toPrimitive } from '@/lib/connectors/data/logical'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { isList, isMap, isObjectValue, type ObjectValue } from '@/lib/connectors/data/struct'
import { rawInteger } from '@/lib/exact-json'
import { namespaceOf, shortName } from '@/lib/schemas/avro/model'
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { scrubbed } from '../names'
import { avroNames, defaultPrecision, type AvroOptions } from './names'
import { anythingSchema } from './schemaless'

export const avroText = (schema: ConnectSchema | null, options: AvroOptions): string =>
  JSON.stringify(schema === null ? anythingSchema : new Writer(options).type(schema))

export const isUnion = (schema: ConnectSchema): boolean =>
  schema.type === 'STRUCT' && schema.name === avroNames.union

/** Whether a map is one in Avro too: others are lists of records of key and value. */
export const hasTextKeys = (
  { keySchema }: ConnectSchema,
  { allowsOptionalKeys }: Pick<AvroOptions, 'allowsOptionalKeys'>,
): boolean => keySchema?.type === 'STRING' && (allowsOptionalKeys || !keySchema.optional)

/** Of an enum, unless these are plain text here; undefined: it is none. */
export const enumNameOf = (schema: ConnectSchema, { enhanced }: AvroOptions): string | undefined =>
  enhanced && schema.type === 'STRING' ? schema.parameters?.[avroNames.enumeration] : undefined

export function fixedSizeOf({ type, parameters, name }: ConnectSchema): number | null {
  const size = Number(parameters?.[avroNames.fixedSize])
  return type === 'BYTES' && name !== undefined && Number.isInteger(size) ? size : null
}

/** A name as Avro can have it, where that is asked for. */
export const avroName = (name: string, { scrubsNames }: AvroOptions): string =>
  scrubsNames ? scrubbed(name) : name

const plainTypes: Partial<Record<ConnectSchema['type'], string>> = {
  INT8: 'int',
  INT16: 'int',
  INT32: 'int',
  INT64: 'long',
  FLOAT32: 'float',
  FLOAT64: 'double',
  BOOLEAN: 'boolean',
  STRING: 'string',
  BYTES: 'bytes',
}

const connectTypes: Partial<Record<ConnectSchema['type'], string>> = { INT8: 'int8', INT16: 'int16' }

class Writer {
  private readonly named = new Map<string, ConnectSchema>()
  private anonymous = 0

  constructor(private readonly options: AvroOptions) {}

  /** Optional ones are unions with null, which comes first unless there is another default. */
  type(schema: ConnectSchema): Json {
    if (isUnion(schema)) return this.union(schema)
    const bare = this.bare(schema)
    if (!schema.optional) return bare
    return (schema.default ?? null) === null ? ['null', bare] : [bare, 'null']
  }

  private union({ fields = [], optional }: ConnectSchema): Json {
    const branches = fields.map(({ schema }) => this.bare(schema))
    return optional ? ['null', ...branches] : branches
  }

  private bare(schema: ConnectSchema): Json {
    const type = this.kind(schema)
    if (typeof type === 'string' && schema.type === 'STRUCT') return type
    const json = typeof type === 'string' ? { type } : type
    const extras = this.extras(schema)
    return typeof type === 'string' && Object.keys(extras).length === 0 ? type : { ...json, ...extras }
  }

  private kind(schema: ConnectSchema): string | JsonObject {
    const plain = plainTypes[schema.type]
    if (plain !== undefined) return this.scalar(schema, plain)
    if (schema.type === 'ARRAY') return { type: 'array', items: this.inner(schema.valueSchema) }
    if (schema.type === 'STRUCT') return this.record(schema)
    if (hasTextKeys(schema, this.options)) return { type: 'map', values: this.inner(schema.valueSchema) }
    return { type: 'array', items: this.mapEntry(schema) }
  }

  private inner(schema: ConnectSchema | undefined): Json {
    return schema === undefined ? anythingSchema : this.type(schema)
  }

  private scalar(schema: ConnectSchema, plain: string): string | JsonObject {
    const enumName = enumNameOf(schema, this.options)
    const size = fixedSizeOf(schema)
    const name = enumName ?? (size === null || schemas.isDecimalSchema(schema) ? undefined : schema.name)
    if (name === undefined) return plain
    const full = this.fullName(name)
    if (this.isDefined(full, schema)) return full
    if (enumName === undefined) return { type: 'fixed', ...this.names(full), size }
    const parameters = schema.parameters ?? {}
    const short = shortName(schema.name ?? enumName)
    const [doc, given] = [parameters[avroNames.enumDoc + short], parameters[avroNames.enumDefault + short]]
    return {
      type: 'enum',
      ...this.names(full),
      ...(doc === undefined ? {} : { doc }),
      symbols: Object.entries(parameters)
        .filter(([key]) => key.startsWith(`${avroNames.enumeration}.`))
        .map(([, symbol]) => symbol),
      ...(given === undefined ? {} : { default: given }),
    }
  }

  private record(schema: ConnectSchema): string | JsonObject {
    const full = this.fullName(schema.name ?? this.nextAnonymous())
    if (this.isDefined(full, schema)) return full
    const doc = schema.parameters?.[avroNames.recordDoc]
    return {
      type: 'record',
      ...this.names(full),
      ...(doc === undefined ? {} : { doc }),
      fields: (schema.fields ?? []).map((field) => this.field(field, schema)),
    }
  }

  private mapEntry(schema: ConnectSchema): Json {
    const { name, keySchema, valueSchema } = schema
    const plain = `${avroNames.namespace}.${avroNames.mapEntry}`
    const full = name === undefined ? this.freeName(plain, schema) : this.fullName(name)
    if (this.isDefined(full, schema)) return full
    const fields = [
      { name: 'key', schema: keySchema ?? schemas.optionalString },
      { name: 'value', schema: valueSchema ?? schemas.optionalString },
    ]
    return {
      type: 'record',
      ...this.names(full),
      fields: fields.map((field) => this.field(field)),
      ...(full === plain ? {} : { [avroNames.internalType]: avroNames.mapEntry }),
    }
  }

  /** That of an equal schema, or a new one. */
  private freeName(wanted: string, schema: ConnectSchema): string {
    const own = bareOf(schema)
    let name = wanted
    for (let count = 2; ; count++) {
      const known = this.named.get(name)
      if (known === undefined || schemas.equalSchemas(known, own)) return name
      name = `${wanted}${count}`
    }
  }

  private field({ name, schema }: ConnectField, owner?: ConnectSchema): Json {
    const doc = owner?.parameters?.[avroNames.fieldDoc + name]
    const given = schema.default ?? null
    const type = this.type(schema)
    return {
      name: avroName(name, this.options),
      type,
      ...(doc === undefined ? {} : { doc }),
      ...(given !== null
        ? { default: avroDefault(schema, given, this.options) }
        : schema.optional
          ? { default: null }
          : {}),
    }
  }

  /** What Avro has no word for, and what Confluent's converters keep beside the type. */
  private extras(schema: ConnectSchema): JsonObject {
    const { name, version, doc, parameters = {}, type } = schema
    const connectType = connectTypes[type]
    const given = schema.default ?? null
    const isOwnDefault = given !== null && parameters[avroNames.fieldDefault] === undefined
    const kept = Object.entries(parameters).filter(([key]) => key !== avroNames.fieldDefault)
    const annotations: JsonObject = this.options.metaData
      ? {
          ...(doc === undefined ? {} : { 'connect.doc': doc }),
          ...(version === undefined ? {} : { 'connect.version': version }),
          ...(kept.length === 0 ? {} : { 'connect.parameters': Object.fromEntries(kept) }),
          ...(isOwnDefault ? { 'connect.default': avroDefault(schema, given, this.options) } : {}),
          ...(name === undefined ? {} : { 'connect.name': name }),
          ...(connectType === undefined ? {} : { 'connect.type': connectType }),
        }
      : {}
    const own = kept.filter(([key]) => key.startsWith('avro'))
    return { ...logicalType(schema), ...annotations, ...Object.fromEntries(own) }
  }

  private nextAnonymous(): string {
    const count = ++this.anonymous
    return `${avroNames.namespace}.${avroNames.anonymous}${count === 1 ? '' : count}`
  }

  private fullName(name: string): string {
    return name
      .split('.')
      .map((part) => avroName(part, this.options))
      .join('.')
  }

  private names(full: string): JsonObject {
    const namespace = namespaceOf(full)
    // Named even where there is none, as it would take that of the record around it.
    return { name: shortName(full), namespace }
  }

  /** Whether the type was written before. @throws DataError when another one was, under its name. */
  private isDefined(full: string, schema: ConnectSchema): boolean {
    const own = bareOf(schema)
    const known = this.named.get(full)
    if (known === undefined) this.named.set(full, own)
    else if (!schemas.equalSchemas(known, own))
      throw new DataError(`Can't redefine: ${full} names two different schemas`)
    return known !== undefined
  }
}

const bareOf = (schema: ConnectSchema): ConnectSchema =>
  schemas.withTraits(schema, { optional: false, default: undefined })

function logicalType(schema: ConnectSchema): JsonObject {
  if (schemas.isDateSchema(schema)) return { logicalType: 'date' }
  if (schemas.isTimeSchema(schema)) return { logicalType: 'time-millis' }
  if (schemas.isTimestampSchema(schema)) return { logicalType: 'timestamp-millis' }
  if (!schemas.isDecimalSchema(schema)) return {}
  const precision = Number(schema.parameters?.[avroNames.precision] ?? defaultPrecision)
  return { logicalType: 'decimal', precision, scale: scaleOf(schema) }
}

/** A default in the form that Avro's schemas have it: bytes as text of code points below 256. */
function avroDefault(schema: ConnectSchema, value: ConnectValue, options: AvroOptions): Json {
  const plain = toPrimitive(schema, value)
  if (plain === null || typeof plain === 'string' || typeof plain === 'boolean') return plain
  if (typeof plain === 'number') return plain
  if (typeof plain === 'bigint') return rawInteger(plain) as Json
  if (plain instanceof Uint8Array) return Buffer.from(plain).toString('latin1')
  const item = (inner: ConnectValue): Json =>
    schema.valueSchema === undefined ? null : avroDefault(schema.valueSchema, inner, options)
  if (isList(plain)) return plain.map(item)
  if (isMap(plain) && hasTextKeys(schema, options))
    return Object.fromEntries(Array.from(plain, ([key, inner]) => [String(key as string), item(inner)]))
  if (isMap(plain)) {
    const { keySchema = schemas.optionalString } = schema
    return Array.from(plain, ([key, inner]) => ({
      key: avroDefault(keySchema, key, options),
      value: item(inner),
    }))
  }
  if (!isObjectValue(plain))
    throw new DataError(`Invalid type used for default value of ${schema.type} field`)
  const struct: ObjectValue = plain
  const fields = (schema.fields ?? []).map((one) => [
    one.name,
    avroDefault(one.schema, struct[one.name] ?? null, options),
  ])
  return Object.fromEntries(fields) as Json
}
