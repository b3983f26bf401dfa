// Avro's binary encoding to JSON. A schema is turned into closures once; no code is made from text, so that a
// schema from anywhere is only ever data.
import type { AvroRecord, AvroSchema } from '@/lib/schemas/avro/model'
import type { Json } from '@/lib/schemas/json-text'
import { AvroCursor } from '@/lib/serdes/avro-cursor'
import {
  branchName,
  outOf,
  scalarReader,
  setProperty,
  type AvroForm,
  type Read,
} from '@/lib/serdes/avro-leaf'

export type AvroDecoder = (bytes: Buffer, offset: number) => Json

/**
 * A decoder for what `schema` wrote. int, float and double are numbers, long is a number up to 2^53 and else text,
 * bytes and fixed are base64, map and record objects, a logical type its text (see `AvroForm`).
 * Throws SerdesError `truncated` or `undecodable`. Bytes after the value are ignored, as by Avro's own readers.
 */
export function avroDecoder(schema: AvroSchema, form: AvroForm = {}): AvroDecoder {
  return decoderOf(readerFor(schema, { form, records: new Map() }))
}

export const decoderOf =
  (read: Read): AvroDecoder =>
  (bytes, offset) =>
    read(new AvroCursor(bytes, offset))

export type Building = { form: AvroForm; records: Map<AvroSchema, Read> }

export function readerFor(schema: AvroSchema, building: Building): Read {
  switch (schema.kind) {
    case 'record':
      return recordReader(schema, building)
    case 'array':
      return arrayReader(readerFor(schema.items, building))
    case 'map':
      return mapReader(readerFor(schema.values, building))
    case 'union':
      return unionReader(
        schema.branches.map((branch) => tagged(branch, readerFor(branch, building), building.form)),
      )
    default:
      return scalarReader(schema, building.form)
  }
}

function recordReader(schema: AvroRecord, building: Building): Read {
  const known = building.records.get(schema)
  if (known !== undefined) return known
  const names: string[] = []
  const reads: Read[] = []
  // With the first record, not now: a schema may chain more records than the stack has room for.
  const prepare = (): void => {
    for (const field of schema.fields) {
      names.push(field.name)
      reads.push(readerFor(field.type, building))
    }
  }
  const read: Read = (cursor) => {
    cursor.enter(schema.fields.length)
    if (names.length === 0) prepare()
    const record: { [key: string]: Json } = {}
    for (let index = 0; index < reads.length; index++) {
      const name = names[index]
      const readField = reads[index]
      if (name !== undefined && readField !== undefined) record[name] = readField(cursor)
    }
    cursor.leave()
    return record
  }
  const careful: Read = (cursor) => {
    cursor.enter(schema.fields.length)
    if (names.length === 0) prepare()
    const record: { [key: string]: Json } = {}
    reads.forEach((readField, index) => setProperty(record, names[index] ?? '', readField(cursor)))
    cursor.leave()
    return record
  }
  const chosen = schema.fields.some(({ name }) => name === '__proto__') ? careful : read
  building.records.set(schema, chosen)
  return chosen
}

export const arrayReader =
  (readItem: Read): Read =>
  (cursor) => {
    const items: Json[] = []
    for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
      for (; count > 0; count--) items.push(readItem(cursor))
    return items
  }

export const mapReader =
  (readValue: Read): Read =>
  (cursor) => {
    const values: { [key: string]: Json } = {}
    for (let count = cursor.blockCount(); count > 0; count = cursor.blockCount())
      for (; count > 0; count--) {
        const key = cursor.text()
        setProperty(values, key, readValue(cursor))
      }
    return values
  }

export const unionReader =
  (branches: Read[]): Read =>
  (cursor) => {
    const index = cursor.int()
    const read = branches[index] ?? outOf(`The union has no branch ${index}`)
    return read(cursor)
  }

export function tagged(branch: AvroSchema, read: Read, { unions }: AvroForm): Read {
  if (unions !== 'tagged' || branch.kind === 'null') return read
  const name = branchName(branch)
  return (cursor) => ({ [name]: read(cursor) })
}
