// How Java prints the values and calls their classes: rules and messages of Kafka Connect depend on both.
import { decimalText } from './decimals'
import type { ConnectSchema, ConnectValue } from './schema'
import { isDecimal, isList, isMap, isObjectValue } from './struct'

/** Double.toString: 1.0, 1.0E10, 1.5E-5, NaN. */
export const doubleText = (value: number): string => scientific(value, String(Math.abs(value)))

/** Float.toString of a number that is a float. */
export function floatText(value: number): string {
  const whole = Math.abs(value)
  for (let digits = 1; digits <= 9; digits++) {
    const text = whole.toPrecision(digits)
    if (Math.fround(Number(text)) === whole) return scientific(value, String(Number(text)))
  }
  return scientific(value, String(whole))
}

function scientific(value: number, shortest: string): string {
  if (!Number.isFinite(value)) return String(value)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (value === 0) return `${sign}0.0`
  const [mantissa = '', exponent = '0'] = shortest.split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const leading = /^0*/.exec(whole + fraction)?.[0].length ?? 0
  const digits = (whole + fraction).slice(leading).replace(/0+$/, '')
  const point = whole.length + Number(exponent) - leading
  // Java: plain from 10^-3 up to 10^7.
  if (point > 7 || point < -2) return `${sign}${digits.charAt(0)}.${digits.slice(1) || '0'}E${point - 1}`
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point) || '0'}`
}

/** Of a number by its schema's type; without one, whole numbers count as Long and others as Double. */
export function numberText(schema: ConnectSchema | null, value: number | bigint): string {
  if (typeof value === 'bigint') return String(value)
  if (schema?.type === 'FLOAT32') return floatText(value)
  return schema?.type === 'FLOAT64' || !Number.isSafeInteger(value) ? doubleText(value) : String(value)
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** java.util.Date.toString in UTC. */
export function dateText(value: Date): string {
  const two = (count: number): string => String(count).padStart(2, '0')
  const clock = [value.getUTCHours(), value.getUTCMinutes(), value.getUTCSeconds()].map(two).join(':')
  const day = `${weekdays[value.getUTCDay()]} ${months[value.getUTCMonth()]} ${two(value.getUTCDate())}`
  return `${day} ${clock} UTC ${String(value.getUTCFullYear()).padStart(4, '0')}`
}

/** Object.toString: {a=1, b=[x, y]}, Struct{a=1,b=2} (without its null fields). */
export function javaText(schema: ConnectSchema | null, value: ConnectValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(schema, value)
  if (value instanceof Date) return dateText(value)
  if (value instanceof Uint8Array)
    return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`
  if (isDecimal(value)) return decimalText(value)
  const itemSchema = schema?.valueSchema ?? null
  if (isList(value)) return `[${value.map((item) => javaText(itemSchema, item)).join(', ')}]`
  if (isMap(value)) {
    const entry = ([key, item]: readonly [ConnectValue, ConnectValue]): string =>
      `${javaText(schema?.keySchema ?? null, key)}=${javaText(itemSchema, item)}`
    return `{${Array.from(value, entry).join(', ')}}`
  }
  if (!isObjectValue(value)) return ''
  if (schema?.fields === undefined)
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}=${javaText(null, item)}`)
      .join(', ')}}`
  const set = schema.fields.flatMap(({ name, schema: inner }) => {
    const item = value[name] ?? null
    return item === null ? [] : [`${name}=${javaText(inner, item)}`]
  })
  return `Struct{${set.join(',')}}`
}

const scalarClasses: Partial<Record<ConnectSchema['type'], string>> = {
  INT8: 'java.lang.Byte',
  INT16: 'java.lang.Short',
  INT32: 'java.lang.Integer',
  INT64: 'java.lang.Long',
  FLOAT32: 'java.lang.Float',
  FLOAT64: 'java.lang.Double',
}

/** The class that the value has in Java; "null" of null. */
export function className(schema: ConnectSchema | null, value: ConnectValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'java.lang.String'
  if (typeof value === 'boolean') return 'java.lang.Boolean'
  if (typeof value === 'number' || typeof value === 'bigint')
    return (
      (schema && scalarClasses[schema.type]) ??
      (typeof value === 'bigint' || Number.isInteger(value) ? 'java.lang.Long' : 'java.lang.Double')
    )
  if (value instanceof Date) return 'java.util.Date'
  if (value instanceof Uint8Array) return 'java.nio.HeapByteBuffer'
  if (isDecimal(value)) return 'java.math.BigDecimal'
  if (isList(value)) return 'java.util.ArrayList'
  return isMap(value) || schema?.type !== 'STRUCT'
    ? 'java.util.HashMap'
    : 'org.apache.kafka.connect.data.Struct'
}
