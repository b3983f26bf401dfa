import { gunzipSync } from 'node:zlib'
import { className } from '../data/java-text'
import { DataError } from '../data/record'
import type { TransformBuilder } from './transform-builder'

/** No record of Kafka gets near; a few bytes may unpack to more than memory holds. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024

export const buildGzipDecompress: TransformBuilder = (_properties, side) => (record) => {
  const value = side.valueOf(record)
  if (value === null) return record
  const schema = side.schemaOf(record)
  if (!(value instanceof Uint8Array))
    throw new DataError(`Only bytes can be decompressed, found: ${className(schema, value)}`)
  try {
    return side.put(record, schema, gunzipSync(value, { maxOutputLength: MAX_UNPACKED_BYTES }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DataError(`Could not decompress: ${reason}`)
  }
}
