// Random schemas of Connect's data and values of them.
import { rescale, scaleOf } from '@/lib/connectors/data/decimals'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import { dayMs } from '@/lib/connectors/data/logical'
import { valueForJudge } from '@/tests/support/connect-judge/judge'
import { pick, type Random } from '@/tests/support/random'

type Shape = {
  /** Avro and Protobuf have names for records. */
  named?: boolean
  /** Maps with other keys than text. */
  anyKeys?: boolean
  defaults?: boolean
  /** Protobuf: no null among the items of a list or a map, and no list in a list. */
  flat?: boolean
}

const leaves: readonly ((random: Random) => ConnectSchema)[] = [
  () => schemas.int8,
  () => schemas.int16,
  () => schemas.int32,
  () => schemas.int64,
  () => schemas.float32,
  () => schemas.float64,
  () => schemas.boolean,
  () => schemas.string,
  () => schemas.bytes,
  () => schemas.date,
  () => schemas.time,
  () => schemas.timestamp,
  (random) => schemas.decimalOf(random(6)),
]

let records = 0

export function randomSchema(random: Random, depth: number, shape: Shape = {}): ConnectSchema {
  const base = depth === 0 ? pick(random, [...leaves])(random) : container(random, depth, shape)
  const optional = random(3) === 0 ? schemas.optionalOf(base) : base
  if (!shape.defaults || random(5) > 0 || base.type === 'STRUCT') return optional
  return { ...optional, default: randomValue(random, schemas.requiredOf(base)) ?? '' }
}

function container(random: Random, depth: number, shape: Shape): ConnectSchema {
  const inner = (): ConnectSchema => {
    const schema = randomSchema(random, random(depth), shape)
    return shape.flat ? schemas.withTraits(schema, { optional: false, default: undefined }) : schema
  }
  switch (random(5)) {
    case 0:
      return pick(random, [...leaves])(random)
    case 1:
      return shape.flat ? randomStruct(random, depth, shape) : schemas.arrayOf(inner())
    case 2:
      return shape.flat
        ? randomStruct(random, depth, shape)
        : schemas.mapOf(shape.anyKeys && random(3) === 0 ? schemas.int32 : schemas.string, inner())
    default:
      return randomStruct(random, depth, shape)
  }
}

export function randomStruct(random: Random, depth: number, shape: Shape = {}): ConnectSchema {
  const fields = Array.from({ length: 1 + random(6) }, (_, index) =>
    schemas.field(`f${index}`, fieldSchema(random, depth, shape)),
  )
  return schemas.structOf(fields, shape.named ? { name: `shop.R${++records}` } : {})
}

function fieldSchema(random: Random, depth: number, shape: Shape): ConnectSchema {
  if (!shape.flat || random(4) > 0) return randomSchema(random, random(depth), shape)
  const item = schemas.requiredOf(randomSchema(random, 0, {}))
  return random(2) === 0 ? schemas.arrayOf(item) : schemas.mapOf(schemas.string, item)
}

const words = ['', 'a', 'order', 'grün', '"quoted"', 'back\\slash', 'line\nbreak', '東京', '🙂', '12', 'null']

export function randomValue(random: Random, schema: ConnectSchema): ConnectValue {
  if (schema.optional && random(4) === 0) return null
  if (schemas.isDecimalSchema(schema)) {
    const unscaled = BigInt(random(2 ** 31)) * BigInt(random(2 ** 31)) - BigInt(random(2 ** 31))
    return rescale({ unscaled, scale: scaleOf(schema) }, scaleOf(schema))
  }
  if (schemas.isDateSchema(schema)) return new Date((random(40_000) - 10_000) * dayMs)
  if (schemas.isTimeSchema(schema)) return new Date(random(dayMs))
  if (schemas.isTimestampSchema(schema)) return new Date((random(4_000_000) - 1_000_000) * 1_000_003)
  return plainValue(random, schema)
}

function plainValue(random: Random, schema: ConnectSchema): ConnectValue {
  const { type, valueSchema = schemas.string, keySchema = schemas.string } = schema
  switch (type) {
    case 'INT8':
      return random(256) - 128
    case 'INT16':
      return random(65_536) - 32_768
    case 'INT32':
      return random(2 ** 32) - 2 ** 31
    case 'INT64':
      return pick<number | bigint>(random, [
        random(1000),
        -random(2 ** 31),
        random(2 ** 31) * 2 ** 20,
        9223372036854775807n,
        -9223372036854775808n,
      ])
    case 'FLOAT32':
      // Java before 19 prints others with more digits than they need.
      return Math.fround((random(20_000) - 10_000) / pick(random, [1, 8, 16]))
    case 'FLOAT64':
      return (random(2 ** 31) - 2 ** 30) / pick(random, [1, 8, 3, 1e15, 1e-15])
    case 'BOOLEAN':
      return random(2) === 0
    case 'STRING':
      return pick(random, words)
    case 'BYTES':
      return Buffer.from(Array.from({ length: random(5) }, () => random(256)))
    case 'ARRAY':
      return Array.from({ length: random(4) }, () => randomValue(random, valueSchema))
    case 'MAP':
      return inJudgesOrder(
        schema,
        Array.from({ length: random(4) }, () => [
          randomValue(random, schemas.requiredOf(keySchema)),
          randomValue(random, valueSchema),
        ]),
      )
    case 'STRUCT': {
      const struct = new Struct()
      for (const { name, schema: inner } of schema.fields ?? []) struct[name] = randomValue(random, inner)
      return struct
    }
  }
}

function inJudgesOrder(
  schema: ConnectSchema,
  entries: [ConnectValue, ConnectValue][],
): ReadonlyMap<ConnectValue, ConnectValue> {
  const textOf = (entry: [ConnectValue, ConnectValue]): string =>
    JSON.stringify(valueForJudge(schema, new Map([entry])))
  return new Map([...new Map(entries)].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)))
}
