import { describe, expect, test } from 'vitest'
import { compatibilityLevels, compatibilityMessages, isTransitive } from '@/lib/schemas/compatibility'
import type { Json } from '@/lib/schemas/json-text'
import {
  canonicalText,
  parseSchema,
  schemaFingerprint,
  schemaGuid,
  schemaTypes,
  serializedText,
} from '@/lib/schemas/parse'
import { decodeRecord, SchemaCache, type FetchedSchema, type FetchSchema } from '@/lib/serdes/schema-cache'
import { payloadEncoder, recordNameOf } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { subjectName } from '@/lib/serdes/subject-name'
import { writeFrame, writeGuidHeader } from '@/lib/serdes/wire-format'

const avro = '{"type":"record","name":"shop.Order","fields":[{"name":"id","type":"int"}]}'
const json = '{"title":"Order","type":"object","properties":{"id":{"type":"integer"}}}'
const proto =
  'syntax = "proto3"; package shop; message Customer {} message Order { int32 id = 1; message Line { string sku = 1; } }'
const schemas = {
  AVRO: parseSchema('AVRO', avro),
  JSON: parseSchema('JSON', json),
  PROTOBUF: parseSchema('PROTOBUF', proto),
}
const guid = '89791762-2336-4186-9674-299b90a802e2'

const kindOf = async (act: Promise<unknown>) => {
  try {
    await act
    return null
  } catch (error) {
    return error instanceof SerdesError ? `${error.kind} ${error.schemaId}` : error
  }
}

describe('A schema', () => {
  test.each(schemaTypes)('%s: its text, its serialised form and its identity are stable', (type) => {
    const text = canonicalText(schemas[type])
    expect(canonicalText(parseSchema(type, text))).toBe(text)
    expect(canonicalText(parseSchema(type, serializedText(schemas[type])))).toBe(text)
    const identity = { schemaType: type, text, references: [] }
    const fingerprint = schemaFingerprint(identity)
    expect(schemaFingerprint({ ...identity, metadata: null })).toBe(fingerprint)
    expect(schemaFingerprint({ ...identity, metadata: { properties: { a: 'b' } } })).not.toBe(fingerprint)
    expect(
      schemaFingerprint({ ...identity, references: [{ name: 'a', subject: 'b', version: 1 }] }),
    ).not.toBe(fingerprint)
    expect(schemaGuid(fingerprint)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  test.each(schemaTypes)('%s: an empty one is refused', (type) => {
    expect(() => parseSchema(type, ' ')).toThrow('Empty schema')
  })
})

describe('Compatibility levels', () => {
  const withField = (more: object = {}) =>
    parseSchema(
      'AVRO',
      JSON.stringify({
        type: 'record',
        name: 'Order',
        namespace: 'shop',
        fields: [
          { name: 'id', type: 'int' },
          { name: 'at', type: 'long', ...more },
        ],
      }),
    )
  const without = schemas.AVRO

  test.each<[string, number, number]>([
    ['NONE', 0, 0],
    ['BACKWARD', 1, 0],
    ['BACKWARD_TRANSITIVE', 1, 0],
    ['FORWARD', 0, 1],
    ['FORWARD_TRANSITIVE', 0, 1],
    ['FULL', 1, 1],
    ['FULL_TRANSITIVE', 1, 1],
  ])('%s: a field without default that comes (%d clash) and that goes (%d)', (name, comes, goes) => {
    const level = compatibilityLevels.find((one) => one === name) ?? 'NONE'
    expect(compatibilityMessages(level, withField(), without)).toHaveLength(comes)
    expect(compatibilityMessages(level, without, withField())).toHaveLength(goes)
    expect(compatibilityMessages(level, withField({ default: 0 }), without)).toEqual([])
    expect(isTransitive(level)).toBe(name.endsWith('_TRANSITIVE'))
  })

  test('the messages are shaped as Confluent’s', () => {
    expect(compatibilityMessages('BACKWARD', withField(), without)).toEqual([
      "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'at' at path '/fields/1' in the new schema has no default value and is missing in the old schema', additionalInfo:'at'}",
    ])
    const [forward] = compatibilityMessages('FORWARD', without, withField())
    expect(forward).toContain('in the old schema has no default value and is missing in the new schema')
    const [changed] = compatibilityMessages(
      'BACKWARD',
      parseSchema('JSON', '{"type":"string"}'),
      parseSchema('JSON', '{"type":"null"}'),
    )
    expect(changed).toMatch(/^\{errorType:"TYPE_CHANGED", description:".*'#\/'.*"\}$/)
  })

  test('another type of schema is a clash at every level but NONE', () => {
    for (const level of compatibilityLevels)
      expect(compatibilityMessages(level, schemas.JSON, schemas.AVRO).length > 0).toBe(level !== 'NONE')
  })
})

describe('Subject name strategies', () => {
  test('by topic, by record and by both', () => {
    const at = { topic: 'orders', part: 'key', recordName: recordNameOf(schemas.AVRO) } as const
    expect(subjectName('TopicNameStrategy', at)).toBe('orders-key')
    expect(subjectName('RecordNameStrategy', at)).toBe('shop.Order')
    expect(subjectName('TopicRecordNameStrategy', at)).toBe('orders-shop.Order')
    expect(subjectName('RecordNameStrategy', { ...at, recordName: null })).toBeNull()
  })

  test('the name of each type of schema', () => {
    expect(recordNameOf(schemas.JSON)).toBe('Order')
    expect(recordNameOf(schemas.PROTOBUF)).toBe('shop.Customer')
    expect(recordNameOf(schemas.PROTOBUF, [1, 0])).toBe('shop.Order.Line')
    expect(recordNameOf(parseSchema('AVRO', '"int"'))).toBeNull()
  })
})

describe('A record with its schema', () => {
  const registry = (found: (id: number | string) => FetchedSchema | null) => {
    const asked: (number | string)[] = []
    const fetch: FetchSchema = async (key) => {
      const name = 'id' in key ? key.id : key.guid
      asked.push(name)
      return found(name)
    }
    return { asked, fetch }
  }

  test.each(schemaTypes)('%s: comes back from the prefix and from the header form', async (type) => {
    const { fetch } = registry(() => ({ id: 7, schema: schemas[type] }))
    const cache = new SchemaCache(fetch)
    const messageName = type === 'PROTOBUF' ? 'shop.Order' : undefined
    const { bytes, messageIndexes } = payloadEncoder(schemas[type], messageName)({ id: 5 })
    const prefixed = await decodeRecord(cache, writeFrame(7, bytes, messageIndexes))
    expect(prefixed).toEqual({ value: { id: 5 }, schemaId: 7, schema: schemas[type] })
    const header = writeGuidHeader(guid, 'value', messageIndexes)
    expect(await decodeRecord(cache, bytes, [header])).toMatchObject({ value: { id: 5 }, schemaId: 7 })
  })

  test('a nested Protobuf message is found by its indexes', async () => {
    const { bytes, messageIndexes } = payloadEncoder(schemas.PROTOBUF, 'shop.Order.Line')({ sku: 'x' })
    expect(messageIndexes).toEqual([1, 0])
    const cache = new SchemaCache(registry(() => ({ id: 1, schema: schemas.PROTOBUF })).fetch)
    expect((await decodeRecord(cache, writeFrame(1, bytes, messageIndexes))).value).toEqual({ sku: 'x' })
    expect(await kindOf(decodeRecord(cache, writeFrame(1, bytes, [9])))).toBe('undecodable 1')
    expect(() => payloadEncoder(schemas.PROTOBUF, 'shop.Nothing')).toThrow('no message shop.Nothing')
  })

  test('JSON is validated when written, also by a schema that it refers to', () => {
    const references = new Map([['id.json', '{"type":"integer","minimum":1}']])
    const schema = parseSchema(
      'JSON',
      '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"id":{"$ref":"id.json"}}}',
      references,
    )
    expect(payloadEncoder(schema)({ id: 1 }).bytes.toString()).toBe('{"id":1}')
    expect(() => payloadEncoder(schema)({ id: 0 })).toThrow('/id: must be >= 1.')
  })

  test('a schema is asked for once, by many at once as well', async () => {
    const { fetch, asked } = registry((id) => ({ id: Number(id), schema: schemas.AVRO }))
    const cache = new SchemaCache(fetch)
    const record = writeFrame(3, payloadEncoder(schemas.AVRO)({ id: 1 }).bytes)
    await Promise.all(Array.from({ length: 50 }, () => decodeRecord(cache, record)))
    await decodeRecord(cache, record)
    expect(asked).toEqual([3])
  })

  test('with the registry away, what was read before is still read, the rest says so', async () => {
    let isAway = false
    const cache = new SchemaCache(async () => {
      if (isAway) throw new Error('connect ECONNREFUSED')
      return { id: 1, schema: schemas.AVRO }
    })
    const { bytes } = payloadEncoder(schemas.AVRO)({ id: 1 })
    await decodeRecord(cache, writeFrame(1, bytes))
    isAway = true
    expect((await decodeRecord(cache, writeFrame(1, bytes))).value).toEqual({ id: 1 })
    expect(await kindOf(decodeRecord(cache, writeFrame(2, bytes)))).toBe('registry_away 2')
    isAway = false
    expect(await kindOf(decodeRecord(cache, writeFrame(2, bytes)))).toBeNull()
  })

  test('an unknown id is asked for again after five seconds, not for each record', async () => {
    let now = 0
    let schema: FetchedSchema | null = null
    const { fetch, asked } = registry(() => schema)
    const cache = new SchemaCache(fetch, { now: () => now })
    const record = writeFrame(9, payloadEncoder(schemas.AVRO)({ id: 1 }).bytes)
    expect(await kindOf(decodeRecord(cache, record))).toBe('unknown_schema 9')
    expect(await kindOf(decodeRecord(cache, record))).toBe('unknown_schema 9')
    expect(asked).toHaveLength(1)
    schema = { id: 9, schema: schemas.AVRO }
    now = 5001
    expect(await kindOf(decodeRecord(cache, record))).toBeNull()
  })

  test('the schemas that were not used for longest are forgotten first', async () => {
    const { fetch, asked } = registry((id) => ({ id: Number(id), schema: schemas.AVRO }))
    const cache = new SchemaCache(fetch, { maxSchemas: 2 })
    for (const id of [1, 2, 1, 3, 1, 2]) await cache.get({ id })
    expect(asked).toEqual([1, 2, 3, 2])
  })

  test.each<[string, Buffer, string]>([
    ['no wire format', Buffer.from('{"id":1}'), 'not_wire_format null'],
    ['half an id', Buffer.from([0, 0]), 'truncated null'],
    ['no payload', writeFrame(1, Buffer.alloc(0)), 'truncated 1'],
  ])('%s says so', async (_name, bytes, kind) => {
    const cache = new SchemaCache(registry(() => ({ id: 1, schema: schemas.AVRO })).fetch)
    expect(await kindOf(decodeRecord(cache, bytes))).toBe(kind)
  })

  test('JSON that is none says so', async () => {
    const cache = new SchemaCache(registry(() => ({ id: 1, schema: schemas.JSON })).fetch)
    const of = (text: string): Promise<Json> =>
      decodeRecord(cache, writeFrame(1, Buffer.from(text))).then(({ value }) => value)
    expect(await kindOf(of('{"id":'))).toBe('undecodable 1')
    expect(await kindOf(of(''))).toBe('truncated 1')
  })
})
