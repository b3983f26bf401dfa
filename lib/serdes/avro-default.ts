import { isValidDefault } from '@/lib/schemas/avro/default-value'
import type { AvroSchema } from '@/lib/schemas/avro/model'
import { isObject, plainJson, type Json } from '@/lib/schemas/json-text'
import { branchName, integerToJson, type AvroForm } from '@/lib/serdes/avro-leaf'
import { logicalToJson } from '@/lib/serdes/avro-logical'
import { setProperty } from '@/lib/serdes/avro-leaf'

/** A default as it stands in a schema (bytes as text of code points below 256) in the form that decoding gives. */
export function defaultToJson(type: AvroSchema, given: Json, form: AvroForm): Json {
  const value = plainJson(given)
  switch (type.kind) {
    case 'bytes':
    case 'fixed': {
      const bytes = Buffer.from(typeof value === 'string' ? value : '', 'latin1')
      const { logical } = type
      return logical === null || form.logicalTypes === 'base'
        ? bytes.toString('base64')
        : logicalToJson(logical, bytes)
    }
    case 'int':
    case 'long': {
      // As written: plain numbers have lost digits beyond 2^53.
      const count = BigInt(JSON.stringify(given))
      const base = Number.isSafeInteger(Number(count)) ? Number(count) : count
      const text =
        type.logical === null || form.logicalTypes === 'base' ? null : logicalToJson(type.logical, base)
      return text ?? integerToJson(base)
    }
    case 'array':
      return Array.isArray(given) ? given.map((item) => defaultToJson(type.items, item, form)) : []
    case 'map':
      return mapObject(given, (item) => defaultToJson(type.values, item, form))
    case 'record':
      return recordDefault(type, given, form)
    case 'union': {
      const branch = type.branches.find((one) => isValidDefault(one, value))
      if (branch === undefined) return null
      const json = defaultToJson(branch, given, form)
      return form.unions === 'tagged' && branch.kind !== 'null' ? { [branchName(branch)]: json } : json
    }
    default:
      return value
  }
}

function mapObject(given: Json, convert: (item: Json) => Json): Json {
  const result: { [key: string]: Json } = {}
  if (isObject(given))
    for (const [key, item] of Object.entries(given)) setProperty(result, key, convert(item))
  return result
}

function recordDefault(type: AvroSchema & { kind: 'record' }, given: Json, form: AvroForm): Json {
  const record: { [key: string]: Json } = {}
  for (const field of type.fields) {
    const item = isObject(given) && Object.hasOwn(given, field.name) ? given[field.name] : field.default
    if (item !== undefined) setProperty(record, field.name, defaultToJson(field.type, item, form))
  }
  return record
}
