import { DataError } from '../data/record'
import type { ConnectValue } from '../data/schema'
import { field, findField } from '../data/schemas'
import { copyOf, isObjectValue, propertyOf, type ObjectValue } from '../data/struct'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

export const buildExtractNestedField: TransformBuilder = (properties, side) => {
  const outer = properties.filled('input.outer.field.name') ?? ''
  const inner = properties.filled('input.inner.field.name') ?? ''
  const output = properties.filled('output.field.name') ?? ''
  const read = (source: ObjectValue): ConnectValue => {
    const holder = propertyOf(source, outer) ?? null
    if (isObjectValue(holder)) return propertyOf(holder, inner) ?? null
    throw new DataError(`Field ${outer} is ${holder === null ? 'null' : 'no structure'}`)
  }
  return structural({
    side,
    purpose: 'lifting a nested field',
    passesNull: true,
    plan: (schema) => {
      const holder = findField(schema, outer)?.schema
      const found = holder && findField(holder, inner)
      if (!found) throw new DataError(`Field does not exist: ${outer}.${inner}`)
      const given = schema.fields ?? []
      const copy = structCopier(given.map((one) => copyOfField(one, true)))
      const { optional } = schema
      return {
        schema: structLike(schema, [...given, field(output, found.schema)], { optional }),
        make: (source) => {
          const target = copy(source)
          target[output] = read(source) ?? found.schema.default ?? null
          return target
        },
      }
    },
    loose: (source) => {
      const target = copyOf(source)
      target[output] = read(source)
      return target
    },
  })
}
