// Our verdicts on random pairs of .proto files: what protobufjs wrote with the old one, it reads with the new one, and fields
// that both have keep their values; and our own decoder reads the same.
import { isDeepStrictEqual } from 'node:util'
import protobuf, { type Root, type Type } from 'protobufjs'
import { protobufIncompatibilities } from '@/lib/schemas/protobuf/compatibility'
import { parseProtobuf, type ParsedProtobuf } from '@/lib/schemas/protobuf/schema'
import { noReferences } from '@/lib/schemas/references'
import { decodeProto } from '@/lib/serdes/proto-decode'
import { pick, seededRandom, type Random } from '@/tests/support/random'
import type { Judged } from '@/tests/support/verdicts/avro'
import {
  changeProto,
  protoText,
  randomProto,
  type RandomField,
  type RandomMessage,
  type RandomProto,
} from '@/tests/support/verdicts/protobuf-schemas'

type Value = string | number | boolean | Value[] | { [key: string]: Value }
type Fields = { [name: string]: Value }

export function judgeProtobuf(seeds: number[], recordsPerMessage: number): Judged & { records: number } {
  const judged = { pairs: seeds.length, compatible: 0, records: 0, disagreements: [] as object[] }
  for (const seed of seeds) {
    const random = seededRandom(seed)
    const writer = randomProto(random)
    const reader = changeProto(random, writer)
    const [wrote, reads] = [parse(writer), parse(reader)]
    if (protobufIncompatibilities(reads, wrote).length > 0) continue
    judged.compatible++
    for (const message of writer.messages)
      for (let round = 0; round < recordsPerMessage; round++) {
        const value = randomValue(random, writer, message, 0)
        const lost = lostValues(value, message.name, { writer, reader, reads })
        if (lost !== null)
          judged.disagreements.push({
            seed,
            writer: protoText(writer),
            reader: protoText(reader),
            value,
            ...lost,
          })
        judged.records++
      }
  }
  return judged
}

const parse = (proto: RandomProto): ParsedProtobuf => parseProtobuf(protoText(proto), noReferences)

type Sides = { writer: RandomProto; reader: RandomProto; reads: ParsedProtobuf }

/** Null: protobufjs and we read what should have been kept. */
function lostValues(value: Fields, name: string, { writer, reader, reads }: Sides): object | null {
  const [before, after] = [typeOf(writer, name), typeOf(reader, name)]
  const bytes = Buffer.from(before.encode(before.fromObject(value)).finish())
  const expected = keptValues(value, name, writer, reader)
  try {
    const read = plain(after.toObject(after.decode(bytes), { longs: Number, bytes: String, enums: Number }))
    const ours = plain(decodeProto(reads.pool, `${reader.package}.${name}`, bytes))
    const isKept = isDeepStrictEqual(only(read, expected), expected)
    return isKept && isDeepStrictEqual(only(ours, expected, reader.symbols), expected)
      ? null
      : { expected, read, ours }
  } catch (error) {
    return { expected, error: String(error) }
  }
}

const roots = new WeakMap<RandomProto, Root>()

/** protobufjs compiles a codec for each type of a root: once for each file. */
function typeOf(proto: RandomProto, name: string): Type {
  const root = roots.get(proto) ?? protobuf.parse(protoText(proto), { keepCase: true }).root
  roots.set(proto, root)
  return root.lookupType(`${proto.package}.${name}`)
}

const plain = (value: unknown): Fields => JSON.parse(JSON.stringify(value)) as Fields

/** What of `read` is expected at all; a symbol of ours as its number. */
function only(read: Value | undefined, expected: Value, symbols: string[] = []): Value | undefined {
  if (Array.isArray(read) && Array.isArray(expected))
    return read.map((item, index) => only(item, expected[index] ?? item, symbols) ?? item)
  if (typeof read === 'object' && typeof expected === 'object' && !Array.isArray(read))
    return Object.fromEntries(
      Object.entries(expected).map(([name, value]) => [name, only(read[name], value, symbols) ?? 'nothing']),
    )
  const position = typeof read === 'string' && typeof expected === 'number' ? symbols.indexOf(read) : -1
  if (position >= 0) return position
  return typeof read === 'string' && typeof expected === 'number' ? Number(read) : read
}

function randomValue(random: Random, proto: RandomProto, message: RandomMessage, depth: number): Fields {
  const value: Fields = {}
  const taken = new Set<string>()
  for (const field of message.fields) {
    if (random(4) === 0 || (field.oneof !== null && taken.has(field.oneof))) continue
    if (field.oneof !== null) taken.add(field.oneof)
    const one = (): Value => single(random, proto, field.type, depth)
    if (field.mapKey !== null)
      value[field.name] = {
        [field.mapKey === 'string' ? 'k' : field.mapKey === 'bool' ? 'true' : '1']: one(),
      }
    else value[field.name] = field.isRepeated ? Array.from({ length: 1 + random(2) }, one) : one()
  }
  return value
}

/** Never the default, so that a value that is lost shows; small enough for every type of its group. */
function single(random: Random, proto: RandomProto, type: string, depth: number): Value {
  const message = proto.messages.find(({ name }) => name === type)
  if (message !== undefined) return depth > 2 ? {} : randomValue(random, proto, message, depth + 1)
  if (type === 'bool') return true
  if (type === 'string') return pick(random, ['YQ==', 'YWI='])
  if (type === 'bytes') return pick(random, ['YQ==', 'YWI='])
  return type === 'E' ? 1 : 1 + random(2)
}

/** By the numbers of fields that both have, under the reader's names. */
function keptValues(value: Fields, name: string, writer: RandomProto, reader: RandomProto): Fields {
  const fieldsOf = (proto: RandomProto): RandomField[] =>
    proto.messages.find((one) => one.name === name)?.fields ?? []
  const kept: Fields = {}
  for (const field of fieldsOf(writer)) {
    const own = fieldsOf(reader).find(({ number }) => number === field.number)
    const given = value[field.name]
    if (own === undefined || given === undefined) continue
    const convert = (one: Value): Value => convertSingle(one, field, own, writer, reader)
    if (field.mapKey !== null)
      kept[own.name] = Object.fromEntries(
        Object.entries(given).map(([key, one]) => [key, convert(one as Value)]),
      )
    else if (Array.isArray(given) && own.isRepeated) kept[own.name] = given.map(convert)
    else if (own.isRepeated) kept[own.name] = [convert(given)]
    // Of several messages for one, a reader makes one; of other values the last counts.
    else if (!Array.isArray(given)) kept[own.name] = convert(given)
    else if (typeof given.at(-1) !== 'object') kept[own.name] = convert(given.at(-1) ?? '')
  }
  return kept
}

function convertSingle(
  value: Value,
  field: RandomField,
  own: RandomField,
  writer: RandomProto,
  reader: RandomProto,
): Value {
  if (typeof value === 'object') return keptValues(value as Fields, field.type, writer, reader)
  if (field.type === 'string' && own.type === 'bytes') return Buffer.from(String(value)).toString('base64')
  if (field.type === 'bytes' && own.type === 'string') return Buffer.from(String(value), 'base64').toString()
  if (own.type === 'bool') return Boolean(value)
  return field.type === 'bool' ? 1 : value
}
