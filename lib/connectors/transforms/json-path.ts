// JSON paths as Confluent's transforms take them: RFC 9535, and of Jayway's dialect what people write in conditions
// (`in`, `nin`, `=~`, and a filter that is asked of an object itself). Regular expressions run in linear time.
import {
  FunctionExpressionType,
  JSONPathEnvironment,
  JSONPathError,
  type JSONPathQuery,
  type JSONValue,
} from 'json-p3'
import { decimalToNumber } from '../data/decimals'
import type { ConnectValue } from '../data/schema'
import { javaText } from '../data/java-text'
import { isDecimal, isList, isMap, isObjectValue } from '../data/struct'
import { re2Regex } from './java-regex'
import { remembered } from './remembered'

const environment = new JSONPathEnvironment({ maxRecursionDepth: 100 })

const patterns = remembered(re2Regex)

const regexFunction = (holds: (pattern: string, text: string) => boolean) => ({
  argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
  returnType: FunctionExpressionType.LogicalType,
  call: (text: unknown, pattern: unknown): boolean =>
    typeof text === 'string' && typeof pattern === 'string' && holds(pattern, text),
})
environment.functionRegister.set(
  'match',
  regexFunction((pattern, text) => patterns(pattern).matches(text)),
)
environment.functionRegister.set(
  'search',
  regexFunction((pattern, text) => patterns(pattern).find(text) !== null),
)

/** What the operators of Jayway mean in RFC 9535; texts in quotes stay as they are. */
function toStandard(path: string): string {
  const place = String.raw`@(?:\.\w+|\['[^']*'\]|\["[^"]*"\])*`
  return path
    .replace(
      new RegExp(String.raw`(${place})\s*=~\s*/((?:[^/\\]|\\.)*)/(i?)`, 'g'),
      (_all, left, pattern, flag) => {
        const text = `${flag === 'i' ? '(?i)' : ''}${String(pattern).replaceAll(String.raw`\/`, '/')}`
        patterns(text)
        return `match(${String(left)}, ${JSON.stringify(text)})`
      },
    )
    .replace(
      new RegExp(String.raw`(${place})\s+(n?in)\s+\[([^\]]*)\]`, 'g'),
      (_all, left, operator, list) => {
        const items = String(list).match(/'[^']*'|"[^"]*"|[^\s,]+/g) ?? []
        const any = items.map((item) => `${String(left)} == ${item}`).join(' || ') || '1 == 2'
        return operator === 'in' ? `(${any})` : `!(${any})`
      },
    )
}

export class JsonPathSyntaxError extends Error {}

type Step = { query: JSONPathQuery; isFilter: boolean }

export type JsonPath = {
  /** All that it leads to. */
  values: (value: JSONValue) => JSONValue[]
  /** What its part before the first filter leads to. */
  beforeFilter: (value: JSONValue) => JSONValue[]
}

const run = (steps: readonly Step[], value: JSONValue): JSONValue[] =>
  steps.reduce<JSONValue[]>(
    (nodes, { query, isFilter }) =>
      nodes.flatMap((node) => {
        // Jayway asks a filter of an object itself, the standard of what is in it.
        const asked = isFilter && !Array.isArray(node) ? [node] : node
        return query.query(asked).values()
      }),
    [value],
  )

/** @throws JsonPathSyntaxError */
export function jsonPath(path: string): JsonPath {
  try {
    const { segments } = environment.compile(toStandard(path))
    const steps: Step[] = []
    let plain = ''
    const flush = (): void => {
      if (plain !== '') steps.push({ query: environment.compile(`$${plain}`), isFilter: false })
      plain = ''
    }
    for (const segment of segments) {
      const text = segment.toString()
      if (!text.startsWith('[?')) plain += text
      else {
        flush()
        steps.push({ query: environment.compile(`$${text}`), isFilter: true })
      }
    }
    flush()
    const first = steps.findIndex((step) => step.isFilter)
    return {
      values: (value) => run(steps, value),
      beforeFilter: (value) => run(first === -1 ? steps : steps.slice(0, first), value),
    }
  } catch (error) {
    if (error instanceof JSONPathError || error instanceof Error) throw new JsonPathSyntaxError(error.message)
    throw error
  }
}

/** Values as JSON has them: dates as milliseconds, bytes as base64. */
export function toJson(value: ConnectValue): JSONValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isDecimal(value)) return decimalToNumber(value)
  if (isList(value)) return value.map(toJson)
  const entries = isMap(value)
    ? Array.from(value, ([key, item]): [string, ConnectValue] => [javaText(null, key), item])
    : isObjectValue(value)
      ? Object.entries(value)
      : []
  return Object.fromEntries(entries.map(([name, item]) => [name, toJson(item)]))
}
