import { DataError, type ConnectHeader } from '../data/record'
import { findField } from '../data/schemas'
import { propertyOf } from '../data/struct'
import { perSchema } from './per-schema'
import { requireObject, requireStruct } from './requirements'
import { copyOfField, copyWithout, structCopier, structLike } from './struct-copy'
import type { TransformBuilder } from './transform-builder'

export const buildHeaderFrom: TransformBuilder = (properties, side) => {
  const fields = properties.filledList('fields')
  const headers = properties.filledList('headers')
  if (headers.length !== fields.length)
    properties.fail('headers', `'fields' config must have the same number of elements as 'headers' config.`)
  const operation = properties.text('operation')
  const replacesNull = properties.flag('replace.null.with.default')
  const isMove = operation === 'move'
  const moved = new Set(isMove ? fields : [])
  const planOf = perSchema((schema) => {
    const kept = (schema.fields ?? []).filter(({ name }) => !moved.has(name))
    const taken = fields.map((name, i) => {
      const found = findField(schema, name)
      if (!found) throw new DataError(`Field does not exist: ${name}`)
      return {
        header: headers[i] ?? name,
        name,
        schema: found.schema,
        fallback: replacesNull ? (found.schema.default ?? null) : null,
      }
    })
    return {
      taken,
      schema: isMove ? structLike(schema, kept) : schema,
      copy: structCopier(kept.map((one) => copyOfField(one, replacesNull))),
    }
  })
  return (record) => {
    const value = side.valueOf(record)
    const schema = side.schemaOf(record)
    const all: ConnectHeader[] = [...record.headers]
    if (schema === null) {
      const source = requireObject(value, `header ${operation}`)
      fields.forEach((name, i) => {
        all.push({ key: headers[i] ?? name, schema: null, value: propertyOf(source, name) ?? null })
      })
      return {
        ...side.put(record, null, isMove ? copyWithout(source, moved) : source),
        headers: all,
      }
    }
    const source = requireStruct(schema, value, `header ${operation}`)
    const plan = planOf(schema)
    for (const one of plan.taken)
      all.push({ key: one.header, schema: one.schema, value: source[one.name] ?? one.fallback })
    return {
      ...side.put(record, plan.schema, isMove ? plan.copy(source) : source),
      headers: all,
    }
  }
}
