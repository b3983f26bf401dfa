import { randomBytes, randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  deleteTopic,
  fetchFrom,
  fetchNewest,
  listTopicOffsets,
  openProducer,
  produce,
  type RecordToSend,
  type ViewedRecord,
} from '@/lib/kafka'
import { endTestBroker, newTopicsOn, startTestBroker, type TestBroker } from '@/tests/support/broker'
import { kafkaJs } from '@/tests/support/kafkajs-client'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(() => endTestBroker(broker))

const newTopic = newTopicsOn(() => broker, 'viewer')

/** Writes random batches with times that never go back within a partition; returns what was written, in no order. */
async function writeRandom(topic: string, partitions: number, count: number): Promise<ViewedRecord[]> {
  const producer = openProducer(broker.connection, { batchBytes: randomInt(200, 20_000), compression: 'lz4' })
  const next = Array.from({ length: partitions }, () => 0)
  const times = Array.from({ length: partitions }, () => 1_700_000_000_000 + randomInt(0, 5_000))
  const written: ViewedRecord[] = []
  while (written.length < count) {
    const records: RecordToSend[] = []
    for (let i = randomInt(1, 40); i > 0; i--) {
      // The first partitions get most, the last one stays empty: skew is what makes "newest" hard.
      const partition = Math.min(randomInt(0, partitions), randomInt(0, Math.max(1, partitions - 1)))
      const timestamp = (times[partition] = (times[partition] ?? 0) + randomInt(0, 3) * randomInt(0, 200))
      const value = Buffer.from(String(written.length).padEnd(randomInt(1, 300), '.'))
      records.push({ partition, timestamp, value })
      const offset = String(next[partition])
      next[partition] = Number(offset) + 1
      written.push({
        partition,
        offset,
        timestamp,
        timestampType: 'CREATE_TIME',
        key: null,
        value,
        headers: [],
      })
    }
    await producer.send(topic, records)
    if (randomInt(0, 3) === 0) await producer.flush()
  }
  await producer.flush()
  await producer.close()
  return written
}

const newestFirst = (a: ViewedRecord, b: ViewedRecord) =>
  b.timestamp - a.timestamp || a.partition - b.partition || Number(b.offset) - Number(a.offset)
const oldestFirst = (a: ViewedRecord, b: ViewedRecord) =>
  a.timestamp - b.timestamp || a.partition - b.partition || Number(a.offset) - Number(b.offset)

describe('the newest messages', () => {
  test('are exactly those that sorting the whole topic gives, for random topics, counts and partitions', async () => {
    for (let round = 0; round < 8; round++) {
      const partitions = randomInt(1, 30)
      const topic = await newTopic(partitions)
      const all = await writeRandom(topic, partitions, randomInt(1, 4_000))
      for (const max of [1, randomInt(2, 200), 1_000]) {
        const chosen = [...new Set(Array.from({ length: 3 }, () => randomInt(0, partitions)))]
        for (const filter of [undefined, chosen]) {
          const part = all.filter(({ partition }) => filter?.includes(partition) ?? true)
          const query = { topic, max, ...(filter && { partitions: filter }) }
          const newest = await fetchNewest(broker.connection, query)
          expect(newest).toEqual({
            records: part.sort(newestFirst).slice(0, max),
            skipped: [],
            isComplete: true,
          })
          const oldest = await fetchFrom(broker.connection, { ...query, from: 'earliest' })
          expect(oldest.records).toEqual(part.sort(oldestFirst).slice(0, max))
          const timestamp = part[randomInt(0, Math.max(1, part.length))]?.timestamp ?? 0
          const since = await fetchFrom(broker.connection, { ...query, from: { timestamp } })
          expect(since.records).toEqual(part.filter((one) => one.timestamp >= timestamp).slice(0, max))
        }
      }
      await deleteTopic(broker.connection, topic)
    }
  })

  test('of one partition come in offset order, whatever their times say', async () => {
    const topic = await newTopic(1)
    const times = Array.from({ length: 50 }, () => randomInt(1, 1_000_000))
    for (const timestamp of times) await produce(broker.connection, [{ topic, value: 'x', timestamp }])
    const { records } = await fetchNewest(broker.connection, { topic, max: 20 })
    expect(records.map(({ timestamp }) => timestamp)).toEqual(times.slice(-20).reverse())
  })

  test('of an empty topic are none, and an unknown topic or partition is named', async () => {
    const topic = await newTopic(5)
    expect((await fetchNewest(broker.connection, { topic, max: 10 })).records).toEqual([])
    expect((await fetchFrom(broker.connection, { topic, from: { offset: 5 }, max: 10 })).records).toEqual([])
    await expect(fetchNewest(broker.connection, { topic: 'nowhere', max: 1 })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('nowhere') as string,
    })
    await expect(fetchNewest(broker.connection, { topic, partitions: [5], max: 1 })).rejects.toThrow(
      /no partition 5; it has 5/,
    )
  })

  test('include a message of 1 MB', async () => {
    const topic = await newTopic(3)
    const value = randomBytes(1024 * 1024)
    await produce(broker.connection, [{ topic, value, partition: 1 }])
    await produce(
      broker.connection,
      [0, 1, 2].map((partition) => ({ topic, partition, value: 'small' })),
    )
    const { records } = await fetchNewest(broker.connection, { topic, max: 10 })
    expect(records).toHaveLength(4)
    expect(records.filter((record) => record.value?.equals(value))).toHaveLength(1)
  })

  test('of many partitions with batches of 1 MB are complete too', async () => {
    const partitions = 30
    const topic = await newTopic(partitions)
    const filler = 'y'.repeat(900_000)
    for (let partition = 0; partition < partitions; partition++)
      await produce(broker.connection, [
        { topic, partition, value: filler, timestamp: 1_000 },
        { topic, partition, value: `end ${partition}`, timestamp: 2_000 + partition },
      ])
    const { records, isComplete } = await fetchNewest(broker.connection, { topic, max: 10 })
    expect(isComplete).toBe(true)
    expect(records.map(({ value }) => value?.toString())).toEqual(
      Array.from({ length: 10 }, (_, i) => `end ${29 - i}`),
    )
  })
})

describe('messages from an offset', () => {
  test('begin with it, or with the start of the log when that is later', async () => {
    const topic = await newTopic(1)
    const values = Array.from({ length: 100 }, (_, i) => String(i))
    const producer = openProducer(broker.connection, { batchBytes: 100 })
    await producer.send(
      topic,
      values.map((value) => ({ value })),
    )
    await producer.flush()
    await producer.close()
    const read = async (offset: number) =>
      (await fetchFrom(broker.connection, { topic, partitions: [0], from: { offset }, max: 5 })).records.map(
        ({ value }) => value?.toString(),
      )
    expect(await read(42)).toEqual(['42', '43', '44', '45', '46'])
    expect(await read(98)).toEqual(['98', '99'])
    expect(await read(100)).toEqual([])

    const admin = kafkaJs(broker.connection).admin()
    await admin.connect()
    // kafkajs loads the metadata that the next call wants.
    await admin.fetchTopicOffsets(topic)
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '50' }] })
    await admin.disconnect()
    expect(await read(10)).toEqual(['50', '51', '52', '53', '54'])
    const [offsets] = await listTopicOffsets(broker.connection, [topic])
    expect(offsets).toMatchObject({ earliest: 50n, latest: 100n })
    expect((await fetchNewest(broker.connection, { topic, max: 500 })).records).toHaveLength(50)
  })
})
