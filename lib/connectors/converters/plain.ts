// Converters of bare values: text, bytes, numbers and booleans, as Kafka's serializers write them. For headers too.
import type { Converter, HeaderConverter } from '@/lib/connectors/data/converter'
import { className, javaText } from '@/lib/connectors/data/java-text'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue, SchemaAndValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { ConverterConfigError, type ConverterProperties } from './config'

/** Between bytes and a value, whatever the topic or the header. */
export type PlainConverter = {
  read: (payload: Buffer | null) => SchemaAndValue
  write: (schema: ConnectSchema | null, value: ConnectValue) => Buffer | null
}

export const asConverter = ({ read, write }: PlainConverter): Converter => ({
  toConnect: (_topic, payload) => read(payload),
  fromConnect: (_topic, schema, value) => write(schema, value),
})

export const asHeaderConverter = ({ read, write }: PlainConverter): HeaderConverter => ({
  toConnect: (_topic, _key, value) => read(value),
  fromConnect: (_topic, _key, schema, value) => write(schema, value),
})

type Encoding = 'utf8' | 'latin1' | 'utf16le' | 'utf16be'

const encodings: Readonly<Record<string, Encoding>> = {
  utf8: 'utf8',
  usascii: 'latin1',
  ascii: 'latin1',
  iso88591: 'latin1',
  latin1: 'latin1',
  utf16: 'utf16be',
  utf16be: 'utf16be',
  utf16le: 'utf16le',
}

/** `converter.encoding`, UTF-8 when not given. */
export function stringConverter(properties: ConverterProperties): PlainConverter {
  const name = properties['converter.encoding'] ?? properties['encoding'] ?? 'UTF-8'
  const encoding = encodings[name.toLowerCase().replace(/[^a-z0-9]/g, '')]
  if (encoding === undefined)
    throw new ConverterConfigError('converter.encoding', `The encoding "${name}" is not known.`)
  const read = (payload: Buffer): string =>
    encoding === 'utf16be'
      ? Buffer.from(payload.subarray(0, payload.length & ~1))
          .swap16()
          .toString('utf16le')
      : payload.toString(encoding)
  const write = (text: string): Buffer =>
    encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, encoding)
  return {
    read: (payload) => ({ schema: schemas.optionalString, value: payload === null ? null : read(payload) }),
    write: (schema, value) => (value === null ? null : write(javaText(schema, value))),
  }
}

export const byteArrayConverter: PlainConverter = {
  read: (payload) => ({ schema: schemas.optionalBytes, value: payload }),
  write: (schema, value) => {
    if (schema !== null && schema.type !== 'BYTES')
      throw new DataError(`Invalid schema type for ByteArrayConverter: ${schema.type}`)
    if (value === null) return null
    if (value instanceof Uint8Array) return Buffer.from(value)
    throw new DataError(
      `ByteArrayConverter is not compatible with objects of type class ${className(schema, value)}`,
    )
  },
}

export const booleanConverter: PlainConverter = {
  read: (payload) => {
    if (payload === null) return { schema: schemas.optionalBoolean, value: null }
    const [byte] = payload
    if (payload.length === 1 && (byte === 0 || byte === 1))
      return { schema: schemas.optionalBoolean, value: byte === 1 }
    throw new DataError('Failed to deserialize boolean: it is one byte, 0 or 1')
  },
  write: (schema, value) => {
    if (schema !== null && schema.type !== 'BOOLEAN')
      throw new DataError(`Invalid schema type for BooleanConverter: ${schema.type}`)
    if (value === null) return null
    if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0])
    throw new DataError(
      `BooleanConverter is not compatible with objects of type class ${className(schema, value)}`,
    )
  },
}

type NumberForm = {
  schema: ConnectSchema
  size: number
  read: (payload: Buffer) => number | bigint
  write: (bytes: Buffer, value: number) => number
}

const numberForms = {
  short: {
    schema: schemas.optionalInt16,
    size: 2,
    read: (payload) => payload.readInt16BE(),
    write: (bytes, value) => bytes.writeInt16BE(value),
  },
  integer: {
    schema: schemas.optionalInt32,
    size: 4,
    read: (payload) => payload.readInt32BE(),
    write: (bytes, value) => bytes.writeInt32BE(value),
  },
  long: {
    schema: schemas.optionalInt64,
    size: 8,
    read: (payload) => payload.readBigInt64BE(),
    write: (bytes, value) => bytes.writeBigInt64BE(BigInt(value)),
  },
  float: {
    schema: schemas.optionalFloat32,
    size: 4,
    read: (payload) => payload.readFloatBE(),
    write: (bytes, value) => bytes.writeFloatBE(value),
  },
  double: {
    schema: schemas.optionalFloat64,
    size: 8,
    read: (payload) => payload.readDoubleBE(),
    write: (bytes, value) => bytes.writeDoubleBE(value),
  },
} satisfies Record<string, NumberForm>

export function numberConverter(kind: keyof typeof numberForms): PlainConverter {
  const form: NumberForm = numberForms[kind]
  const { schema: own, size, read, write } = form
  return {
    read: (payload) => {
      if (payload === null) return { schema: own, value: null }
      if (payload.length !== size)
        throw new DataError(
          `Failed to deserialize ${kind}: the data is of ${payload.length} bytes, not of ${size}`,
        )
      const value = read(payload)
      const isExact = typeof value === 'number' || Number.isSafeInteger(Number(value))
      return { schema: own, value: isExact ? Number(value) : value }
    },
    write: (schema, value) => {
      if (value === null) return null
      const isOfType = schema === null || schema.type === own.type
      if (!isOfType || (typeof value !== 'number' && typeof value !== 'bigint'))
        throw new DataError(`Failed to serialize to ${kind}: class ${className(schema, value)}`)
      const bytes = Buffer.alloc(size)
      try {
        if (typeof value === 'bigint') bytes.writeBigInt64BE(value)
        else write(bytes, value)
      } catch (cause) {
        throw new DataError(`Failed to serialize to ${kind}: ${value} is out of its range`, { cause })
      }
      return bytes
    },
  }
}
