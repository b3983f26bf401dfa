// Values as text, as Kafka Connect's Values.convertToString prints them: what header converters and casts write.
import { decimalText } from './decimals'
import { numberText } from './java-text'
import { dayMs } from './logical'
import type { ConnectSchema, ConnectValue } from './schema'
import { isDecimal, isList, isMap, isObjectValue } from './struct'

/** A null is "null". */
export const valueToText = (schema: ConnectSchema | null, value: ConnectValue): string =>
  print(schema, value, false)

function print(schema: ConnectSchema | null, value: ConnectValue, isInside: boolean): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return isInside ? quote(value) : value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(schema, value)
  if (value instanceof Date) return isoText(value)
  if (value instanceof Uint8Array) {
    const text = Buffer.from(value).toString('base64')
    return isInside ? `"${text}"` : text
  }
  if (isDecimal(value)) return decimalText(value)
  const itemSchema = schema?.valueSchema ?? null
  if (isList(value)) return `[${value.map((item) => print(itemSchema, item, true)).join(',')}]`
  if (isMap(value)) {
    const keySchema = schema?.keySchema ?? null
    const entry = ([key, item]: readonly [ConnectValue, ConnectValue]): string =>
      `${print(keySchema, key, true)}:${print(itemSchema, item, true)}`
    return `{${Array.from(value, entry).join(',')}}`
  }
  if (!isObjectValue(value)) return ''
  const fields = schema?.fields ?? Object.keys(value).map((name) => ({ name, schema: null }))
  const entries = fields.map(
    (one) => `${quote(one.name)}:${print(one.schema, value[one.name] ?? one.schema?.default ?? null, true)}`,
  )
  return `{${entries.join(',')}}`
}

const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** Time, date or timestamp: by what the value looks like, not by its schema. */
export function isoText(value: Date): string {
  const text = value.toISOString()
  if (value.getTime() < dayMs) return text.slice(text.indexOf('T') + 1)
  return value.getTime() % dayMs === 0 ? text.slice(0, text.indexOf('T')) : text
}
