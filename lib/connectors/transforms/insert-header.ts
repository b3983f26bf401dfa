import { parseValue } from '../data/values'
import type { TransformBuilder } from './transform-builder'

export const buildInsertHeader: TransformBuilder = (properties) => {
  const key = properties.filled('header') ?? ''
  const literal = parseValue(properties.maybe('value.literal') ?? '')
  const header = { key, ...literal }
  return (record) => ({ ...record, headers: [...record.headers, header] })
}
