import type { ConnectRecord } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import { isList, isObjectValue } from '../data/struct'
import type { Properties } from './properties'
import { copyOfField, structCopier, structLike } from './struct-copy'

/** Takes out the fields that a header lists. */
export function listedFieldDropper(properties: Properties): (record: ConnectRecord) => ConnectRecord {
  const header = properties.maybe('drop.fields.header.name') ?? ''
  const isFromKey = properties.flag('drop.fields.from.key')
  const isOptionalOnly = properties.flag('drop.fields.keep.schema.compatible')
  if (header.trim() === '') return (record) => record
  const without = (
    schema: ConnectSchema | null,
    value: ConnectValue,
    names: readonly ConnectValue[],
  ): { schema: ConnectSchema; value: ConnectValue } | null => {
    if (schema?.type !== 'STRUCT' || !isObjectValue(value)) return null
    const all = schema.fields ?? []
    const kept = all.filter((one) => !names.includes(one.name) || (isOptionalOnly && !one.schema.optional))
    if (kept.length === all.length) return null
    const copy = structCopier(kept.map((one) => copyOfField(one, true)))
    return { schema: structLike(schema, kept), value: copy(value) }
  }
  return (record) => {
    const names = record.headers.find(({ key }) => key === header)?.value
    if (!isList(names)) return record
    const value = without(record.valueSchema, record.value, names)
    const key = isFromKey ? without(record.keySchema, record.key, names) : null
    return {
      ...record,
      ...(value && { value: value.value, valueSchema: value.schema }),
      ...(key && { key: key.value, keySchema: key.schema }),
    }
  }
}
