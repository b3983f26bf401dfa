import { className } from '../data/java-text'
import { DataError } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import { field, optionalString, string } from '../data/schemas'
import { copyOf } from '../data/struct'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

type Decode = (bytes: Buffer) => string

const utf16 = (label: 'utf-16le' | 'utf-16be'): Decode => {
  const decoder = new TextDecoder(label, { ignoreBOM: true })
  return (bytes) => decoder.decode(bytes)
}

const decoders: Readonly<Record<string, Decode>> = {
  'UTF-8': (bytes) => bytes.toString('utf8'),
  'ISO-8859-1': (bytes) => bytes.toString('latin1'),
  'US-ASCII': (bytes) => bytes.toString('latin1').replace(/[\x80-\xff]/g, '\ufffd'),
  'UTF-16BE': utf16('utf-16be'),
  'UTF-16LE': utf16('utf-16le'),
  // By its byte order mark, which is no part of the text.
  'UTF-16': (bytes) => {
    const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0)
    if (mark === 0xfffe) return utf16('utf-16le')(bytes.subarray(2))
    return utf16('utf-16be')(mark === 0xfeff ? bytes.subarray(2) : bytes)
  },
}

const stringLike = ({ optional }: ConnectSchema): ConnectSchema => (optional ? optionalString : string)

export const buildBytesToString: TransformBuilder = (properties, side) => {
  const decode = decoders[properties.text('charset')] ?? ((bytes: Buffer) => bytes.toString('utf8'))
  const fields = new Set(properties.list('fields'))
  const text = (value: ConnectValue): string => {
    if (Buffer.isBuffer(value)) return decode(value)
    throw new DataError(`Only bytes can be read as text, found: ${className(null, value)}`)
  }
  const ofFields = structural({
    side,
    purpose: 'reading bytes as text',
    passesNull: true,
    plan: (schema) => {
      const given = schema.fields ?? []
      return {
        schema: structLike(
          schema,
          given.map((one) => (fields.has(one.name) ? field(one.name, stringLike(one.schema)) : one)),
          { optional: schema.optional },
        ),
        make: structCopier(
          given.map((one) => ({
            ...copyOfField(one, true),
            ...(fields.has(one.name) && { convert: text }),
          })),
        ),
      }
    },
    loose: (source) => {
      const copy = copyOf(source)
      for (const name of fields) {
        const value = copy[name] ?? null
        if (value !== null) copy[name] = text(value)
      }
      return copy
    },
  })
  return (record) => {
    const value = side.valueOf(record)
    if (!Buffer.isBuffer(value)) return ofFields(record)
    const schema = side.schemaOf(record)
    return side.put(record, schema && stringLike(schema), decode(value))
  }
}
