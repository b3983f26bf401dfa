import { DataError } from '../data/record'
import { withTraits } from '../data/schemas'
import { isObjectValue } from '../data/struct'
import { perSchema } from './per-schema'
import { copyOfField, structCopier } from './struct-copy'
import type { TransformBuilder } from './transform-builder'

export const buildSetSchemaMetadata: TransformBuilder = (properties, side) => {
  const name = properties.maybe('schema.name')
  const version = properties.integer('schema.version')
  const replacesNull = properties.flag('replace.null.with.default')
  if (name === null && version === null)
    properties.fail('schema.name', 'Neither schema name nor version configured')
  const planOf = perSchema((schema) => ({
    schema: withTraits(schema, {
      ...(name !== null && { name }),
      ...(version !== null && { version }),
    }),
    // Nulls with a default are filled in, as everywhere; without any there is nothing to copy.
    copy:
      replacesNull && schema.fields?.some((one) => one.schema.default != null)
        ? structCopier(schema.fields.map((one) => copyOfField(one, replacesNull)))
        : null,
  }))
  return (record) => {
    const value = side.valueOf(record)
    const schema = side.schemaOf(record)
    if (schema === null) {
      if (value === null) return record
      throw new DataError('Schema required for [updating schema metadata]')
    }
    const plan = planOf(schema)
    return side.put(record, plan.schema, plan.copy && isObjectValue(value) ? plan.copy(value) : value)
  }
}
