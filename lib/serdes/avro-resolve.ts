// Decoding what one schema wrote as another schema sees it: https://avro.apache.org/docs/1.12.0/specification/#schema-resolution.
// What does not resolve throws when a record has it, so that records without it can still be read.
import {
  avroIncompatibilities,
  findWriterField,
  isPromoted,
  isSameName,
} from '@/lib/schemas/avro/compatibility'
import { isNamed, type AvroEnum, type AvroRecord, type AvroSchema } from '@/lib/schemas/avro/model'
import type { Json } from '@/lib/schemas/json-text'
import {
  arrayReader,
  decoderOf,
  mapReader,
  readerFor,
  tagged,
  unionReader,
  type AvroDecoder,
} from '@/lib/serdes/avro-decode'
import { defaultToJson } from '@/lib/serdes/avro-default'
import { outOf, scalarReader, setProperty, type AvroForm, type Read } from '@/lib/serdes/avro-leaf'

type Building = {
  form: AvroForm
  /** Of the writer alone, for what the reader leaves out. */
  skipped: Map<AvroSchema, Read>
  records: Map<AvroRecord, Map<AvroRecord, Read>>
}

/** A decoder of what `writer` wrote, giving the fields, defaults and types of `reader`. Errors as of `avroDecoder`. */
export const resolvingAvroDecoder = (
  writer: AvroSchema,
  reader: AvroSchema,
  form: AvroForm = {},
): AvroDecoder => decoderOf(resolve(writer, reader, { form, skipped: new Map(), records: new Map() }))

function resolve(writer: AvroSchema, reader: AvroSchema, building: Building): Read {
  if (writer.kind === 'union')
    return unionReader(writer.branches.map((branch) => resolve(branch, reader, building)))
  if (reader.kind === 'union') return resolveToBranch(writer, reader.branches, building)
  if (writer.kind === 'array' && reader.kind === 'array')
    return arrayReader(resolve(writer.items, reader.items, building))
  if (writer.kind === 'map' && reader.kind === 'map')
    return mapReader(resolve(writer.values, reader.values, building))
  if (isNamed(writer) && isNamed(reader) && !isSameName(reader, writer)) return mismatch(writer, reader)
  if (writer.kind === 'record' && reader.kind === 'record') return resolveRecord(writer, reader, building)
  if (writer.kind === 'enum' && reader.kind === 'enum') return resolveEnum(writer, reader)
  if (writer.kind === 'fixed' && reader.kind === 'fixed')
    return writer.size === reader.size ? scalarReader(reader, building.form) : mismatch(writer, reader)
  if (writer.kind === reader.kind) return readerFor(reader, plainBuilding(building))
  return isPromoted(reader.kind, writer.kind) ? promote(writer, reader, building) : mismatch(writer, reader)
}

const plainBuilding = ({ form, skipped }: Building) => ({ form, records: skipped })

const mismatch =
  (writer: AvroSchema, reader: AvroSchema): Read =>
  () =>
    outOf(`Written as ${nameOf(writer)}, which cannot be read as ${nameOf(reader)}`)

const nameOf = (schema: AvroSchema): string =>
  isNamed(schema) ? `${schema.kind} ${schema.name}` : schema.kind

function resolveToBranch(writer: AvroSchema, branches: AvroSchema[], building: Building): Read {
  const isSame = (branch: AvroSchema): boolean => branch.kind === writer.kind
  const fits = (branch: AvroSchema): boolean => avroIncompatibilities(branch, writer).length === 0
  const branch =
    branches.find((one) => isSame(one) && fits(one)) ?? branches.find(fits) ?? branches.find(isSame)
  if (branch === undefined) return () => outOf(`The union has no branch for ${nameOf(writer)}`)
  return tagged(branch, resolve(writer, branch, building), building.form)
}

function resolveRecord(writer: AvroRecord, reader: AvroRecord, building: Building): Read {
  const ofWriter = building.records.get(writer) ?? new Map<AvroRecord, Read>()
  building.records.set(writer, ofWriter)
  const known = ofWriter.get(reader)
  if (known !== undefined) return known
  const steps: { read: Read; target: string | null }[] = []
  const defaults: { name: string; value: Json }[] = []
  const missing: string[] = []
  const names = reader.fields.map(({ name }) => name)
  let isPrepared = false
  // With the first record, as in `recordReader`.
  const prepare = (): void => {
    isPrepared = true
    const targets = new Map(reader.fields.map((field) => [findWriterField(field, writer), field]))
    for (const field of writer.fields) {
      const target = targets.get(field)
      steps.push(
        target === undefined
          ? { read: readerFor(field.type, plainBuilding(building)), target: null }
          : { read: resolve(field.type, target.type, building), target: target.name },
      )
    }
    for (const field of reader.fields) {
      if (findWriterField(field, writer) !== undefined) continue
      if (field.default === undefined) missing.push(field.name)
      else defaults.push({ name: field.name, value: defaultToJson(field.type, field.default, building.form) })
    }
  }
  const read: Read = (cursor) => {
    if (!isPrepared) prepare()
    const [first] = missing
    if (first !== undefined) outOf(`The field ${first} was not written and has no default`)
    cursor.enter(writer.fields.length + reader.fields.length)
    const record: { [key: string]: Json } = {}
    for (const name of names) setProperty(record, name, null)
    for (const { name, value } of defaults) setProperty(record, name, structuredClone(value))
    for (const step of steps) {
      const value = step.read(cursor)
      if (step.target !== null) setProperty(record, step.target, value)
    }
    cursor.leave()
    return record
  }
  ofWriter.set(reader, read)
  return read
}

function resolveEnum(writer: AvroEnum, reader: AvroEnum): Read {
  const known = new Set(reader.symbols)
  return (cursor) => {
    const index = cursor.int()
    const symbol = writer.symbols[index] ?? outOf(`The enum ${writer.name} has no symbol ${index}`)
    if (known.has(symbol)) return symbol
    return reader.default ?? outOf(`The enum ${reader.name} has no symbol ${symbol} and no default`)
  }
}

function promote(writer: AvroSchema, reader: AvroSchema, building: Building): Read {
  if (reader.kind === 'bytes') return (cursor) => cursor.binary().toString('base64')
  if (reader.kind === 'string') return (cursor) => cursor.text()
  const isWhole = reader.kind === 'long'
  const read = readerFor(
    writer,
    plainBuilding({ ...building, form: { logicalTypes: 'base' }, skipped: new Map() }),
  )
  return (cursor) => {
    const value = read(cursor)
    return isWhole || typeof value === 'number' ? value : Number(value)
  }
}
