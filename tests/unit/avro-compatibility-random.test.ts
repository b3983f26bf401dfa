import avsc from 'avsc'
import { expect, test } from 'vitest'
import { avroIncompatibilities } from '@/lib/schemas/avro/compatibility'
import { parseAvro } from '@/lib/schemas/avro/parse'
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { noReferences } from '@/lib/schemas/references'
import { resolvingAvroDecoder } from '@/lib/serdes/avro-resolve'

const parse = (schema: Json) => parseAvro(JSON.stringify(schema), noReferences).root

test('avsc agrees: what is called compatible is read, 400 random pairs of schemas and avsc’s records', () => {
  let read = 0
  for (let seed = 1; seed <= 400; seed++) {
    const random = generator(seed)
    const writer = randomRecord(random)
    const reader = mutate(random, writer)
    const [wrote, reads] = [parse(writer), parse(reader)]
    if (avroIncompatibilities(reads, wrote).length > 0) continue
    const type = avsc.Type.forSchema(writer as avsc.Schema, { wrapUnions: true })
    const other = avsc.Type.forSchema(reader as avsc.Schema, { wrapUnions: true })
    const resolver = other.createResolver(type)
    const decode = resolvingAvroDecoder(wrote, reads)
    for (let round = 0; round < 5; round++) {
      const bytes = type.toBuffer(type.random())
      const theirs = other.fromBuffer(bytes, resolver) as object
      const ours = decode(bytes, 0) as object
      expect(Object.keys(ours)).toEqual(Object.keys(theirs))
      read++
    }
  }
  expect(read).toBeGreaterThan(300)
})

type Random = (below: number) => number

function generator(seed: number): Random {
  let state = seed * 7919
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
}

const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']

function randomType(random: Random): Json {
  const primitive = primitives[random(primitives.length)] ?? 'int'
  switch (random(5)) {
    case 0:
      return { type: 'array', items: primitive }
    case 1:
      return { type: 'map', values: primitive }
    case 2:
      return primitive === 'null' ? ['null'] : ['null', primitive]
    default:
      return primitive
  }
}

function randomRecord(random: Random): JsonObject {
  const names = ['a', 'b', 'c', 'd'].filter(() => random(3) > 0)
  const fields = names.map((name) => ({ name, type: randomType(random) }))
  return {
    type: 'record',
    name: 'R',
    fields: [...fields, { name: 'e', type: { type: 'enum', name: 'E', symbols: ['A', 'B'] } }],
  }
}

/** A field that goes, comes, is renamed or gets another type. */
function mutate(random: Random, record: JsonObject): JsonObject {
  const fields = structuredClone(record['fields']) as JsonObject[]
  const at = random(fields.length)
  const field = fields[at]
  if (field === undefined) return record
  switch (random(5)) {
    case 0:
      fields.splice(at, 1)
      break
    case 1:
      fields.splice(at, 0, { name: 'z', type: 'long', ...(random(3) > 0 ? { default: 1 } : {}) })
      break
    case 2:
      fields[at] = { ...field, name: 'renamed', ...(random(3) > 0 ? { aliases: [field['name'] ?? ''] } : {}) }
      break
    case 3:
      if (typeof field['type'] === 'string')
        fields[at] = { ...field, type: field['type'] === 'null' ? ['null'] : ['null', field['type']] }
      break
    default:
      if (field['name'] !== 'e')
        fields[at] = { ...field, type: ['long', 'float', 'double', 'string', 'bytes'][random(5)] ?? 'long' }
  }
  return { ...record, fields }
}
