import { DataError, type ConnectRecord } from '../data/record'
import type { ConnectValue } from '../data/schema'
import { isObjectValue, propertyOf } from '../data/struct'
import type { Transform } from '../data/transform'
import { toJson } from './json-path'
import { readJsonPath } from './json-path-filter'
import type { Properties } from './properties'
import { headerSide, type Side } from './side'
import type { TransformBuilder } from './transform-builder'

type Read = (record: ConnectRecord) => ConnectValue | undefined

function fieldReader(properties: Properties, side: Side): Read {
  const name = properties.maybe('field') ?? ''
  if (name === '') return side.valueOf
  if (properties.text('field.format') === 'json_path') {
    const path = readJsonPath(properties, 'field')
    return (record) => {
      const [found] = path.values(toJson(side.valueOf(record)))
      return typeof found === 'object' && found !== null ? {} : found
    }
  }
  return (record) => {
    const value = side.valueOf(record)
    return isObjectValue(value) ? propertyOf(value, name) : undefined
  }
}

const headerReader = (properties: Properties): Read => {
  const name = properties.filled('field')
  return (record) => record.headers.findLast(({ key }) => key === name)?.value
}

function topicSetter(properties: Properties, read: Read): Transform {
  const isSkipping = properties.flag('skip.missing.or.null')
  const what = properties.maybe('field') || 'the whole'
  return (record) => {
    const topic = read(record) ?? null
    if (topic === null || topic === '') {
      if (isSkipping) return record
      throw new DataError(`No topic can be read of ${what}: it is missing, null or empty`)
    }
    if (typeof topic !== 'string') throw new DataError(`No topic can be read of ${what}: it is no string`)
    return { ...record, topic }
  }
}

export const buildExtractTopic: TransformBuilder = (properties, side) =>
  topicSetter(properties, side === headerSide ? headerReader(properties) : fieldReader(properties, side))
