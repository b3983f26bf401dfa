// Text to values with the schema that fits them best, as Kafka Connect's Values.parseString: headers and literals come so.
import { decimalOfNumber, decimalToBigInt, decimalToNumber, exactBigInt, parseDecimal } from './decimals'
import { DataError } from './record'
import type { ConnectSchema, ConnectValue, SchemaAndValue } from './schema'
import * as schemas from './schemas'
import { isDecimal, isList, isMap } from './struct'
import { valueToText } from './value-text'
import { ValueTokens } from './value-tokens'

const nothing: SchemaAndValue = { schema: null, value: null }

export function parseValue(text: string): SchemaAndValue {
  if (text === '') return { schema: schemas.string, value: text }
  return parse(new ValueTokens(text), false) ?? nothing
}

/** What ends the reading of a list or a map: all of it is a string then. */
class NoValue extends Error {}

/** Null: the literal null, or nothing. */
function parse(tokens: ValueTokens, isInside: boolean): SchemaAndValue | null {
  if (!tokens.hasNext) return null
  if (isInside && tokens.take('"')) return quoted(tokens)
  if (takeLiteral(tokens, isInside, 'null')) return null
  if (takeLiteral(tokens, isInside, 'true')) return { schema: schemas.boolean, value: true }
  if (takeLiteral(tokens, isInside, 'false')) return { schema: schemas.boolean, value: false }
  const start = tokens.mark()
  try {
    if (tokens.take('[')) return list(tokens)
    if (tokens.take('{')) return map(tokens)
  } catch (error) {
    if (!(error instanceof NoValue) && !(error instanceof DataError)) throw error
    tokens.rewindTo(start)
  }
  return scalar(tokens, isInside)
}

function takeLiteral(tokens: ValueTokens, isInside: boolean, literal: string): boolean {
  const start = tokens.mark()
  if (tokens.take(literal) && (isInside || !tokens.hasNext)) return true
  tokens.rewindTo(start)
  return false
}

function quoted(tokens: ValueTokens): SchemaAndValue {
  let content = ''
  while (tokens.hasNext && !tokens.take('"')) content += tokens.next()
  const parsed = parseValue(content)
  const isTemporal =
    schemas.isDateSchema(parsed.schema) ||
    schemas.isTimeSchema(parsed.schema) ||
    schemas.isTimestampSchema(parsed.schema)
  return isTemporal ? parsed : { schema: schemas.string, value: content }
}

function list(tokens: ValueTokens): SchemaAndValue {
  const items: ConnectValue[] = []
  let itemSchema: Common = null
  while (tokens.hasNext) {
    if (tokens.take(']')) {
      const schema = itemSchema
      if (!schema) return { schema: schemas.schemaOf('ARRAY'), value: items }
      return { schema: schemas.arrayOf(schema), value: items.map((item) => align(schema, item)) }
    }
    if (tokens.take(',')) throw new NoValue()
    const item = parse(tokens, true)
    itemSchema = commonSchema(itemSchema, item)
    items.push(item?.value ?? null)
    const mark = tokens.mark()
    if (tokens.take(']')) tokens.rewindTo(mark)
    else if (!tokens.take(',')) throw new NoValue()
  }
  throw new NoValue()
}

function map(tokens: ValueTokens): SchemaAndValue {
  const entries = new Map<ConnectValue, ConnectValue>()
  let keySchema: Common = null
  let valueSchema: Common = null
  while (tokens.hasNext) {
    if (tokens.take('}')) return alignedMap(entries, keySchema, valueSchema)
    if (tokens.take(',')) throw new NoValue()
    const key = parse(tokens, true)
    if (key === null || key.value === null || !tokens.take(':')) throw new NoValue()
    const value = parse(tokens, true)
    entries.set(key.value, value?.value ?? null)
    tokens.take(',')
    keySchema = commonSchema(keySchema, key)
    valueSchema = commonSchema(valueSchema, value)
  }
  throw new NoValue()
}

function alignedMap(
  entries: ReadonlyMap<ConnectValue, ConnectValue>,
  keySchema: Common,
  valueSchema: Common,
): SchemaAndValue {
  if (!keySchema) return { schema: schemas.schemaOf('MAP'), value: entries }
  const aligned = Array.from(entries, ([key, value]): [ConnectValue, ConnectValue] => [
    align(keySchema, key),
    !valueSchema ? value : align(valueSchema, value),
  ])
  const schema = schemas.schemaOf('MAP', { keySchema, ...(valueSchema && { valueSchema }) })
  return { schema, value: new Map(aligned) }
}

function scalar(tokens: ValueTokens, isInside: boolean): SchemaAndValue {
  const token = tokens.next()
  const text = token.trim()
  if (text === '') return { schema: schemas.string, value: token }
  if (/^\p{Nd}/u.test(text)) {
    // Times hold colons, which are tokens of their own.
    const mark = tokens.mark()
    const rest = tokens.nextOf(4)
    const long = rest === null ? null : temporal(text + rest)
    if (long !== null) return long
    tokens.rewindTo(mark)
    const short = temporal(text)
    if (short !== null) return short
  }
  const number = /^[\p{Nd}+-]/u.test(text) ? numeric(text) : null
  if (number !== null) return number
  if (isInside) throw new NoValue()
  return { schema: schemas.string, value: tokens.text }
}

const integers: [bits: number, schema: ConnectSchema][] = [
  [8, schemas.int8],
  [16, schemas.int16],
  [32, schemas.int32],
  [64, schemas.int64],
]

/** The smallest type that holds it. Null: no number. */
function numeric(text: string): SchemaAndValue | null {
  const decimal = parseDecimal(text)
  if (decimal === null) return null
  const integer = exactBigInt(decimal)
  for (const [bits, schema] of integers)
    if (integer !== null && BigInt.asIntN(bits, integer) === integer) {
      const value = Number(integer)
      return { schema, value: Number.isSafeInteger(value) ? value : integer }
    }
  const double = decimalToNumber(decimal)
  const float = Math.fround(double)
  if (decimal.scale !== 0) {
    if (Number.isFinite(float)) return { schema: schemas.float32, value: float }
    if (Number.isFinite(double)) return { schema: schemas.float64, value: double }
  }
  return { schema: schemas.decimalOf(decimal.scale), value: decimal }
}

function temporal(given: string): SchemaAndValue | null {
  const text = given.replaceAll('\\:', ':')
  const clock = '\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\dZ'
  const [schema, shape, prefix] =
    text.length === 13
      ? [schemas.time, new RegExp(`^${clock}$`), '1970-01-01T']
      : text.length === 24
        ? [schemas.timestamp, new RegExp(`^\\d{4}-\\d\\d-\\d\\dT${clock}$`), '']
        : [schemas.date, /^\d{4}-\d\d-\d\d$/, '']
  if (!shape.test(text)) return null
  return { schema, value: lenientDate(prefix + text) }
}

/** As SimpleDateFormat: a 25th hour or a 32nd of January run over into the next day. */
function lenientDate(text: string): Date {
  const [year = 1970, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0, ms = 0] = text
    .split(/\D/)
    .map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hours, minutes, seconds, ms)
  return date
}

const order = ['INT8', 'INT16', 'INT32', 'INT64', 'FLOAT32', 'FLOAT64']

/** Null: nothing was there yet. False: what was there has no schema in common. */
type Common = ConnectSchema | null | false

function commonSchema(previous: Common, latest: SchemaAndValue | null): Common {
  if (latest === null || previous === false) return previous
  const next = latest.schema
  if (previous === null || next === null) return next
  if (previous.type === next.type) return next
  const [left, right] = [order.indexOf(previous.type), order.indexOf(next.type)]
  if (left === -1 || right === -1) return false
  return left > right ? previous : next
}

/** An item in the type that the items of its list have in common. */
function align(schema: ConnectSchema, value: ConnectValue): ConnectValue {
  if (value === null) throw new DataError('Unable to convert a null value to a schema that requires a value')
  switch (schema.type) {
    case 'FLOAT32':
      return Math.fround(Number(asNumber(value)))
    case 'FLOAT64':
      return Number(asNumber(value))
    case 'STRING':
      return valueToText(null, value)
    case 'BOOLEAN':
      return typeof value === 'boolean' ? value : Number(asNumber(value)) !== 0
    case 'BYTES':
      return typeof value === 'number' ? decimalOfNumber(value) : value
    case 'ARRAY':
      return isList(value) ? value : refuse(value)
    case 'MAP':
      return isMap(value) ? value : refuse(value)
    default:
      return value instanceof Date ? value : asNumber(value)
  }
}

function asNumber(value: ConnectValue): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  const decimal = typeof value === 'string' ? parseDecimal(value) : isDecimal(value) ? value : null
  if (decimal === null) return refuse(value)
  const number = decimalToNumber(decimal)
  return Number.isSafeInteger(number) || decimal.scale > 0 ? number : decimalToBigInt(decimal)
}

function refuse(value: ConnectValue): never {
  throw new DataError(`Unable to convert ${valueToText(null, value)} to a number`)
}
