import { DataError } from '../data/record'
import type { ConnectSchema } from '../data/schema'
import { optionalOf } from '../data/schemas'
import { perSchema } from './per-schema'
import type { TransformBuilder } from './transform-builder'

export const buildDrop: TransformBuilder = (properties, side) => {
  const behavior = properties.text('schema.behavior')
  const optional = perSchema(optionalOf)
  const left = (schema: ConnectSchema | null): ConnectSchema | null => {
    if (schema === null || behavior === 'nullify') return null
    if (behavior === 'force_optional') return optional(schema)
    if (behavior === 'validate' && !schema.optional)
      throw new DataError('The schema of what is to be dropped is not optional')
    return schema
  }
  return (record) => side.put(record, left(side.schemaOf(record)), null)
}
