// What we call compatible, read by avsc's resolver: its values beside those of our own resolving decoder.
// Known of avsc: it compares full names where Avro's library compares short ones (so it is told to ignore namespaces), it
// knows no empty union, and of a union with both string and bytes it takes the first, where Avro's library takes the same.
import avsc, { type Type } from 'avsc'
import { avroIncompatibilities } from '@/lib/schemas/avro/compatibility'
import { parseAvro } from '@/lib/schemas/avro/parse'
import { noReferences } from '@/lib/schemas/references'
import { resolvingAvroDecoder } from '@/lib/serdes/avro-resolve'
import { pick, seededRandom, type Random } from '@/tests/support/random'
import type { AvroPair } from '@/tests/support/avro-judge/verdicts'
import { avroPair, type Judged } from '@/tests/support/verdicts/avro'

const parse = (text: string) => parseAvro(text, noReferences).root

export function readByAvsc(seeds: number[], recordsPerPair: number): Judged & { records: number } {
  const judged = { pairs: seeds.length, compatible: 0, records: 0, disagreements: [] as object[] }
  for (const seed of seeds) {
    const pair = avroPair(seed)
    const [reader, writer] = [parse(pair.reader), parse(pair.writer)]
    if (avroIncompatibilities(reader, writer).length > 0 || hasEmptyUnion(pair)) continue
    judged.compatible++
    const random = seededRandom(seed)
    try {
      const [theirs, wrote] = [typeOf(pair.reader), typeOf(pair.writer)]
      const resolver = theirs.createResolver(wrote, { ignoreNamespaces: true })
      const decode = resolvingAvroDecoder(writer, reader, { logicalTypes: 'base' })
      for (let round = 0; round < recordsPerPair; round++) {
        const bytes = wrote.toBuffer(randomValue(random, wrote, 0))
        const [read, expected] = [decode(bytes, 0), plain(theirs, theirs.fromBuffer(bytes, resolver))]
        if (!isSame(read, expected)) judged.disagreements.push({ seed, ...pair, read, expected })
        judged.records++
      }
    } catch (error) {
      judged.disagreements.push({ seed, ...pair, error: String(error) })
    }
  }
  return judged
}

const typeOf = (text: string): Type =>
  avsc.Type.forSchema(JSON.parse(text) as avsc.Schema, { wrapUnions: true })

const hasEmptyUnion = ({ reader, writer }: AvroPair): boolean =>
  /"(type|items|values)":\[\]|^\[\]$/m.test(`${reader}\n${writer}`)

function isSame(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === 'string' && typeof theirs === 'string')
    return ours === theirs || inBase64(ours) === theirs || ours === inBase64(theirs)
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null)
    return ours === theirs
  const [one, other] = [Object.entries(ours), new Map(Object.entries(theirs))]
  return (
    one.length === other.size && one.every(([key, value]) => other.has(key) && isSame(value, other.get(key)))
  )
}

const inBase64 = (text: string): string => Buffer.from(text).toString('base64')

type Inside = {
  types: Type[]
  itemsType: Type
  valuesType: Type
  fields: { name: string; type: Type }[]
  symbols: string[]
  size: number
}
const inside = (type: Type): Inside => type as Type & Inside

/** Of any type of avsc's, small and without end only in the schema. */
function randomValue(random: Random, type: Type, depth: number): unknown {
  const some = depth > 3 ? [] : Array.from({ length: random(3) })
  const next = (of: Type): unknown => randomValue(random, of, depth + 1)
  const { types, itemsType, valuesType, fields, symbols, size } = inside(type)
  switch (type.typeName) {
    case 'null':
      return null
    case 'boolean':
      return random(2) === 0
    case 'int':
      return random(2 ** 32) - 2 ** 31
    case 'long':
      return (random(2 ** 32) - 2 ** 31) * 1000
    case 'float':
      return (random(1000) - 500) / 8
    case 'double':
      return random(2 ** 32) / 7
    case 'bytes':
      return Buffer.from(`b${random(100)}`)
    case 'string':
      return pick(random, ['', 'a', 'é€😀'])
    case 'array':
      return some.map(() => next(itemsType))
    case 'map':
      return Object.fromEntries(some.map((_, index) => [`k${index}`, next(valuesType)]))
    case 'enum':
      return pick(random, symbols)
    case 'fixed':
      return Buffer.alloc(size, random(256))
    case 'record':
      return Object.fromEntries(fields.map((field) => [field.name, next(field.type)]))
    default: {
      const branch =
        depth > 3 ? (types.find(({ typeName }) => typeName === 'null') ?? types[0]) : pick(random, types)
      if (branch === undefined || branch.typeName === 'null') return null
      return { [branch.branchName ?? '']: next(branch) }
    }
  }
}

/** avsc's value as ours: bytes in base64, unions without the name of their branch. */
function plain(type: Type, value: unknown): unknown {
  const { types, itemsType, valuesType, fields } = inside(type)
  if (Buffer.isBuffer(value)) return value.toString('base64')
  switch (type.typeName) {
    case 'array':
      return (value as unknown[]).map((item) => plain(itemsType, item))
    case 'map':
      return mapValues(value, () => valuesType)
    case 'record':
      return mapValues(value, (name) => fields.find((field) => field.name === name)?.type)
    case 'union:wrapped': {
      const [name, branch] = Object.entries(value ?? {})[0] ?? []
      const chosen = types.find(({ branchName }) => branchName === name)
      return chosen === undefined ? value : plain(chosen, branch)
    }
    default:
      return value
  }
}

const mapValues = (value: unknown, typeOfKey: (key: string) => Type | undefined): unknown =>
  Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => {
      const type = typeOfKey(key)
      return [key, type === undefined ? item : plain(type, item)]
    }),
  )
