// JSON text in and out of schemas without losing digits: 9223372036854775807 and 1.0 stay what they are.
import { isRawJson, parseJsonExactly } from '@/lib/exact-json'
import { InvalidSchemaError, maxNesting } from '@/lib/schemas/invalid-schema'

export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawJson(value)

/**
 * Parses JSON; a number whose digits a double cannot give back stays as it was written (for `writeJson`).
 * @throws InvalidSchemaError when it is not JSON or nested deeper than 200 levels.
 */
export function readJson(text: string): Json {
  let value: Json
  try {
    value = parseJsonExactly(text) as Json
  } catch (error) {
    throw new InvalidSchemaError(`Not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  checkNesting(value)
  return value
}

export const writeJson = (value: Json): string => JSON.stringify(value)

/** The value with plain numbers only, for looking at. */
export const plainJson = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json

export function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isObject(value)) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]))
}

function checkNesting(value: Json): void {
  const open: { value: Json; depth: number }[] = [{ value, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > maxNesting) throw new InvalidSchemaError(`Nested deeper than ${maxNesting} levels`)
    if (!Array.isArray(next.value) && !isObject(next.value)) continue
    for (const item of Object.values(next.value)) open.push({ value: item, depth: next.depth + 1 })
  }
}
