import { className } from '../data/java-text'
import { DataError } from '../data/record'
import type { TransformBuilder } from './transform-builder'

/** No record of Kafka gets near; a few bytes may unpack to more than memory holds. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024

/** Not imported: the browser loads the transforms too, to check what is typed. */
const gunzip = (packed: Uint8Array): Buffer =>
  process.getBuiltinModule('node:zlib').gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES })

export const buildGzipDecompress: TransformBuilder = (_properties, side) => (record) => {
  const value = side.valueOf(record)
  if (value === null) return record
  const schema = side.schemaOf(record)
  if (!(value instanceof Uint8Array))
    throw new DataError(`Only bytes can be decompressed, found: ${className(schema, value)}`)
  try {
    return side.put(record, schema, gunzip(value))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DataError(`Could not decompress: ${reason}`)
  }
}
