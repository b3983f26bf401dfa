import type { ConnectHeader } from '../data/record'
import type { ConnectSchema } from '../data/schema'
import { field } from '../data/schemas'
import { perSchema } from './per-schema'
import { notAStruct, requireStruct } from './requirements'
import { copyOfField, structCopier, structLike } from './struct-copy'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'Header field insertion'

/** Debezium's: the counterpart of HeaderFrom. */
export const buildHeaderToValue: TransformBuilder = (properties) => {
  const headers = properties.filledList('headers')
  const fields = properties.filledList('fields')
  if (headers.length !== fields.length)
    properties.fail('fields', `'fields' config must have the same number of elements as 'headers' config.`)
  if (fields.some((name) => name.includes('.')))
    properties.refuse('fields', 'fields of nested structures are not supported')
  const isMove = properties.text('operation') === 'move'
  // By the schemas of the value and of the headers that are there.
  const planOf = perSchema((schema) => ({
    copy: structCopier((schema.fields ?? []).map((one) => copyOfField(one, true))),
    updated: new Map<string, { schemas: (ConnectSchema | null)[]; updated: ConnectSchema }>(),
  }))
  const schemaWith = (
    schema: ConnectSchema,
    found: readonly (readonly [string, ConnectHeader])[],
  ): ConnectSchema => {
    const { updated } = planOf(schema)
    const key = found.map(([name]) => name).join(',')
    const known = updated.get(key)
    if (known?.schemas.every((one, i) => one === found[i]?.[1].schema)) return known.updated
    const added = found.flatMap(([name, header]) => (header.schema ? [field(name, header.schema)] : []))
    const made = structLike(schema, [...(schema.fields ?? []), ...added])
    updated.set(key, { schemas: found.map(([, header]) => header.schema), updated: made })
    return made
  }
  return (record) => {
    const { value, valueSchema } = record
    if (value === null) return record
    const found = headers.flatMap((name, i) => {
      const header = record.headers.findLast(({ key }) => key === name)
      return header?.schema ? [[fields[i] ?? name, header] as const] : []
    })
    if (found.length === 0) return record
    if (valueSchema === null) throw notAStruct(null, value, PURPOSE)
    const target = planOf(valueSchema).copy(requireStruct(valueSchema, value, PURPOSE))
    for (const [name, header] of found) target[name] = header.value
    return {
      ...record,
      valueSchema: schemaWith(valueSchema, found),
      value: target,
      headers: isMove ? record.headers.filter(({ key }) => !headers.includes(key)) : record.headers,
    }
  }
}
