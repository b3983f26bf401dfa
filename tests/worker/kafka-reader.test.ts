import { randomBytes, randomInt } from 'node:crypto'
import { CompressionTypes } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createPartitions,
  createTopic,
  deleteTopic,
  fetchFrom,
  OffsetOutOfRange,
  openPartitionReader,
  openProducer,
  produce,
  TopicGone,
  type PartitionReader,
  type RawRecords,
} from '@/lib/kafka'
import { endTestBroker, newTopicsOn, startTestBroker, type TestBroker } from '@/tests/support/broker'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(() => endTestBroker(broker))

const newTopic = newTopicsOn(() => broker, 'reader')

const starts = (topic: string, partitions: number) =>
  Array.from({ length: partitions }, (_, partition) => ({ topic, partition, offset: 0 }))

/** Batches until so many records came. */
async function read(reader: PartitionReader, count: number): Promise<RawRecords[]> {
  const batches: RawRecords[] = []
  for (let seen = 0, empty = 0; seen < count && empty < 20;) {
    const next = await reader.next()
    empty = next.length === 0 ? empty + 1 : 0
    batches.push(...next)
    seen += next.reduce((sum, batch) => sum + batch.count, 0)
  }
  return batches
}

const indexesOf = ({ count }: RawRecords): number[] => Array.from({ length: count }, (_, index) => index)

const recordsOf = (batches: RawRecords[]) =>
  batches.flatMap((batch) =>
    indexesOf(batch).map((index) => ({
      partition: batch.partition,
      offset: String(batch.offset(index)),
      timestamp: batch.timestamp(index),
      timestampType: batch.timestampType(index),
      key: batch.key(index),
      value: batch.value(index),
      headers: batch.headers(index),
    })),
  )

const valuesOf = (batches: RawRecords[]): string[] => recordsOf(batches).map(({ value }) => String(value))

async function withReader<T>(
  options: Parameters<typeof openPartitionReader>[1],
  use: (reader: PartitionReader) => Promise<T>,
): Promise<T> {
  const reader = openPartitionReader(broker.connection, { maxWaitMs: 500, ...options })
  try {
    return await use(reader)
  } finally {
    await reader.close()
  }
}

describe('a reader of partitions', () => {
  test('gives every record, as the viewer does, of all partitions and codecs, in the order of offsets', async () => {
    const topic = await newTopic(3)
    for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd', 'none'] as const) {
      const producer = openProducer(broker.connection, { compression, batchBytes: 2_000 })
      await producer.send(
        topic,
        Array.from({ length: 300 }, (_, i) => ({
          key: i % 3 === 0 ? null : randomBytes(randomInt(0, 20)),
          value: i % 5 === 0 ? null : 'x'.repeat(randomInt(0, 400)),
          timestamp: 1_600_000_000_000 + i * 86_400_000,
          headers:
            i % 2 === 0
              ? []
              : [
                  { key: 'höhe', value: 'ß' },
                  { key: '', value: null },
                ],
          partition: i % 3,
        })),
      )
      await producer.flush()
      await producer.close()
    }
    const batches = await withReader({ positions: starts(topic, 3), maxBytes: 20_000 }, (reader) =>
      read(reader, 1_800),
    )
    const { records } = await fetchFrom(broker.connection, { topic, from: 'earliest', max: 10_000 })
    for (const partition of [0, 1, 2])
      expect(recordsOf(batches).filter((record) => record.partition === partition)).toEqual(
        records
          .filter((record) => record.partition === partition)
          .sort((a, b) => Number(a.offset) - Number(b.offset)),
      )
    expect(Math.max(...batches.map(({ data }) => data.length))).toBeLessThan(60_000)
  })

  test('leaves out what was aborted and the marks of transactions, and goes on behind them', async () => {
    const topic = await newTopic(1)
    const producer = kafkaJs(broker.connection).producer({
      transactionalId: topic,
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()
    for (const [value, isKept] of [
      ['a', true],
      ['b', false],
      ['c', true],
      ['d', false],
    ] as const) {
      const transaction = await producer.transaction()
      await transaction.send({ topic, messages: [{ value }], compression: CompressionTypes.None })
      await (isKept ? transaction.commit() : transaction.abort())
    }
    await producer.disconnect()
    await withReader({ positions: starts(topic, 1) }, async (reader) => {
      const batches = await read(reader, 2)
      expect(valuesOf(batches)).toEqual(['a', 'c'])
      while (batches.at(-1)?.nextOffset !== 8) batches.push(...(await reader.next()))
      expect(reader.lag()).toEqual([{ topic, partition: 0, lag: 0 }])
    })
    await withReader({ positions: starts(topic, 1), isolation: 'all' }, async (reader) =>
      expect(valuesOf(await read(reader, 4))).toEqual(['a', 'b', 'c', 'd']),
    )
  })

  test('begins inside a batch, and comes back with one that is longer than all its bounds', async () => {
    const topic = await newTopic(1)
    await produce(
      broker.connection,
      Array.from({ length: 5 }, (_, i) => ({ topic, value: `${i}` })),
    )
    await produce(broker.connection, [{ topic, value: 'y'.repeat(500_000) }])
    const positions = [{ topic, partition: 0, offset: 3 }]
    const values = await withReader({ positions, maxBytes: 1_000 }, async (reader) =>
      valuesOf(await read(reader, 3)),
    )
    expect(values.map((value) => value.slice(0, 2))).toEqual(['3', '4', 'yy'])
  })

  test('waits at the broker, comes back at once with a new record, and takes new partitions in at once', async () => {
    const topic = await newTopic(1)
    await withReader({ positions: starts(topic, 1), maxWaitMs: 20_000 }, async (reader) => {
      const waiting = reader.next()
      await produce(broker.connection, [{ topic, value: 'first' }])
      const begin = performance.now()
      expect(valuesOf(await waiting)).toEqual(['first'])
      await createPartitions(broker.connection, topic, 2)
      const more = reader.next()
      reader.setPartitions([
        { topic, partition: 0, offset: 1 },
        { topic, partition: 1, offset: 0 },
      ])
      await produce(broker.connection, [{ topic, partition: 1, value: 'second' }])
      expect(valuesOf(await more)).toEqual(['second'])
      expect(performance.now() - begin).toBeLessThan(5_000)
    })
  })

  test('says which offsets there are when the asked one is not, and goes on after a seek', async () => {
    const topic = await newTopic(1)
    await produce(broker.connection, [
      { topic, value: 'a' },
      { topic, value: 'b' },
    ])
    await withReader({ positions: [{ topic, partition: 0, offset: 7 }] }, async (reader) => {
      const failure = await reader.next().catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(OffsetOutOfRange)
      expect(failure).toMatchObject({ topic, partition: 0, offset: 7, earliest: 0, latest: 2 })
      await expect(reader.next()).rejects.toThrow(OffsetOutOfRange)
      reader.seek([{ topic, partition: 0, offset: 1 }])
      expect(valuesOf(await read(reader, 1))).toEqual(['b'])
    })
  })

  test('does not read on in another topic of the same name', async () => {
    const topic = await newTopic(1)
    await produce(broker.connection, [{ topic, value: 'old' }])
    await withReader({ positions: starts(topic, 1), maxWaitMs: 10_000 }, async (reader) => {
      await read(reader, 1)
      const waiting = reader.next().then(() => reader.next())
      await deleteTopic(broker.connection, topic)
      await createTopic(broker.connection, { name: topic, partitions: 1 })
      const failure = await waiting.catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(TopicGone)
      expect(failure).toMatchObject({ topic, reason: 'recreated' })
    })
  })

  test('keeps what one answer unpacks to within its bound', async () => {
    const topic = await newTopic(1)
    const producer = openProducer(broker.connection, { compression: 'zstd', batchBytes: 400_000 })
    const value = 'z'.repeat(100_000)
    await producer.send(
      topic,
      Array.from({ length: 40 }, () => ({ value })),
    )
    await producer.flush()
    await producer.close()
    await withReader({ positions: starts(topic, 1), maxBytes: 500_000 }, async (reader) => {
      for (let seen = 0; seen < 40;) {
        const batches = await reader.next()
        expect(batches.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThan(1_000_000)
        seen += batches.reduce((sum, { count }) => sum + count, 0)
      }
    })
  })

  test('waits for a broker that is away, says so, and goes on without a gap when it is back', async () => {
    const topic = await newTopic(1)
    await produce(broker.connection, [{ topic, value: 'before' }])
    await withReader({ positions: starts(topic, 1), maxWaitMs: 300 }, async (reader) => {
      expect(valuesOf(await read(reader, 1))).toEqual(['before'])
      const running = await findRunningBroker(broker.dataDir)
      if (running === null) throw new Error('the broker does not run')
      process.kill(running.pid, 'SIGKILL')
      while (reader.trouble === null) expect(await reader.next()).toEqual([])
      expect(reader.trouble.code).toBe('unavailable')
      await startOrAdoptBroker({ dataDir: broker.dataDir })
      await produce(broker.connection, [{ topic, value: 'after' }])
      expect(valuesOf(await read(reader, 1))).toEqual(['after'])
      expect(reader.trouble).toBeNull()
    })
  })
})
