// The time of a record, taken of a field or of the clock.
import { className } from '../data/java-text'
import { DataError } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import * as schemas from '../data/schemas'
import { copyOf, isObjectValue, propertyOf } from '../data/struct'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

export const buildExtractTimestamp: TransformBuilder = (properties, side) => {
  const name = properties.filled('field.name') ?? ''
  return (record) => {
    const value = side.valueOf(record)
    const schema = side.schemaOf(record)
    if (!isObjectValue(value))
      throw new DataError(`Only structures have fields, found: ${className(schema, value)}`)
    const inner = schema && schemas.findField(schema, name)?.schema
    if (schema && !inner) throw new DataError(`Schema does not have field '${name}'`)
    if (inner && inner.type !== 'INT64') throw new DataError(`Schema '${inner.type}' is not supported.`)
    return { ...record, timestamp: timeOf(propertyOf(value, name) ?? inner?.default ?? null, name) }
  }
}

function timeOf(value: ConnectValue, name: string): number {
  if (value === null) throw new DataError(`Field '${name}' cannot be null.`)
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw new DataError(`Cannot convert ${className(null, value)} to timestamp.`)
}

export const buildTimestampNow: TransformBuilder = () => (record) => ({
  ...record,
  timestamp: Date.now(),
})

export const buildTimestampNowField: TransformBuilder = (properties, side) => {
  const names = properties.filledList('fields')
  const isDate = properties.text('target.type') === 'Date'
  const target = isDate ? schemas.timestamp : schemas.int64
  const now = (): ConnectValue => (isDate ? new Date() : Math.floor(Date.now() / 1000))
  const fits = (schema: ConnectSchema): boolean =>
    schema.type === target.type && (!isDate || schema.name === target.name)
  return structural({
    side,
    purpose: 'inserting the current time',
    passesNull: true,
    plan: (schema) => {
      const given = schema.fields ?? []
      // One of another type makes room for one at the end.
      const kept = given.filter((one) => !names.includes(one.name) || fits(one.schema))
      const added = names.filter((name) => !kept.some((one) => one.name === name))
      const copy = structCopier(
        kept.filter((one) => !names.includes(one.name)).map((one) => copyOfField(one, true)),
      )
      return {
        schema: structLike(schema, [...kept, ...added.map((name) => schemas.field(name, target))], {
          optional: schema.optional,
        }),
        make: (source) => {
          const made = copy(source)
          const time = now()
          for (const name of names) made[name] = time
          return made
        },
      }
    },
    loose: (source) => {
      const copy = copyOf(source)
      const time = now()
      for (const name of names) copy[name] = time
      return copy
    },
  })
}
