// Which columns a record's row has, by pk.mode, pk.fields and fields.whitelist. Pure.
import { DataError, type ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { isObjectValue, propertyOf, type ObjectValue } from '@/lib/connectors/data/struct'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'

export type ReadField = (record: ConnectRecord) => ConnectValue

/** `schema` null: a value without one. */
export type WantedField = {
  name: string
  schema: ConnectSchema | null
  isKey: boolean
  from: FieldSource
  read: ReadField
}
export type FieldSource = 'topic' | 'partition' | 'offset' | 'key' | 'value'

const text: ConnectSchema = { type: 'STRING', optional: false }
const int: ConnectSchema = { type: 'INT32', optional: false }
const long: ConnectSchema = { type: 'INT64', optional: false }

const originOf = (record: ConnectRecord): NonNullable<ConnectRecord['origin']> => {
  if (record.origin === undefined) throw new DataError('The record does not say where it comes from.')
  return record.origin
}

/** A part of the key or of the value: a property of an object, or all of it. */
type Part = Omit<WantedField, 'isKey'>

/**
 * In the order of columns of a new table: Kafka's coordinates, the value's fields, the key's other fields by name.
 * @throws DataError for a record that does not have what the configuration needs.
 */
export function wantedFields(settings: SinkSettings, record: ConnectRecord): WantedField[] {
  const { keyMode, keyFields, fields } = settings
  const values = valueParts(settings, record)
  const keys = keyParts(settings, record, values)
  const keyNames = new Set(keys.map(({ name }) => name))
  const wanted: WantedField[] = keyMode === 'kafka' ? keys.map((part) => ({ ...part, isKey: true })) : []
  const placed = new Set(wanted.map(({ name }) => name))
  for (const part of values) {
    if (placed.has(part.name)) continue
    const isKey = keyNames.has(part.name)
    if (!isKey && fields.length > 0 && !fields.includes(part.name)) continue
    wanted.push({ ...(isKey ? (keys.find(({ name }) => name === part.name) ?? part) : part), isKey })
    placed.add(part.name)
  }
  const rest = keys.filter(({ name }) => !placed.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
  wanted.push(...rest.map((part) => ({ ...part, isKey: true })))
  if (wanted.length === 0)
    throw new DataError(
      `No field of the record is stored: pk.mode is ${keyMode}, pk.fields "${keyFields.join(',')}", fields.whitelist "${fields.join(',')}".`,
    )
  return wanted
}

/** The key's fields alone, for a DELETE. */
export const wantedForDelete = (settings: SinkSettings, record: ConnectRecord): WantedField[] =>
  keyParts(settings, record, []).map((part) => ({ ...part, isKey: true }))

export const isTombstone = (record: ConnectRecord): boolean => record.value === null

function valueParts({ keyMode, textColumn }: SinkSettings, { value, valueSchema }: ConnectRecord): Part[] {
  if (value === null)
    throw new DataError(
      `The sink with pk.mode ${keyMode} and delete.enabled false requires records with a non-null value.`,
    )
  if (valueSchema === null && isObjectValue(value)) return propertiesOf(value, 'value')
  if (valueSchema?.type === 'STRUCT') return structParts(valueSchema, 'value')
  if (valueSchema?.type === 'STRING')
    return [{ name: textColumn, schema: valueSchema, from: 'value', read: (record) => record.value }]
  throw new DataError(
    `The value is no object with fields but ${valueSchema?.type ?? `plain JSON (${value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value})`}, for which there are no columns.`,
  )
}

const structParts = (schema: ConnectSchema, from: 'key' | 'value'): Part[] =>
  (schema.fields ?? []).map(({ name, schema: field }) => ({
    ...{ name, schema: field, from },
    read: propertyReader(from, name),
  }))

const propertiesOf = (object: ObjectValue, from: 'key' | 'value'): Part[] =>
  Object.keys(object).map((name) => ({ name, schema: null, from, read: propertyReader(from, name) }))

const propertyReader =
  (from: 'key' | 'value', name: string): ReadField =>
  (record) => {
    const object = record[from]
    return isObjectValue(object) ? (propertyOf(object, name) ?? null) : null
  }

function keyParts(settings: SinkSettings, record: ConnectRecord, values: Part[]): Part[] {
  const { keyMode, keyFields } = settings
  switch (keyMode) {
    case 'none':
      return []
    case 'kafka': {
      const [topic = '', partition = '', offset = ''] = keyFields
      return [
        { name: topic, schema: text, from: 'topic', read: (one) => originOf(one).topic },
        { name: partition, schema: int, from: 'partition', read: (one) => originOf(one).partition },
        { name: offset, schema: long, from: 'offset', read: (one) => originOf(one).offset },
      ]
    }
    case 'record_value':
      return chosen(values, keyFields, 'value')
    case 'record_key':
      return recordKeyParts(settings, record)
  }
}

function recordKeyParts({ keyFields }: SinkSettings, { key, keySchema }: ConnectRecord): Part[] {
  if (key === null)
    throw new DataError('The sink with pk.mode record_key requires records with a non-null key.')
  if (keySchema?.type === 'STRUCT') return chosen(structParts(keySchema, 'key'), keyFields, 'key')
  if (keySchema === null && isObjectValue(key)) return chosen(propertiesOf(key, 'key'), keyFields, 'key')
  const [name, ...others] = keyFields
  if (name === undefined || others.length > 0)
    throw new DataError(
      'The key is a single value: pk.fields must then be exactly one name, that of the column for it.',
    )
  return [{ name, schema: keySchema, from: 'key', read: (record) => record.key }]
}

function chosen(parts: Part[], names: readonly string[], what: 'key' | 'value'): Part[] {
  if (names.length === 0) return parts
  return names.map((name) => {
    const part = parts.find((one) => one.name === name)
    if (part === undefined)
      throw new DataError(
        `pk.fields names "${name}", which the record's ${what} does not have (${parts.map((one) => one.name).join(', ')}).`,
      )
    return part
  })
}
