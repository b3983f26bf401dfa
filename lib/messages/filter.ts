// Conditions on fields of messages, as they are typed into the viewer's filter. Pure and isomorphic.
//   value.address.city = "Paris" and value.amount >= 10      orderid:18      headers.trace: abc      partition = 3
// A path starts at key, value, headers, partition, offset or timestamp, else at a field of the value or the key; lists are looked
// through, or [0] picks one item. `:` finds text within text and is `=` for numbers; the others are = != > >= < <=.
import { cutJson } from '@/lib/messages/cut-json'
import type { Message, Payload } from '@/lib/messages/schema'
import type { Json } from '@/lib/schemas/json-text'

type Operator = ':' | '=' | '!=' | '>' | '>=' | '<' | '<='
type Condition = { path: string[]; operator: Operator; wanted: string }

const condition =
  /^\s*([a-z_][\w-]*(?:\.[a-z_][\w-]*|\[\d{1,9}\])*)\s*(!=|>=|<=|[:=<>])\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"](?:(?!\s+and\s)[^"])*))\s*(?:$|\s+and\s+(?=\S))/i

/** Null: what was typed is plain text. */
export function parseConditions(typed: string): Condition[] | null {
  const conditions: Condition[] = []
  for (let rest = typed; rest.trim() !== '';) {
    const match = condition.exec(rest)
    if (!match?.[1]) return null
    const [whole, path, operator, quoted, bare = ''] = match
    conditions.push({
      path: path.split(/[.[\]]+/).filter(Boolean),
      operator: operator as Operator,
      wanted: quoted === undefined ? bare.trim() : quoted.replace(/\\(.)/g, '$1'),
    })
    rest = rest.slice(whole.length)
  }
  return conditions.length === 0 ? null : conditions
}

export const meetsConditions = (message: Message, conditions: readonly Condition[]): boolean =>
  conditions.every(({ path, operator, wanted }) => {
    const found = valuesAt(message, path)
    if (operator === '!=') return !found.some((value) => isEqual(value, wanted))
    if (wanted === 'null' && operator === '=' && found.length === 0) return true
    return found.some((value) => holds(value, operator, wanted))
  })

function valuesAt(message: Message, [root = '', ...rest]: string[]): Json[] {
  switch (root) {
    case 'partition':
    case 'timestamp':
    case 'offset':
      return [message[root]]
    case 'key':
    case 'value':
      return within(documentOf(message[root]), rest)
    case 'headers':
      return message.headers
        .filter(({ key }) => key === rest[0])
        .flatMap(({ value }) => within(documentOf(value), rest.slice(1)))
    default:
      return [message.value, message.key].flatMap((payload) => within(documentOf(payload), [root, ...rest]))
  }
}

function within(value: Json | undefined, [step, ...rest]: string[]): Json[] {
  if (value === undefined) return []
  if (Array.isArray(value)) {
    if (step !== undefined && /^\d+$/.test(step)) return within(value[Number(step)], rest)
    return value.flatMap((item) => within(item, step === undefined ? [] : [step, ...rest]))
  }
  if (step === undefined) return [value]
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? within(value[step], rest)
    : []
}

const documents = new WeakMap<Payload, { value: Json | undefined }>()

function documentOf(payload: Payload): Json | undefined {
  const known = documents.get(payload)
  if (known) return known.value
  const value = readDocument(payload)
  documents.set(payload, { value })
  return value
}

function readDocument({ format, text, isTruncated }: Payload): Json | undefined {
  if (format === 'binary') return undefined
  if (format === 'null') return null
  if (format === 'text') return text
  try {
    return JSON.parse(isTruncated ? cutJson(text) : text) as Json
  } catch {
    return text
  }
}

function holds(value: Json, operator: Operator, wanted: string): boolean {
  if (operator === '=') return isEqual(value, wanted)
  if (operator === ':') {
    if (typeof value === 'number' || typeof value === 'boolean') return isEqual(value, wanted)
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return text.toLowerCase().includes(wanted.toLowerCase())
  }
  if (typeof value !== 'string' && typeof value !== 'number') return false
  const order = compare(value, wanted)
  if (operator === '>') return order > 0
  if (operator === '>=') return order >= 0
  return operator === '<' ? order < 0 : order <= 0
}

function isEqual(value: Json, wanted: string): boolean {
  if (typeof value === 'string') return value === wanted
  if (typeof value === 'number') return wanted !== '' && value === Number(wanted)
  return JSON.stringify(value) === wanted
}

const integer = /^-?\d+$/

/** By number where both are; else as text, which is right for times as they are shown. */
function compare(value: string | number, wanted: string): number {
  const text = String(value)
  if (integer.test(text) && integer.test(wanted)) {
    const [a, b] = [BigInt(text), BigInt(wanted)]
    return a === b ? 0 : a < b ? -1 : 1
  }
  if (typeof value === 'number') return value - Number(wanted)
  return text === wanted ? 0 : text < wanted ? -1 : 1
}
