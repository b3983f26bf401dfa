// Confluent's wire format: byte 0, schema id (4 bytes, big endian), for Protobuf the message indexes, payload.
// https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
// Since 8.0 a serializer may put the schema's GUID into a record header instead and leave the payload bare.
import { SerdesError, truncated } from '@/lib/serdes/serdes-error'

export type SchemaKey = { id: number } | { guid: string }

export type Framed = {
  schema: SchemaKey
  /** Where the payload (for Protobuf in the prefix form: its message indexes) starts in the record's bytes. */
  payloadOffset: number
  /** Of Protobuf: which message, told in the header. Null: the prefix form, where that stands before the payload. */
  headerIndexes: number[] | null
}

export type RecordHeader = { key: string; value: Buffer | null }

const prefixMagic = 0
const guidMagic = 1
/** Headers that name a record's schema instead of a prefix. */
export const schemaHeaders = { key: '__key_schema_id', value: '__value_schema_id' }
const maxMessageIndexes = 200

/**
 * Where a record's schema is told: in its header if there is one, else in front of the payload.
 * @throws SerdesError `not_wire_format` or `truncated`.
 */
export function readFrame(
  bytes: Buffer,
  headers: RecordHeader[] = [],
  part: 'key' | 'value' = 'value',
): Framed {
  const header = headers.findLast(({ key }) => key === schemaHeaders[part])?.value
  if (header != null) return readHeader(header)
  if (bytes.length === 0 || bytes[0] !== prefixMagic)
    throw new SerdesError('not_wire_format', 'The bytes do not start with a schema id (magic byte 0).')
  if (bytes.length < 5) throw truncated()
  return { schema: { id: bytes.readUInt32BE(1) }, payloadOffset: 5, headerIndexes: null }
}

function readHeader(header: Buffer): Framed {
  const size = header[0] === guidMagic ? 17 : 5
  if ((header[0] !== guidMagic && header[0] !== prefixMagic) || header.length < size)
    throw new SerdesError('not_wire_format', 'The header with the schema id has no known form.')
  const schema = size === 17 ? { guid: toGuid(header.subarray(1, 17)) } : { id: header.readUInt32BE(1) }
  const headerIndexes = header.length === size ? [0] : readMessageIndexes(header, size).indexes
  return { schema, payloadOffset: 0, headerIndexes }
}

function toGuid(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The prefix of a record: id as unsigned 32 bits; `messageIndexes` for Protobuf only. */
export function writeFrame(schemaId: number, payload: Buffer, messageIndexes?: number[]): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(schemaId, 1)
  const indexes = messageIndexes === undefined ? Buffer.alloc(0) : writeMessageIndexes(messageIndexes)
  return Buffer.concat([head, indexes, payload])
}

/** The header form: name and value of the header that goes with a bare payload. */
export function writeGuidHeader(
  guid: string,
  part: 'key' | 'value' = 'value',
  messageIndexes?: number[],
): { key: string; value: Buffer } {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex')
  const indexes = messageIndexes === undefined ? Buffer.alloc(0) : writeMessageIndexes(messageIndexes)
  return { key: schemaHeaders[part], value: Buffer.concat([Buffer.from([guidMagic]), bytes, indexes]) }
}

/** Which message of a .proto file: its index there, then of the one nested in it, and so on. [0] is a single 0. */
export function readMessageIndexes(bytes: Buffer, offset: number): { indexes: number[]; end: number } {
  const count = readZigzag(bytes, offset)
  if (count.value === 0) return { indexes: [0], end: count.end }
  if (count.value < 0 || count.value > maxMessageIndexes)
    throw new SerdesError('undecodable', `${count.value} message indexes cannot be.`)
  const indexes: number[] = []
  let end = count.end
  while (indexes.length < count.value) {
    const next = readZigzag(bytes, end)
    indexes.push(next.value)
    end = next.end
  }
  return { indexes, end }
}

function writeMessageIndexes(indexes: number[]): Buffer {
  if (indexes.length === 1 && indexes[0] === 0) return Buffer.from([0])
  return Buffer.from([indexes.length, ...indexes].flatMap(toZigzag))
}

function readZigzag(bytes: Buffer, offset: number): { value: number; end: number } {
  let raw = 0
  for (let at = 0; at < 5; at++) {
    const byte = bytes[offset + at]
    if (byte === undefined) throw truncated()
    raw |= (byte & 0x7f) << (7 * at)
    if (byte < 0x80) return { value: (raw >>> 1) ^ -(raw & 1), end: offset + at + 1 }
  }
  throw new SerdesError('undecodable', 'A message index is longer than 32 bits.')
}

function toZigzag(value: number): number[] {
  const bytes: number[] = []
  let rest = ((value << 1) ^ (value >> 31)) >>> 0
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return [...bytes, rest]
}
