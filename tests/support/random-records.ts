// Random keys and values of all types, with schemas and as JSON gives them.
import type { ConnectField, ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import { pick, type Random } from '@/tests/support/random'

type Typed = { schema: ConnectSchema; make: (random: Random) => ConnectValue }

const chance = (random: Random, percent: number): boolean => random(100) < percent

const bitsOf = (random: Random, bits: number): number =>
  pick(random, [
    0,
    1,
    -1,
    2 ** (bits - 1) - 1,
    -(2 ** (bits - 1)),
    Math.floor((random(2 ** 30) / 2 ** 30 - 0.5) * 2 ** bits),
  ])

const texts = [
  '',
  'abc',
  '12',
  '-129',
  '3.5',
  'true',
  'TRUE',
  '99999999999999999999',
  'NaN',
  '1e3',
  ' 7 ',
  '2024-02-30',
  'ü€😀',
]
const times = [0, 1, 86_400_000, 1_700_000_000_123, 951_782_400_000, 3_600_000]
const longs = [
  0,
  42,
  -7,
  2 ** 31,
  2 ** 53 - 1,
  9_223_372_036_854_775_807n,
  -9_223_372_036_854_775_808n,
  1_700_000_000_123,
]
const doubles = [0, -0, 1.5, -2.75, 1e10, 1e300, 3.0000001, NaN, Infinity, -Infinity, 0.1]

const kinds: Typed[] = [
  { schema: schemas.int8, make: (random) => bitsOf(random, 8) },
  { schema: schemas.int16, make: (random) => bitsOf(random, 16) },
  { schema: schemas.int32, make: (random) => bitsOf(random, 32) },
  { schema: schemas.int64, make: (random) => pick(random, longs) },
  { schema: schemas.float32, make: (random) => Math.fround(pick(random, doubles)) },
  { schema: schemas.float64, make: (random) => pick(random, doubles) },
  { schema: schemas.boolean, make: (random) => chance(random, 50) },
  { schema: schemas.string, make: (random) => pick(random, texts) },
  { schema: schemas.bytes, make: (random) => Buffer.from(pick(random, texts)) },
  { schema: schemas.timestamp, make: (random) => new Date(pick(random, times)) },
  { schema: schemas.date, make: (random) => new Date(random(30_000) * 86_400_000) },
  { schema: schemas.time, make: (random) => new Date(random(86_400_000)) },
  { schema: schemas.decimalOf(2), make: (random) => ({ unscaled: BigInt(bitsOf(random, 40)), scale: 2 }) },
]

/** Structs have no default: the judge takes none. */
const named = (random: Random, schema: ConnectSchema, make: Typed['make']): ConnectSchema => {
  const optional = chance(random, 50)
  const value = schema.type !== 'STRUCT' && chance(random, 25) ? make(random) : undefined
  return schemas.withTraits(schema, { optional, default: value })
}

export const fieldNames = ['a', 'b', 'c', 'd', 'e', 'f']

/** A struct of random types: scalars, and down to `depth` structs and arrays. */
export function randomStruct(random: Random, depth: number): Typed {
  const made = fieldNames.slice(0, 1 + random(fieldNames.length)).map((name) => {
    const roll = random(100)
    const kind =
      depth > 0 && roll < 20
        ? randomStruct(random, depth - 1)
        : roll < 30
          ? arrayKind(random)
          : pick(random, kinds)
    const schema = named(random, kind.schema, kind.make)
    return { field: { name, schema } satisfies ConnectField, make: kind.make }
  })
  const schema = schemas.structOf(
    made.map((one) => one.field),
    chance(random, 50) ? { name: 'shop.Order', version: 3, doc: 'An order', parameters: { p: 'q' } } : {},
  )
  return {
    schema,
    make: (next) => {
      const value = new Struct()
      for (const { field, make } of made)
        value[field.name] = field.schema.optional && chance(next, 30) ? null : make(next)
      return value
    },
  }
}

const arrayKind = (random: Random): Typed => {
  const item = pick(random, kinds)
  return {
    schema: schemas.arrayOf(item.schema),
    make: (next) => Array.from({ length: next(3) }, () => item.make(next)),
  }
}

/** What JSON gives: an object of nulls, texts, numbers, booleans, lists and objects. */
export function randomObject(random: Random, depth: number): ConnectValue {
  const value = new Struct()
  for (const name of fieldNames.slice(0, 1 + random(fieldNames.length)))
    value[name] = randomLoose(random, depth)
  return value
}

function randomLoose(random: Random, depth: number): ConnectValue {
  const roll = random(100)
  if (depth > 0 && roll < 15) return randomObject(random, depth - 1)
  if (roll < 22) return [1, 'x']
  if (roll < 32) return null
  return pick<ConnectValue>(random, [...texts, 0, 1, -5, 300, 1.5, 2 ** 40, true, false, 1_700_000_000_123])
}
