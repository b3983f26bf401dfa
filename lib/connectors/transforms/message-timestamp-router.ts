import { DataError } from '../data/record'
import type { ConnectValue } from '../data/schema'
import { isObjectValue, propertyOf } from '../data/struct'
import { dateParser } from './date-parse'
import type { Properties } from './properties'
import { readDateFormat, routedTopic } from './timestamp-router'
import type { TransformBuilder } from './transform-builder'

const readParser = (properties: Properties, name: string): ((text: string) => Date | null) => {
  try {
    return dateParser(properties.maybe(name) ?? '')
  } catch (error) {
    return properties.refuse(name, error instanceof Error ? error.message : String(error))
  }
}

/** The time is that of a field of the value: a text in the given pattern, or a timestamp. */
export const buildMessageTimestampRouter: TransformBuilder = (properties) => {
  const format = properties.maybe('topic.format') ?? ''
  const print = readDateFormat(properties, 'topic.timestamp.format')
  const pattern = properties.maybe('message.timestamp.format')
  const parse = readParser(properties, 'message.timestamp.format')
  const keys = properties.filledList('message.timestamp.keys')
  const timeOf = (value: ConnectValue): Date => {
    if (value instanceof Date) return value
    const date = typeof value === 'string' ? parse(value) : null
    if (date) return date
    throw new DataError(`Could not parse timestamp: it does not match pattern (${pattern})`)
  }
  return (record) => {
    const { value, topic } = record
    const found = isObjectValue(value)
      ? keys.map((key) => propertyOf(value, key) ?? null).find((one) => one !== null)
      : undefined
    if (found === undefined)
      throw new DataError(`None of the timestamp keys is in the value: ${keys.join(', ')}`)
    return { ...record, topic: routedTopic(format, topic, print(timeOf(found))) }
  }
}
