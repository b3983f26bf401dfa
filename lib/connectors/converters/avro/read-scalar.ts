// Avro's scalar types as Connect's: int8 and int16 by connect.type, decimals, dates and times by their logical types.
import { decimalOfBytes } from '@/lib/connectors/data/decimals'
import { dateOfDays } from '@/lib/connectors/data/logical'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import type { AvroFixed, AvroPrimitive } from '@/lib/schemas/avro/model'
import type { AvroCursor } from '@/lib/serdes/avro-cursor'
import { avroNames, defaultPrecision } from './names'
import type { ReadAvro } from './read'

type Scalar = { schema: ConnectSchema; read: ReadAvro }

const maxMs = 8_640_000_000_000_000

export function scalarNode(type: AvroPrimitive | AvroFixed): Scalar {
  switch (type.kind) {
    case 'boolean':
      return { schema: schemas.boolean, read: (cursor) => cursor.boolean() }
    case 'int':
      return integer(type)
    case 'long':
      if (type.logical?.name === 'timestamp-millis') return { schema: schemas.timestamp, read: readTimestamp }
      return { schema: schemas.int64, read: (cursor) => cursor.long() }
    case 'float':
      return { schema: schemas.float32, read: (cursor) => cursor.float() }
    case 'double':
      return { schema: schemas.float64, read: (cursor) => cursor.double() }
    case 'string':
      return { schema: schemas.string, read: (cursor) => cursor.text() }
    case 'bytes':
      return binary(type, (cursor) => cursor.binary(), {})
    case 'fixed': {
      const { size } = type
      return binary(type, (cursor) => cursor.fixed(size), { [avroNames.fixedSize]: String(size) })
    }
    case 'null':
      throw new DataError('Standalone null schemas are not supported by this converter')
  }
}

function integer({ logical, props }: AvroPrimitive): Scalar {
  if (logical?.name === 'date') return { schema: schemas.date, read: (cursor) => dateOfDays(cursor.int()) }
  if (logical?.name === 'time-millis')
    return { schema: schemas.time, read: (cursor) => new Date(cursor.int()) }
  const type = props['logicalType'] === undefined ? props['connect.type'] : undefined
  if (type === 'int8') return { schema: schemas.int8, read: (cursor) => (cursor.int() << 24) >> 24 }
  if (type === 'int16') return { schema: schemas.int16, read: (cursor) => (cursor.int() << 16) >> 16 }
  return { schema: schemas.int32, read: (cursor) => cursor.int() }
}

const readTimestamp: ReadAvro = (cursor) => {
  const ms = Number(cursor.long())
  if (ms > maxMs || ms < -maxMs) throw new DataError(`${ms} ms is no timestamp`)
  return new Date(ms)
}

function binary(
  { logical }: AvroPrimitive | AvroFixed,
  read: (cursor: AvroCursor) => Buffer,
  parameters: Record<string, string>,
): Scalar {
  if (logical?.name !== 'decimal') {
    const isFixed = Object.keys(parameters).length > 0
    return { schema: isFixed ? schemas.schemaOf('BYTES', { parameters }) : schemas.bytes, read }
  }
  const { scale, precision } = logical
  const known: Record<string, string> =
    precision === defaultPrecision ? {} : { [avroNames.precision]: String(precision) }
  return {
    schema: schemas.decimalOf(scale, { parameters: { ...known, ...parameters } }),
    read: (cursor) => decimalOfBytes(read(cursor), scale),
  }
}
