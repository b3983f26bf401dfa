// Names of fields in the two syntaxes of Kafka's KIP-821: V1 takes a name as it stands, V2 is a path with dots and backticks.
import { DataError } from '../data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '../data/schema'
import { findField } from '../data/schemas'
import { propertyOf, type ObjectValue } from '../data/struct'
import type { Properties } from './properties'
import { requireObject, requireStruct } from './requirements'

/** Between dots; a step that begins with a backtick ends at the next one before a dot or the end, unless a backslash stands before it. */
function parsePath(path: string, refuse: (message: string) => never): string[] {
  const steps: string[] = []
  let start = 0
  while (start < path.length) {
    if (path[start] !== '`') {
      const dot = path.indexOf('.', start)
      steps.push(path.slice(start, dot === -1 ? undefined : dot))
      start = dot === -1 ? path.length : dot + 1
      continue
    }
    const { step, end } = quotedStep(path, start, refuse)
    steps.push(step)
    start = end + 2
  }
  if (path.endsWith('.')) steps.push('')
  return steps
}

function quotedStep(
  path: string,
  start: number,
  refuse: (message: string) => never,
): { step: string; end: number } {
  let step = ''
  let from = start + 1
  for (let at = from; ; at++) {
    at = path.indexOf('`', at)
    const isEscaped = path[at - 1] === '\\'
    if (at === -1 || (at === path.length - 1 && isEscaped))
      return refuse(
        `Incomplete backtick pair in path: [${path}], consider adding a backslash before backtick at position ${start} to escape it`,
      )
    if (at < path.length - 1 && path[at + 1] !== '.') continue
    if (!isEscaped) return { step: step + path.slice(from, at), end: at }
    step += `${path.slice(from, at - 1)}\``
    from = at + 1
  }
}

export const readPath = (properties: Properties, name: string): readonly string[] => {
  const path = properties.maybe(name) ?? ''
  if (properties.text('field.syntax.version') === 'V1') return [path]
  return parsePath(path, (message) => properties.fail(name, message))
}

/** Undefined: the schema has no such field. */
export function fieldAt(schema: ConnectSchema, path: readonly string[]): ConnectField | undefined {
  let current: ConnectSchema = schema
  let found: ConnectField | undefined
  for (const step of path) {
    if (current.type !== 'STRUCT') throw new DataError('Cannot look up fields on non-struct type')
    found = findField(current, step)
    if (!found) return undefined
    current = found.schema
  }
  return found
}

const NESTED = 'nested field access'

/** Reads the field that `fieldAt` finds; the last one may be read as its default. */
export function structReader(
  schema: ConnectSchema,
  path: readonly string[],
  replacesNull: boolean,
): (value: ObjectValue) => ConnectValue {
  const last = fieldAt(schema, path)
  const fallback = replacesNull ? (last?.schema.default ?? null) : null
  const parents = path.slice(0, -1).map((name, i) => ({
    name,
    schema: fieldAt(schema, path.slice(0, i + 1))?.schema ?? schema,
  }))
  const name = path.at(-1) ?? ''
  return (value) => {
    let current = value
    for (const parent of parents) {
      const inner = current[parent.name] ?? parent.schema.default ?? null
      if (inner === null) return null
      current = requireStruct(parent.schema, inner, NESTED)
    }
    return current[name] ?? fallback
  }
}

/** Of an object without a schema; null where the path leads nowhere. */
export function readLoose(value: ObjectValue, path: readonly string[]): ConnectValue {
  let current = value
  for (const step of path.slice(0, -1)) {
    const inner = propertyOf(current, step) ?? null
    if (inner === null) return null
    current = requireObject(inner, NESTED)
  }
  return propertyOf(current, path.at(-1) ?? '') ?? null
}
