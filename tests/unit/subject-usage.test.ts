import { describe, expect, it } from 'vitest'
import { matchUsage, wantsRecordName, type UsageSources } from '@/lib/subjects/match-usage'

const place = { clusterId: 'lkc-1', clusterName: 'cluster_0' }
const connector = {
  ...place,
  connector: 'orders-source',
  direction: 'source',
  topic: 'orders',
  part: 'value',
  format: 'AVRO',
  strategy: 'TopicNameStrategy',
  context: '.',
} as const
const sources = (over: Partial<UsageSources> = {}): UsageSources => ({
  topics: [],
  connectors: [],
  unread: [],
  ...over,
})
const topics = (...names: string[]) => sources({ topics: names.map((topic) => ({ ...place, topic })) })
const at = (name: string, context = '.') => ({ context, name })

describe('Topics that use a subject', () => {
  it('the topic whose keys or values it is of, by its name', () => {
    const used = (subject: string) => matchUsage(at(subject), null, topics('orders', 'orders-eu')).topics
    expect(used('orders-value')).toEqual([
      { ...place, topic: 'orders', strategy: 'TopicNameStrategy', part: 'value' },
    ])
    expect(used('orders-eu-key')).toEqual([
      { ...place, topic: 'orders-eu', strategy: 'TopicNameStrategy', part: 'key' },
    ])
    expect(used('orders')).toEqual([])
    expect(used('returns-value')).toEqual([])
  })

  it('the topic before the record’s name, when the schema is of that record', () => {
    const used = (recordName: string | null) =>
      matchUsage(at('orders-shop.Order'), recordName, topics('orders')).topics
    expect(used('shop.Order')).toEqual([
      { ...place, topic: 'orders', strategy: 'TopicRecordNameStrategy', part: null },
    ])
    expect(used('shop.Other')).toEqual([])
    expect(used(null)).toEqual([])
  })

  it('none for a subject of another context', () => {
    expect(matchUsage(at('orders-value', '.staging'), null, topics('orders')).topics).toEqual([])
  })

  it('the record’s name is only wanted where the subject is not a topic’s by its ending', () => {
    expect(wantsRecordName(at('orders-value'))).toBe(false)
    expect(wantsRecordName(at('shop.Order'))).toBe(true)
  })
})

describe('Connectors that use a subject', () => {
  it('by the strategy of the part that they write or read with a schema', () => {
    const used = (subject: string, over: object, recordName: string | null = null) =>
      matchUsage(at(subject), recordName, sources({ connectors: [{ ...connector, ...over }] })).connectors
        .length
    expect(used('orders-value', {})).toBe(1)
    expect(used('orders-key', {})).toBe(0)
    expect(used('orders-key', { part: 'key' })).toBe(1)
    expect(used('shop.Order', { strategy: 'RecordNameStrategy' }, 'shop.Order')).toBe(1)
    expect(used('shop.Order', { strategy: 'RecordNameStrategy' })).toBe(0)
    expect(used('orders-shop.Order', { strategy: 'TopicRecordNameStrategy' }, 'shop.Order')).toBe(1)
  })

  it('only in their own context', () => {
    const staging = sources({ connectors: [{ ...connector, context: '.staging' }] })
    expect(matchUsage(at('orders-value'), null, staging).connectors).toEqual([])
    expect(matchUsage(at('orders-value', '.staging'), null, staging).connectors).toHaveLength(1)
  })
})

it('clusters that gave no answer are named', () => {
  expect(matchUsage(at('a-value'), null, sources({ unread: [place] })).unread).toEqual([place])
})
