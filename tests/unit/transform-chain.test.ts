import { expect, test } from 'vitest'
import {
  predicateDefinitions,
  transformClasses,
  transformDefinitions,
} from '@/lib/connectors/catalog/transforms'
import * as schemas from '@/lib/connectors/data/schemas'
import { buildChain } from '@/lib/connectors/transforms/build-chain'
import { transformBuilders } from '@/lib/connectors/transforms/builders'
import { predicateBuilders } from '@/lib/connectors/transforms/predicates'
import {
  sinkRecord,
  sourceRecord,
  structValue,
  tombstonePredicate as tombstones,
  transformConfig as config,
} from '@/tests/support/transform-records'

const KAFKA = 'org.apache.kafka.connect.transforms'

test('transforms run in the order of their list, and what one drops reaches no later one', () => {
  const chain = buildChain({
    transforms: 'key, one,drop ,never',
    'transforms.key.type': `${KAFKA}.ValueToKey`,
    'transforms.key.fields': 'id',
    'transforms.one.type': `${KAFKA}.ExtractField$Key`,
    'transforms.one.field': 'id',
    'transforms.drop.type': `${KAFKA}.Filter`,
    'transforms.drop.predicate': 'p',
    'transforms.never.type': `${KAFKA}.HoistField$Value`,
    'transforms.never.field': 'v',
    predicates: 'p',
    'predicates.p.type': `${KAFKA}.predicates.TopicNameMatches`,
    'predicates.p.pattern': 'secret-.*',
    topics: 'unrelated',
  })
  expect(chain.steps.map(({ alias }) => alias)).toEqual(['key', 'one', 'drop', 'never'])
  expect(chain.steps[1]?.className).toBe(`${KAFKA}.ExtractField$Key`)
  const value = { id: 7, name: 'x' }
  expect(chain.apply(sinkRecord({ value }))).toMatchObject({ key: 7, value: { v: value } })
  expect(chain.apply(sinkRecord({ topic: 'secret-1', value }))).toBeNull()
})

test('a configuration without transforms is an empty chain', () => {
  expect(buildChain({ name: 'x' })).toMatchObject({ isEmpty: true, steps: [] })
})

test('a predicate decides which records are transformed; negate turns it round', () => {
  const masking = { ...tombstones, fields: 'card', predicate: 'p', negate: 'true' }
  const apply = buildChain(config('MaskField$Value', masking)).apply
  const tombstone = sinkRecord({ key: 1 })
  expect(apply(tombstone)).toBe(tombstone)
  expect(apply(sinkRecord({ value: { card: '4711' } }))).toMatchObject({ value: { card: '' } })
  const header = { ...tombstones, 'predicates.p.type': `${KAFKA}.predicates.HasHeaderKey` }
  const guarded = buildChain(config('Filter', { ...header, 'predicates.p.name': 'drop', predicate: 'p' }))
  expect(guarded.apply(sinkRecord())).not.toBeNull()
  const marked = sinkRecord({ headers: [{ key: 'drop', schema: schemas.string, value: '' }] })
  expect(guarded.apply(marked)).toBeNull()
})

test('offsets are inserted into records of sinks only', () => {
  const apply = buildChain(config('InsertField$Value', { 'offset.field': 'o' })).apply
  expect(apply(sinkRecord({ value: {} }))).toMatchObject({ value: { o: 0 } })
  expect(() => apply(sourceRecord({ value: {} }))).toThrow(
    'Only SinkRecord supported for [field insertion], found: org.apache.kafka.connect.source.SourceRecord',
  )
})

test('a topic renamed in a sink leaves the origin of the record as it is', () => {
  const apply = buildChain(config('RegexRouter', { regex: '.*', replacement: 'table' })).apply
  expect(apply(sinkRecord())).toMatchObject({ topic: 'table', origin: { topic: 'orders' } })
})

test('a field named __proto__ or constructor is a field like any other', () => {
  const value = JSON.parse('{"__proto__": 5, "constructor": 6}') as Record<string, number>
  const apply = buildChain(config('ReplaceField$Value', { renames: '__proto__:a' })).apply
  expect({ ...(apply(sinkRecord({ value }))?.value as object) }).toEqual({ a: 5, constructor: 6 })
  const extract = buildChain(config('ExtractField$Value', { field: 'toString' })).apply
  expect(extract(sinkRecord({ value: {} }))?.value).toBeNull()
})

test('the schema that is made of a schema is made once', () => {
  const schema = schemas.structOf([schemas.field('id', schemas.int32)], { name: 'shop.Order' })
  const apply = buildChain(config('InsertField$Value', { 'topic.field': 't' })).apply
  const [one, two] = [1, 2].map((id) =>
    apply(sinkRecord({ valueSchema: schema, value: structValue({ id }) })),
  )
  expect(one?.valueSchema).toBe(two?.valueSchema)
})

test('every definition has code, one sentence of help, and no property twice', () => {
  expect(Object.keys(transformBuilders).sort()).toEqual(
    transformDefinitions.map(({ className }) => className).sort(),
  )
  expect(Object.keys(predicateBuilders).sort()).toEqual(
    predicateDefinitions.map(({ className }) => className).sort(),
  )
  expect(new Set(transformClasses.map(({ className }) => className)).size).toBe(transformClasses.length)
  for (const { help, properties, title } of [...transformDefinitions, ...predicateDefinitions]) {
    expect(help, title).toMatch(/^[A-Z][^.]*\.$/)
    expect(new Set(properties.map(({ name }) => name)).size, title).toBe(properties.length)
  }
})
