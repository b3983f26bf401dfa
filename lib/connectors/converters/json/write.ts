// Connect's values to JSON text by a schema, compiled once into closures: numbers as Java prints them.
import { decimalText } from '@/lib/connectors/data/decimals'
import { className, doubleText, floatText } from '@/lib/connectors/data/java-text'
import { toPrimitive } from '@/lib/connectors/data/logical'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { isDecimalSchema } from '@/lib/connectors/data/schemas'
import type { ReadOptions } from './read'
import { isDecimal, isList, isMap, isObjectValue, type ObjectValue } from '@/lib/connectors/data/struct'

export type WriteJson = (value: ConnectValue) => string

export type JsonForm = ReadOptions & { decimals: 'BASE64' | 'NUMERIC' }

const writers = new WeakMap<JsonForm, WeakMap<ConnectSchema, WriteJson>>()

/** @param form The same object for every call, as writers are kept by it. */
export function jsonWriter(schema: ConnectSchema, form: JsonForm): WriteJson {
  const ofForm = writers.get(form) ?? new WeakMap<ConnectSchema, WriteJson>()
  writers.set(form, ofForm)
  const known = ofForm.get(schema)
  if (known !== undefined) return known
  // A schema that holds itself finds this one while its own is made.
  let write: WriteJson = (value) => made(value)
  ofForm.set(schema, (value) => write(value))
  const made = writerOf(schema, form)
  const given = form.replacesNull ? (schema.default ?? null) : null
  write = (value) => {
    if (value !== null) return made(value)
    if (given !== null) return made(given)
    if (schema.optional) return 'null'
    throw new DataError('Conversion error: null value for field that is required and has no default value')
  }
  ofForm.set(schema, write)
  return write
}

function writerOf(schema: ConnectSchema, form: JsonForm): WriteJson {
  if (isDecimalSchema(schema) && form.decimals === 'NUMERIC')
    return (value) => (isDecimal(value) ? decimalText(value) : base64(schema, toPrimitive(schema, value)))
  const write = baseWriter(schema, form)
  return schema.name === undefined ? write : (value) => write(toPrimitive(schema, value))
}

function baseWriter(schema: ConnectSchema, form: JsonForm): WriteJson {
  const { type } = schema
  switch (type) {
    case 'INT8':
    case 'INT16':
    case 'INT32':
    case 'INT64':
      return (value) =>
        typeof value === 'number' || typeof value === 'bigint' ? String(value) : refuse(schema, value)
    case 'FLOAT32':
    case 'FLOAT64': {
      const text = type === 'FLOAT32' ? floatText : doubleText
      return (value) => {
        if (typeof value !== 'number') return refuse(schema, value)
        return Number.isFinite(value) ? text(value) : `"${value}"`
      }
    }
    case 'BOOLEAN':
      return (value) => (typeof value === 'boolean' ? String(value) : refuse(schema, value))
    case 'STRING':
      return (value) => (typeof value === 'string' ? JSON.stringify(value) : refuse(schema, value))
    case 'BYTES':
      return (value) => base64(schema, value)
    case 'ARRAY': {
      const item = itemWriter(schema.valueSchema, form)
      return (value) => (isList(value) ? `[${value.map(item).join(',')}]` : refuse(schema, value))
    }
    case 'MAP':
      return mapWriter(schema, form)
    case 'STRUCT':
      return structWriter(schema, form)
  }
}

const base64 = (schema: ConnectSchema, value: ConnectValue): string =>
  value instanceof Uint8Array
    ? `"${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}"`
    : refuse(schema, value)

const itemWriter = (schema: ConnectSchema | undefined, form: JsonForm): WriteJson =>
  schema === undefined ? schemalessJson : jsonWriter(schema, form)

function mapWriter(schema: ConnectSchema, form: JsonForm): WriteJson {
  const item = itemWriter(schema.valueSchema, form)
  const key = itemWriter(schema.keySchema, form)
  const { keySchema } = schema
  const isObjectForm = keySchema === undefined || keySchema.type === 'STRING'
  const isOfObjects = form.entries === 'objects'
  return (value) => {
    const entries = isMap(value)
      ? [...value]
      : isObjectValue(value)
        ? Object.entries(value)
        : refuse(schema, value)
    if (isObjectForm) return `{${entries.map(([name, one]) => `${key(name)}:${item(one)}`).join(',')}}`
    const texts = entries.map(([name, one]) =>
      isOfObjects ? `{"key":${key(name)},"value":${item(one)}}` : `[${key(name)},${item(one)}]`,
    )
    return `[${texts.join(',')}]`
  }
}

function structWriter(schema: ConnectSchema, form: JsonForm): WriteJson {
  const isOneOf = schema.name !== undefined && schema.name === form.oneOf
  const fields = (schema.fields ?? []).map(({ name, schema: inner }) => ({
    name,
    head: `${JSON.stringify(name)}:`,
    write: jsonWriter(inner, form),
  }))
  return (value) => {
    if (!isObjectValue(value)) return refuse(schema, value)
    const struct: ObjectValue = value
    if (isOneOf) {
      const set = fields.find(({ name }) => (struct[name] ?? null) !== null)
      return set === undefined ? 'null' : set.write(struct[set.name] ?? null)
    }
    let text = '{'
    for (const { name, head, write } of fields)
      text += (text === '{' ? head : `,${head}`) + write(struct[name] ?? null)
    return `${text}}`
  }
}

/** A value without a schema. */
export function schemalessJson(value: ConnectValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return `"${value}"`
    return Number.isInteger(value) ? String(value) : doubleText(value)
  }
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`
  if (isList(value)) return `[${value.map(schemalessJson).join(',')}]`
  if (isMap(value)) return schemalessMap([...value])
  if (isObjectValue(value)) return schemalessObject(value)
  throw new DataError(`Java class class ${className(null, value)} does not have corresponding schema type.`)
}

const schemalessObject = (value: ObjectValue): string =>
  `{${Object.keys(value)
    .map((name) => `${JSON.stringify(name)}:${schemalessJson(value[name] ?? null)}`)
    .join(',')}}`

const schemalessMap = (entries: [ConnectValue, ConnectValue][]): string =>
  entries.every(([key]) => typeof key === 'string')
    ? `{${entries.map(([key, item]) => `${schemalessJson(key)}:${schemalessJson(item)}`).join(',')}}`
    : `[${entries.map(([key, item]) => `[${schemalessJson(key)},${schemalessJson(item)}]`).join(',')}]`

function refuse({ type }: ConnectSchema, value: ConnectValue): never {
  throw new DataError(`Invalid type for ${type}: class ${className(null, value)}`)
}
