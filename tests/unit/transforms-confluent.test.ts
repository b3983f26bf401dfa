import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { chainProblems } from '@/lib/connectors/transforms/chain-problems'
import { sinkRecord, structValue, transformOf } from '@/tests/support/transform-records'

const CONFLUENT = 'io.confluent.connect.transforms'
const confluent = (name: string, properties?: Record<string, string>) =>
  transformOf(`${CONFLUENT}.${name}`, properties)
/** Without prototypes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown

describe('Filter', () => {
  const include = (condition: string, value: ConnectValue, more: Record<string, string> = {}) =>
    confluent('Filter$Value', { 'filter.condition': condition, 'filter.type': 'include', ...more })(
      sinkRecord({ value }),
    ) !== null
  const book = { title: 'War and Peace', author: 'Tolstoy', pages: 1225, tags: ['novel', 'war'] }

  test.each([
    ["$[?(@.author == 'Tolstoy')]", true],
    ["$[?(@.author == 'Tolstoy' || @.author == 'Dostoevsky')]", true],
    ["$.book[?(@.author == 'Tolstoy')]", true],
    ["$.book[?(@.author == 'Gogol')]", false],
    ['$.book[?(@.pages > 1000 && @.pages < 2000)]', true],
    ["$.book[?(@.author in ['Gogol', 'Tolstoy'])]", true],
    ["$.book[?(@.author nin ['Gogol', 'Tolstoy'])]", false],
    ['$.book[?(@.title =~ /war.*/i)]', true],
    ['$.book[?(@.title =~ /war.*/)]', false],
    ['$.book.tags[?(@ == "war")]', true],
    ['$.book[?(@.publisher)]', false],
    ["$['book']['author']", true],
    ['$..pages', true],
  ])('%s of a book or of a record with one: %s', (condition, expected) => {
    expect(include(condition, condition.startsWith('$[?') ? book : { book })).toBe(expected)
  })

  test('structs are asked as objects are, and exclude turns it round', () => {
    const schema = schemas.structOf([schemas.field('author', schemas.string)])
    const record = sinkRecord({ valueSchema: schema, value: structValue({ author: 'Tolstoy' }) })
    const condition = { 'filter.condition': "$[?(@.author == 'Tolstoy')]" }
    expect(confluent('Filter$Value', { ...condition, 'filter.type': 'include' })(record)).toBe(record)
    expect(confluent('Filter$Value', { ...condition, 'filter.type': 'EXCLUDE' })(record)).toBeNull()
  })

  test('records without what the condition is about fail, stay or go, as is asked for', () => {
    const condition = '$.book[?(@.pages > 1)]'
    expect(() => include(condition, { other: 1 })).toThrow('about a field that the record does not have')
    expect(include(condition, { book: null }, { 'missing.or.null.behavior': 'include' })).toBe(true)
    expect(include(condition, null, { 'missing.or.null.behavior': 'exclude' })).toBe(false)
  })

  test.each(['$.a[?(@.b ==', 'a.b', '$.a[?(@.b =~ /(?=x)/)]'])('%s is refused', (condition) => {
    const config = {
      transforms: 't',
      'transforms.t.type': `${CONFLUENT}.Filter$Value`,
      'transforms.t.filter.condition': condition,
      'transforms.t.filter.type': 'include',
    }
    expect(chainProblems(config, 'sink')).toMatchObject([{ name: 'transforms.t.filter.condition' }])
  })
})

test('TombstoneHandler drops tombstones or fails', () => {
  const record = sinkRecord({ value: 1 })
  expect(confluent('TombstoneHandler')(record)).toBe(record)
  expect(confluent('TombstoneHandler', { behavior: 'ignore' })(sinkRecord())).toBeNull()
  expect(() => confluent('TombstoneHandler', { behavior: 'fail' })(sinkRecord())).toThrow('Tombstone')
})

test('Drop makes a key or value null, and its schema what is asked for', () => {
  const record = sinkRecord({ valueSchema: schemas.string, value: 'x', key: 1 })
  expect(confluent('Drop$Key')(record)).toMatchObject({ key: null, value: 'x' })
  expect(confluent('Drop$Value')(record)).toMatchObject({ valueSchema: null, value: null })
  const behavior = (how: string) => confluent('Drop$Value', { 'schema.behavior': how })
  expect(behavior('retain')(record)?.valueSchema).toBe(schemas.string)
  expect(behavior('force_optional')(record)?.valueSchema).toEqual(schemas.optionalString)
  expect(() => behavior('validate')(record)).toThrow('not optional')
})

describe('ExtractTopic', () => {
  const value = { to: 'eu', nested: { topic: 'deep' }, none: null, number: 5 }
  const topic = (type: string, properties: Record<string, string> = {}) =>
    confluent(
      type,
      properties,
    )(sinkRecord({ key: 'by-key', value, headers: [{ key: 'h', schema: null, value: 'by-header' }] }))?.topic

  test('takes it from the key, a field, a JSON path or a header', () => {
    expect(topic('ExtractTopic$Key')).toBe('by-key')
    expect(topic('ExtractTopic$Value', { field: 'to' })).toBe('eu')
    const path = { field: '$["nested"]["topic"]', 'field.format': 'JSON_PATH' }
    expect(topic('ExtractTopic$Value', path)).toBe('deep')
    expect(topic('ExtractTopic$Header', { field: 'h' })).toBe('by-header')
  })

  test('a missing one fails or is skipped, one that is no string fails', () => {
    expect(() => topic('ExtractTopic$Value', { field: 'none' })).toThrow('No topic can be read of none')
    expect(topic('ExtractTopic$Value', { field: 'x', 'skip.missing.or.null': 'true' })).toBe('orders')
    expect(() => topic('ExtractTopic$Value', { field: 'number' })).toThrow('no string')
    expect(() => topic('ExtractTopic$Value')).toThrow('no string')
  })
})

test('MessageTimestampRouter writes the time of the first field that is there into the topic', () => {
  const router = confluent('MessageTimestampRouter', {
    'topic.format': 'foo-${topic}-${timestamp}',
    'message.timestamp.format': 'yyyy-MM-dd',
    'topic.timestamp.format': 'yyyy.MM.dd',
    'message.timestamp.keys': 'timestamp,time,ts',
  })
  const value = { ts: '2001-01-01', time: '2019-08-06' }
  expect(router(sinkRecord({ topic: 'bar', value }))?.topic).toBe('foo-bar-2019.08.06')
  expect(() => router(sinkRecord({ value: { time: 'soon' } }))).toThrow('Could not parse timestamp')
  expect(() => router(sinkRecord({ value: {} }))).toThrow('timestamp, time, ts')
})

test('TopicRegexRouter takes patterns in the syntax of RE2 and refuses others', () => {
  const type = 'io.confluent.connect.cloud.transforms.TopicRegexRouter'
  const route = transformOf(type, { regex: '(?P<all>.*)-raw', replacement: '${all}' })
  expect(route(sinkRecord({ topic: 'orders-raw' }))?.topic).toBe('orders')
  expect(() => transformOf(type, { regex: '(?!x).*', replacement: 'y' })).toThrow('Invalid regex')
})

test('GzipDecompress unpacks bytes, refuses others, and bombs', () => {
  const unpack = confluent('GzipDecompress$Value')
  const packed = (text: string | Buffer) => sinkRecord({ valueSchema: schemas.bytes, value: gzipSync(text) })
  expect(unpack(packed('hello'))?.value).toEqual(Buffer.from('hello'))
  expect(() => unpack(sinkRecord({ value: 'text' }))).toThrow('found: java.lang.String')
  expect(() => unpack(sinkRecord({ value: Buffer.from('x') }))).toThrow('Could not decompress')
  expect(() => unpack(packed(Buffer.alloc(33 * 1024 * 1024)))).toThrow('Could not decompress')
})

test('Flatten leaves maps of structs alone where asked to', () => {
  const map = schemas.mapOf(schemas.string, schemas.int32)
  const inner = schemas.structOf([schemas.field('m', map)])
  const schema = schemas.structOf([schemas.field('a', inner)])
  const value = structValue({ a: structValue({ m: new Map([['x', 1]]) }) })
  const record = sinkRecord({ valueSchema: schema, value })
  expect(() => confluent('Flatten$Value')(record)).toThrow('does not support MAP')
  const flat = confluent('Flatten$Value', { 'behavior.on.nested.map': 'INCLUDE', delimiter: '_' })(record)
  expect({ ...(flat?.value as object) }).toEqual({ a_m: new Map([['x', 1]]) })
})

describe('ReplaceField', () => {
  const original = {
    abc: 42,
    etc: 'etc',
    foo: { a1: 'k1', a2: { b1: 'f4', b2: 'f5' }, a3: { b1: { c1: 'f4' }, b2: { c1: 'f4' } } },
    dont: 'whatever',
  }

  test('renames and drops nested fields, each by its original path', () => {
    const renames = 'foo.a2:xyz,foo:bar,foo.a3.b1:luck,foo.a3.b2.c1:happy'
    const replace = confluent('ReplaceField$Value', { exclude: 'dont,foo.a2.b2', renames })
    expect(plain(replace(sinkRecord({ value: original }))?.value)).toEqual({
      abc: 42,
      etc: 'etc',
      bar: { a1: 'k1', xyz: { b1: 'f4' }, a3: { luck: { c1: 'f4' }, b2: { happy: 'f4' } } },
    })
  })

  test('keeps only what is included, with the structures around it', () => {
    const replace = confluent('ReplaceField$Value', { include: 'foo.a3,abc' })
    expect(plain(replace(sinkRecord({ value: original }))?.value)).toEqual({
      abc: 42,
      foo: { a3: original.foo.a3 },
    })
  })

  test('does so with structs and their schemas', () => {
    const leaf = schemas.field('c1', schemas.string)
    const inner = schemas.optionalOf(schemas.structOf([leaf, schemas.field('c2', schemas.string)]))
    const schema = schemas.structOf([schemas.field('foo', inner)], { name: 'shop.Order' })
    const replace = confluent('ReplaceField$Value', { exclude: 'foo.c2', renames: 'foo.c1:one' })
    const value = structValue({ foo: structValue({ c1: 'x', c2: 'y' }) })
    const replaced = replace(sinkRecord({ valueSchema: schema, value }))
    expect(plain(replaced?.value)).toEqual({ foo: { one: 'x' } })
    const renamed = schemas.optionalOf(schemas.structOf([schemas.field('one', schemas.string)]))
    expect(replaced?.valueSchema).toEqual(
      schemas.structOf([schemas.field('foo', renamed)], { name: 'shop.Order' }),
    )
    expect(
      plain(replace(sinkRecord({ valueSchema: schema, value: structValue({ foo: null }) }))?.value),
    ).toEqual({ foo: null })
  })
})
