import { decimalToBigInt, decimalToNumber, parseDecimal, rescale, scaleOf } from '../data/decimals'
import { className } from '../data/java-text'
import { DataError } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import { isDecimalSchema } from '../data/schemas'
import { copyOf, isDecimal, isList, isMap, isObjectValue, propertyOf, Struct } from '../data/struct'
import * as java from './java-numbers'
import { copyOfField, structCopier } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

/** An empty value of the same type. */
function emptyOf(schema: ConnectSchema | null, value: ConnectValue): ConnectValue {
  switch (typeof value) {
    case 'boolean':
      return false
    case 'number':
    case 'bigint':
      return 0
    case 'string':
      return ''
    default:
  }
  if (value instanceof Date) return new Date(0)
  if (isDecimal(value)) return { unscaled: 0n, scale: value.scale }
  if (isList(value)) return []
  if (isMap(value)) return new Map()
  if (isObjectValue(value) && schema?.type !== 'STRUCT') return new Struct()
  throw new DataError(`Cannot mask value of type: class ${className(schema, value)}`)
}

const unable = (replacement: string, target: string): DataError =>
  new DataError(`Unable to convert ${replacement} (class java.lang.String) to ${target}`)

const wholeNumber = (replacement: string): bigint => {
  const decimal = parseDecimal(replacement)
  if (!decimal) throw unable(replacement, 'a number')
  return decimalToBigInt(decimal)
}

const fractional = (replacement: string): number => {
  const decimal = parseDecimal(replacement)
  if (!decimal) throw unable(replacement, 'a number')
  // A decimal has no negative zero.
  return decimalToNumber(decimal) || 0
}

/** The replacement as the number that stands in this field. */
function replacedNumber(schema: ConnectSchema | null, value: ConnectValue, text: string): ConnectValue {
  switch (schema?.type ?? (Number.isInteger(Number(value)) ? 'INT64' : 'FLOAT64')) {
    case 'INT8':
      return java.toByte(wholeNumber(text), 'integer')
    case 'INT16':
      return java.toShort(wholeNumber(text), 'integer')
    case 'INT32':
      return java.toInt(wholeNumber(text), 'integer')
    case 'FLOAT32':
      return Math.fround(fractional(text))
    case 'FLOAT64':
      return fractional(text)
    default:
      return java.toLong(wholeNumber(text))
  }
}

function replaced(schema: ConnectSchema | null, value: ConnectValue, text: string): ConnectValue {
  if (typeof value === 'string') return text
  if (typeof value === 'number' || typeof value === 'bigint') return replacedNumber(schema, value, text)
  if (isDecimal(value)) {
    const decimal = parseDecimal(text)
    if (!decimal) throw unable(text, 'number')
    const scale = schema && isDecimalSchema(schema) ? scaleOf(schema) : decimal.scale
    return rescale(decimal, scale) ?? decimal
  }
  throw new DataError(`Cannot mask value of type class ${className(schema, value)} with custom replacement.`)
}

export const buildMaskField: TransformBuilder = (properties, side) => {
  const fields = new Set(properties.filledList('fields'))
  const replacement = properties.filled('replacement')
  const replacesNull = properties.flag('replace.null.with.default')
  const masked = (schema: ConnectSchema | null, value: ConnectValue): ConnectValue =>
    replacement === null ? emptyOf(schema, value) : replaced(schema, value, replacement)
  return structural({
    side,
    purpose: 'mask fields',
    passesNull: false,
    plan: (schema) => ({
      schema,
      make: structCopier(
        (schema.fields ?? []).map((one) => ({
          ...copyOfField(one, replacesNull),
          ...(fields.has(one.name) && { convert: (value) => masked(one.schema, value) }),
        })),
      ),
    }),
    loose: (source) => {
      const copy = copyOf(source)
      for (const name of fields) {
        const value = propertyOf(source, name) ?? null
        copy[name] = value === null ? null : masked(null, value)
      }
      return copy
    },
  })
}
