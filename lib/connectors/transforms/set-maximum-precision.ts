import { DataError } from '../data/record'
import type { ConnectSchema } from '../data/schema'
import { field, isDecimalSchema, withTraits } from '../data/schemas'
import { isDecimal } from '../data/struct'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

const PRECISION = 'connect.decimal.precision'

/** jcustenborder's: decimals say that they have at most so many digits, and such as have more are refused. */
export const buildSetMaximumPrecision: TransformBuilder = (properties, side) => {
  const digits = properties.integer('precision.max') ?? 0
  if (digits < 1 || digits > 64) properties.refuse('precision.max', 'Value must be between 1 and 64')
  const limited = (schema: ConnectSchema): ConnectSchema => {
    const given = Number(schema.parameters?.[PRECISION] ?? Number.POSITIVE_INFINITY)
    if (!isDecimalSchema(schema) || given <= digits) return schema
    return withTraits(schema, { parameters: { ...schema.parameters, [PRECISION]: String(digits) } })
  }
  return structural({
    side,
    purpose: 'setting the maximum precision',
    passesNull: true,
    plan: (schema) => {
      const given = schema.fields ?? []
      return {
        schema: structLike(
          schema,
          given.map((one) => field(one.name, limited(one.schema))),
          { optional: schema.optional },
        ),
        make: structCopier(
          given.map((one) => ({
            ...copyOfField(one, false),
            ...(limited(one.schema) !== one.schema && {
              convert: (value) => {
                if (isDecimal(value) && String(value.unscaled).replace('-', '').length > digits)
                  throw new DataError(`Field ${one.name} has more than ${digits} digits`)
                return value
              },
            }),
          })),
        ),
      }
    },
    loose: (source) => source,
  })
}
