import { DataError } from '../data/record'
import { field, structOf } from '../data/schemas'
import { Struct } from '../data/struct'
import { perSchema } from './per-schema'
import type { TransformBuilder } from './transform-builder'

export const buildHoistField: TransformBuilder = (properties, side) => {
  const name = properties.maybe('field') ?? ''
  const hoisted = perSchema((schema) => structOf([field(name, schema)]))
  return (record) => {
    const value = side.valueOf(record)
    const schema = side.schemaOf(record)
    if (value === null && schema?.optional === false)
      throw new DataError(
        `Invalid value: null used for required field: "${name}", schema type: ${schema.type}`,
      )
    const target = new Struct()
    target[name] = value
    return side.put(record, schema && hoisted(schema), target)
  }
}
