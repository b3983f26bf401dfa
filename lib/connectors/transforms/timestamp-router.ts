import { DataError } from '../data/record'
import { dateFormatter } from './date-format'
import type { Properties } from './properties'
import type { TransformBuilder } from './transform-builder'

/** A property as a date pattern. */
export function readDateFormat(properties: Properties, name: string): (date: Date) => string {
  const pattern = properties.maybe(name) ?? ''
  try {
    return dateFormatter(pattern)
  } catch (error) {
    return properties.refuse(name, error instanceof Error ? error.message : String(error))
  }
}

/** `${topic}` and `${timestamp}` filled in, wherever they stand. */
export const routedTopic = (format: string, topic: string, timestamp: string): string =>
  format.replaceAll('${topic}', () => topic).replaceAll('${timestamp}', () => timestamp)

export const buildTimestampRouter: TransformBuilder = (properties) => {
  const format = properties.maybe('topic.format') ?? ''
  const print = readDateFormat(properties, 'timestamp.format')
  return (record) => {
    const { timestamp, topic } = record
    if (timestamp === null) throw new DataError(`Timestamp missing on record: topic ${topic}`)
    return { ...record, topic: routedTopic(format, topic, print(new Date(timestamp))) }
  }
}
