// Messages that have a plain form in JSON: https://protobuf.dev/programming-guides/json/, and Confluent's Decimal.
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { instantToText, textToInstant } from '@/lib/serdes/date-time'
import { bigIntToBytes, bytesToBigInt, textToUnscaled, unscaledToText } from '@/lib/serdes/decimal'

type Form = {
  /** Undefined: this message cannot be said in the plain form. */
  toJson: (message: JsonObject) => Json | undefined
  /** Undefined: the JSON is not in the plain form. */
  fromJson: (value: Json) => JsonObject | undefined
}

const second = 1_000_000_000n
const countOf = (value: Json | undefined): bigint =>
  typeof value === 'number' || typeof value === 'string' ? BigInt(value) : 0n
const nanosOf = ({ seconds, nanos }: JsonObject): bigint => countOf(seconds) * second + countOf(nanos)
const split = (nanos: bigint): JsonObject => {
  const rest = nanos % second
  return { seconds: String((nanos - rest) / second), nanos: Number(rest) }
}

const timestamp: Form = {
  toJson: (message) => {
    const nanos = Number(message['nanos'])
    const unit = nanos % 1_000_000 === 0 ? 'millis' : nanos % 1000 === 0 ? 'micros' : 'nanos'
    const per = { millis: 1_000_000n, micros: 1000n, nanos: 1n }[unit]
    return instantToText(nanosOf(message) / per, unit, 'Z') ?? undefined
  },
  fromJson: (value) => {
    const nanos = typeof value === 'string' ? textToInstant(value, 'nanos') : null
    if (nanos === null) return undefined
    // Counted forward from the second, also before 1970.
    const rest = ((nanos % second) + second) % second
    return { seconds: String((nanos - rest) / second), nanos: Number(rest) }
  },
}

const duration: Form = {
  toJson: (message) => {
    const nanos = nanosOf(message)
    const whole = nanos < 0n ? -nanos : nanos
    const fraction = String(whole % second)
      .padStart(9, '0')
      .replace(/0+$/, '')
    return `${nanos < 0n ? '-' : ''}${whole / second}${fraction === '' ? '' : `.${fraction}`}s`
  },
  fromJson: (value) => {
    const match = typeof value === 'string' ? /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(value) : null
    if (!match) return undefined
    const nanos = BigInt(match[2] ?? 0) * second + BigInt((match[3] ?? '').padEnd(9, '0'))
    return split(match[1] === '-' ? -nanos : nanos)
  },
}

const wrapped: Form = { toJson: (message) => message['value'], fromJson: (value) => ({ value }) }

const value: Form = {
  toJson: (message) => {
    const [name] = Object.keys(message)
    return name === undefined || name === 'null_value' ? null : message[name]
  },
  fromJson: (json): JsonObject => {
    if (json === null) return { null_value: 'NULL_VALUE' }
    if (Array.isArray(json)) return { list_value: json }
    if (isObject(json)) return { struct_value: json }
    if (typeof json === 'boolean') return { bool_value: json }
    return typeof json === 'string' ? { string_value: json } : { number_value: json }
  },
}

const struct: Form = {
  toJson: (message) => message['fields'],
  fromJson: (json) => (isObject(json) ? { fields: json } : undefined),
}

const list: Form = {
  toJson: (message) => message['values'],
  fromJson: (json) => (Array.isArray(json) ? { values: json } : undefined),
}

const fieldMask: Form = {
  toJson: (message) => (message['paths'] as string[]).join(','),
  fromJson: (json) => (typeof json === 'string' ? { paths: json === '' ? [] : json.split(',') } : undefined),
}

const decimal: Form = {
  toJson: (message) => {
    const scale = Number(message['scale'])
    if (scale < 0 || scale > 10_000) return undefined
    return unscaledToText(bytesToBigInt(Buffer.from(message['value'] as string, 'base64')), scale)
  },
  fromJson: (json) => {
    if (typeof json !== 'string') return undefined
    const scale = /\.(\d+)/.exec(json)?.[1]?.length ?? 0
    const unscaled = textToUnscaled(json, scale)
    if (unscaled === null) return undefined
    const precision = String(unscaled).replace('-', '').length
    return { value: (bigIntToBytes(unscaled) ?? Buffer.alloc(0)).toString('base64'), precision, scale }
  },
}

const wrappers = ['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes']

/** By full name. */
export const wellKnownTypes: Record<string, Form> = {
  'google.protobuf.Timestamp': timestamp,
  'google.protobuf.Duration': duration,
  'google.protobuf.Value': value,
  'google.protobuf.Struct': struct,
  'google.protobuf.ListValue': list,
  'google.protobuf.FieldMask': fieldMask,
  'confluent.type.Decimal': decimal,
  ...Object.fromEntries(wrappers.map((name) => [`google.protobuf.${name}Value`, wrapped])),
}
