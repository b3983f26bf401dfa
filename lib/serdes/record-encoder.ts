// JSON to all that a record holds: schema id, message indexes, payload.
import { plainJson, type Json } from '@/lib/schemas/json-text'
import type { FetchedSchema } from '@/lib/serdes/schema-cache'
import { payloadEncoder } from '@/lib/serdes/schema-codec'
import { writeFrame } from '@/lib/serdes/wire-format'

/**
 * The encoder takes what `parseJsonExactly` gives: numbers keep all their digits.
 * @param messageName Protobuf only, as of `payloadEncoder`.
 * @throws SerdesError `unencodable` with the path of the value that does not fit.
 */
export function recordEncoder(
  { id, schema }: FetchedSchema,
  messageName?: string,
): (exactValue: unknown) => Buffer {
  const encode = payloadEncoder(schema, messageName)
  return (exactValue) => {
    if (schema.schemaType !== 'JSON') {
      const { bytes, messageIndexes } = encode(exactValue as Json)
      return writeFrame(id, bytes, messageIndexes)
    }
    // What validates has numbers of its own; what is written keeps those that came.
    encode(plainJson(exactValue as Json))
    return writeFrame(id, Buffer.from(JSON.stringify(exactValue)))
  }
}
