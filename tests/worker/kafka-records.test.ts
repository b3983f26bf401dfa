import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeAllKafka, createTopic, fetchFrom, fetchNewest, openProducer, produce } from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { eventually } from '@/tests/support/poll'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const newTopic = async (partitions: number, configs: Record<string, string> = {}): Promise<string> => {
  const name = `records-${randomBytes(4).toString('hex')}`
  await createTopic(broker.connection, { name, partitions, configs })
  return name
}

const place = (record: { partition: number; offset: string }) => `${record.partition}/${record.offset}`

describe('what is read', () => {
  test('keys, values, headers and nulls come back as they were written', async () => {
    const topic = await newTopic(1)
    const headers = [
      { key: 'a', value: Buffer.from('1') },
      { key: 'a', value: Buffer.from('again') },
      { key: 'nothing', value: null },
    ]
    const timestamp = 1_600_000_000_000
    await produce(broker.connection, [
      { topic, key: 'ключ', value: 'größe 🎈', headers, timestamp },
      { topic, key: null, value: null },
      { topic, key: Buffer.alloc(0), value: Buffer.from([0, 255]) },
    ])
    const { records } = await fetchFrom(broker.connection, { topic, from: 'earliest', max: 10 })
    expect(records[0]).toEqual({
      partition: 0,
      offset: '0',
      timestamp,
      timestampType: 'CREATE_TIME',
      key: Buffer.from('ключ'),
      value: Buffer.from('größe 🎈'),
      headers,
    })
    expect(records[1]).toMatchObject({ key: null, value: null, headers: [] })
    expect(records[2]).toMatchObject({ key: Buffer.alloc(0), value: Buffer.from([0, 255]) })
  })

  test('times that the broker sets are named so', async () => {
    const topic = await newTopic(1, { 'message.timestamp.type': 'LogAppendTime' })
    const before = Date.now()
    await produce(broker.connection, [{ topic, value: 'x', timestamp: 1 }])
    const { records } = await fetchNewest(broker.connection, { topic, max: 1 })
    expect(records[0]?.timestampType).toBe('LOG_APPEND_TIME')
    expect(records[0]?.timestamp).toBeGreaterThanOrEqual(before)
  })

  test.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    '%s batches are read, and the broker that unpacks them agrees',
    async (compression) => {
      // The broker unpacks and checks every batch, because the topic stores it in another form.
      const topic = await newTopic(1, {
        'compression.type': compression === 'none' ? 'gzip' : 'uncompressed',
      })
      const stored = await newTopic(1)
      const values = Array.from(
        { length: 300 },
        (_, i) => `${i} ${'abc'.repeat(i % 50)} ${randomBytes(20).toString('hex')}`,
      )
      for (const name of [topic, stored]) {
        const producer = openProducer(broker.connection, { compression })
        await producer.send(
          name,
          values.map((value) => ({ value })),
        )
        await producer.flush()
        await producer.close()
        const { records, skipped } = await fetchFrom(broker.connection, {
          topic: name,
          from: 'earliest',
          max: 1000,
        })
        expect(skipped).toEqual([])
        expect(records.map(({ value }) => value?.toString())).toEqual(values)
      }
    },
  )

  test.each(['snappy', 'lz4', 'zstd'])('%s as Kafka itself packs it is read', async (type) => {
    const topic = await newTopic(1, { 'compression.type': type })
    const values = Array.from({ length: 500 }, (_, i) => `${i} ${'abcdefgh'.repeat(i)}`)
    await produce(
      broker.connection,
      values.map((value) => ({ topic, value })),
    )
    const { records } = await fetchFrom(broker.connection, { topic, from: 'earliest', max: 1000 })
    expect(records.map(({ value }) => value?.toString())).toEqual(values)
  })

  test('a batch that would unpack to gigabytes is named and left out, and the rest is shown', async () => {
    const topic = await newTopic(1, { 'max.message.bytes': '2000000' })
    await produce(broker.connection, [{ topic, value: 'before' }])
    const bomb = openProducer(broker.connection, {
      compression: 'zstd',
      batchBytes: 64 * 1024 * 1024,
      lingerMs: 0,
    })
    await bomb.send(topic, [{ value: Buffer.alloc(60 * 1024 * 1024) }])
    await bomb.flush()
    await bomb.close()
    await produce(broker.connection, [{ topic, value: 'after' }])
    const { records, skipped } = await fetchNewest(broker.connection, { topic, max: 10 })
    expect(records.map(({ value }) => value?.toString())).toEqual(['after', 'before'])
    expect(skipped).toEqual([
      {
        partition: 0,
        firstOffset: '1',
        lastOffset: '1',
        reason: expect.stringMatching(/cannot be read/) as string,
      },
    ])
  })

  test('of transactions only committed ones are shown, and their markers are no messages', async () => {
    const topic = await newTopic(2)
    const producer = kafkaJs(broker.connection).producer({
      transactionalId: `t-${topic}`,
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()
    const run = async (name: string, end: 'commit' | 'abort') => {
      const transaction = await producer.transaction()
      for (const partition of [0, 1])
        await transaction.send({
          topic,
          messages: [1, 2, 3].map((n) => ({ partition, value: `${name}-${n}` })),
        })
      await transaction[end]()
    }
    await run('a', 'commit')
    await run('b', 'abort')
    await produce(broker.connection, [{ topic, partition: 0, value: 'plain' }])
    await run('c', 'abort')
    await run('d', 'commit')
    const open = await producer.transaction()
    await open.send({ topic, messages: [{ partition: 0, value: 'open' }] })

    const shown = [
      'a-1',
      'a-1',
      'a-2',
      'a-2',
      'a-3',
      'a-3',
      'd-1',
      'd-1',
      'd-2',
      'd-2',
      'd-3',
      'd-3',
      'plain',
    ]
    for (const max of [13, 100]) {
      const newest = await fetchNewest(broker.connection, { topic, max })
      expect(newest.records.map(({ value }) => value?.toString()).sort()).toEqual(shown)
      const oldest = await fetchFrom(broker.connection, { topic, from: 'earliest', max })
      expect(oldest.records.map(place).sort()).toEqual(newest.records.map(place).sort())
    }
    const last = await fetchNewest(broker.connection, { topic, partitions: [1], max: 1 })
    expect(last.records.map(({ value }) => value?.toString())).toEqual(['d-3'])
    await open.abort()
    await producer.disconnect()
  })

  test('gaps that compaction left do not hide the messages before them', async () => {
    const topic = await newTopic(1, {
      'cleanup.policy': 'compact',
      'segment.bytes': '1048576',
      'min.cleanable.dirty.ratio': '0.01',
      'max.compaction.lag.ms': '100',
      'segment.ms': '1000',
    })
    await produce(broker.connection, [{ topic, key: 'first', value: 'kept' }])
    const producer = openProducer(broker.connection)
    const filler = 'z'.repeat(2_000)
    const count = 3_000
    for (let from = 0; from < count; from += 500)
      await producer.send(
        topic,
        Array.from({ length: 500 }, (_, i) => ({ key: `k${i % 3}`, value: `${from + i} ${filler}` })),
      )
    await producer.flush()
    await producer.close()
    // The cleaner looks every 15 s.
    await eventually(
      'the log is compacted',
      async () => {
        const { records } = await fetchFrom(broker.connection, { topic, from: 'earliest', max: 2 })
        return Number(records[1]?.offset ?? 0) > 1
      },
      { timeoutMs: 60_000, everyMs: 250 },
    )
    const { records, isComplete } = await fetchNewest(broker.connection, { topic, max: 5_000 })
    expect(isComplete).toBe(true)
    expect(records.at(-1)?.value?.toString()).toBe('kept')
    expect(records[0]?.offset).toBe(String(count))
    expect(new Set(records.map(place)).size).toBe(records.length)
  })
})
