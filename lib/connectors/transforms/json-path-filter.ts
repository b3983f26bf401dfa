import { DataError } from '../data/record'
import { jsonPath, JsonPathSyntaxError, toJson, type JsonPath } from './json-path'
import type { Properties } from './properties'
import type { TransformBuilder } from './transform-builder'

export function readJsonPath(properties: Properties, name: string): JsonPath {
  try {
    return jsonPath(properties.filled(name) ?? '')
  } catch (error) {
    if (!(error instanceof JsonPathSyntaxError)) throw error
    return properties.refuse(name, `not a JSON path that can be used (${error.message})`)
  }
}

/** Confluent's Filter. */
export const buildJsonPathFilter: TransformBuilder = (properties, side) => {
  const path = readJsonPath(properties, 'filter.condition')
  const isIncluding = properties.text('filter.type') === 'include'
  const missing = properties.text('missing.or.null.behavior')
  return (record) => {
    const value = side.valueOf(record)
    const json = toJson(value)
    const isMissing =
      value === null || path.beforeFilter(json).every((found) => found === null || found === undefined)
    if (isMissing) {
      if (missing === 'fail')
        throw new DataError(
          `Filter condition ${properties.maybe('filter.condition')} is about a field that the record does not have`,
        )
      return missing === 'include' ? record : null
    }
    const isMatch = path.values(json).length > 0
    return isMatch === isIncluding ? record : null
  }
}
