import { DataError } from '../data/record'
import { findField, structOf } from '../data/schemas'
import { propertyOf, Struct } from '../data/struct'
import { perSchema } from './per-schema'
import { requireObject, requireStruct } from './requirements'
import { copyOfField, structCopier } from './struct-copy'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'copying fields from value to key'

export const buildValueToKey: TransformBuilder = (properties) => {
  const names = [...new Set(properties.filledList('fields'))]
  const replacesNull = properties.flag('replace.null.with.default')
  const planOf = perSchema((schema) => {
    const fields = names.map((name) => {
      const found = findField(schema, name)
      if (!found) throw new DataError(`Field does not exist: ${name}`)
      return found
    })
    return {
      schema: structOf(fields),
      copy: structCopier(fields.map((one) => copyOfField(one, replacesNull))),
    }
  })
  return (record) => {
    const { value, valueSchema } = record
    if (valueSchema === null) {
      const source = requireObject(value, PURPOSE)
      const key = new Struct()
      for (const name of names) key[name] = propertyOf(source, name) ?? null
      return { ...record, keySchema: null, key }
    }
    const source = requireStruct(valueSchema, value, PURPOSE)
    const plan = planOf(valueSchema)
    return { ...record, keySchema: plan.schema, key: plan.copy(source) }
  }
}
