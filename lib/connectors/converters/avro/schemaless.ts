// Data without a schema in Avro: a record of nine optional fields of which one is set.
import type { ConnectValue } from '@/lib/connectors/data/schema'
import { DataError } from '@/lib/connectors/data/record'
import { isList, isMap, isObjectValue } from '@/lib/connectors/data/struct'
import type { Json } from '@/lib/schemas/json-text'
import type { AvroBuffer } from '@/lib/serdes/avro-buffer'
import type { AvroCursor } from '@/lib/serdes/avro-cursor'
import { outOf } from '@/lib/serdes/avro-leaf'
import { avroNames } from './names'

const optional = (name: string, type: Json): Json => ({ name, type: ['null', type], default: null })

export const anythingSchema: Json = {
  type: 'record',
  name: 'Anything',
  namespace: avroNames.namespace,
  fields: [
    ...['boolean', 'bytes', 'double', 'float', 'int', 'long', 'string'].map((type) => optional(type, type)),
    optional('array', { type: 'array', items: 'Anything' }),
    optional('map', {
      type: 'array',
      items: {
        type: 'record',
        name: avroNames.mapEntry,
        fields: [
          { name: 'key', type: 'Anything' },
          { name: 'value', type: 'Anything' },
        ],
      },
    }),
  ],
}

const members: ((cursor: AvroCursor) => ConnectValue)[] = [
  (cursor) => cursor.boolean(),
  (cursor) => cursor.binary(),
  (cursor) => cursor.double(),
  (cursor) => cursor.float(),
  (cursor) => cursor.int(),
  (cursor) => cursor.long(),
  (cursor) => cursor.text(),
  (cursor) => {
    const list: ConnectValue[] = []
    for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
      for (; count > 0; count--) list.push(anythingReader(cursor))
    return list
  },
  (cursor) => {
    const map = new Map<ConnectValue, ConnectValue>()
    for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
      for (; count > 0; count--) map.set(anythingReader(cursor), anythingReader(cursor))
    return map
  },
]

export function anythingReader(cursor: AvroCursor): ConnectValue {
  cursor.enter(members.length)
  let value: ConnectValue = null
  for (const read of members) {
    const branch = cursor.int()
    if (branch === 1) value = read(cursor)
    else if (branch !== 0) outOf(`The union has no branch ${branch}`)
  }
  cursor.leave()
  return value
}

type Member = { at: number; write: (buffer: AvroBuffer) => void }

export function writeAnything(buffer: AvroBuffer, value: ConnectValue): void {
  const member = value === null ? null : memberOf(value)
  for (let at = 0; at < members.length; at++) {
    buffer.long(member?.at === at ? 1 : 0)
    if (member?.at === at) member.write(buffer)
  }
}

function memberOf(value: Exclude<ConnectValue, null>): Member {
  if (typeof value === 'boolean') return { at: 0, write: (buffer) => buffer.byte(value ? 1 : 0) }
  if (value instanceof Uint8Array)
    return {
      at: 1,
      write: (buffer) => {
        buffer.count(value.length)
        buffer.raw(value)
      },
    }
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value)))
    return { at: 5, write: (buffer) => buffer.long(value) }
  if (typeof value === 'number') return { at: 2, write: (buffer) => buffer.double(value) }
  if (typeof value === 'string') return { at: 6, write: (buffer) => buffer.text(value) }
  if (isList(value)) return { at: 7, write: (buffer) => writeAll(buffer, value, (item) => [item]) }
  if (isMap(value)) return { at: 8, write: (buffer) => writeAll(buffer, [...value], (entry) => entry) }
  if (isObjectValue(value))
    return { at: 8, write: (buffer) => writeAll(buffer, Object.entries(value), (entry) => entry) }
  throw new DataError('Dates and decimals need a schema')
}

function writeAll<Item>(
  buffer: AvroBuffer,
  items: readonly Item[],
  valuesOf: (item: Item) => readonly ConnectValue[],
): void {
  buffer.count(items.length)
  for (const item of items) for (const value of valuesOf(item)) writeAnything(buffer, value)
  buffer.end(items.length)
}
