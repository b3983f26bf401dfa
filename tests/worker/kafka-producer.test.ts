import { randomBytes, randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createAcls,
  deleteTopic,
  fetchFrom,
  kafkaErrorOf,
  listTopicOffsets,
  openProducer,
  produce,
  type RecordToSend,
} from '@/lib/kafka'
import { allow, endTestBroker, newTopicsOn, startTestBroker, type TestBroker } from '@/tests/support/broker'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(() => endTestBroker(broker))

const newTopic = newTopicsOn(() => broker, 'producer')

const readAll = async (topic: string, max = 100_000) => {
  const { records, isComplete } = await fetchFrom(broker.connection, { topic, from: 'earliest', max })
  expect(isComplete).toBe(true)
  return records
}

const textOf = ({ value }: { value: Buffer | null }) => value?.toString() ?? ''

describe('a producer', () => {
  test('puts a key where the Java client and kafkajs put it', async () => {
    const ours = await newTopic(7)
    const theirs = await newTopic(7)
    const keys = Array.from({ length: 500 }, () => randomBytes(randomInt(1, 30)))
    const producer = openProducer(broker.connection)
    await producer.send(
      ours,
      keys.map((key) => ({ key, value: 'x' })),
    )
    await producer.flush()
    await producer.close()
    const other = kafkaJs(broker.connection).producer()
    await other.connect()
    await other.send({ topic: theirs, messages: keys.map((key) => ({ key, value: 'x' })) })
    await other.disconnect()
    const places = async (topic: string) =>
      new Map((await readAll(topic)).map(({ key, partition }) => [key?.toString('hex'), partition]))
    expect(await places(ours)).toEqual(await places(theirs))
  })

  test('keeps the order within a partition and spreads records without a key over all', async () => {
    const topic = await newTopic(4)
    const producer = openProducer(broker.connection, { batchBytes: 500 })
    for (let i = 0; i < 3_000; i += 30)
      await producer.send(
        topic,
        Array.from({ length: 30 }, (_, j) => ({ value: String(i + j) })),
      )
    await producer.flush()
    expect(producer.stats).toMatchObject({ records: 3_000, bufferedBytes: 0 })
    await producer.close()
    const byPartition = Map.groupBy(await readAll(topic), ({ partition }) => partition)
    expect(byPartition.size).toBe(4)
    for (const records of byPartition.values()) {
      const numbers = records
        .sort((a, b) => Number(a.offset) - Number(b.offset))
        .map((record) => Number(textOf(record)))
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    }
  })

  test('a slow trickle of records without a key does not stay on one partition', async () => {
    const topic = await newTopic(3)
    const producer = openProducer(broker.connection)
    for (let i = 0; i < 40; i++) {
      await producer.send(topic, [{ value: 'x' }])
      await producer.flush()
    }
    await producer.close()
    expect(new Set((await readAll(topic)).map(({ partition }) => partition)).size).toBe(3)
  })

  test('writes every record once and in order through a kill -9 of the broker', async () => {
    const topic = await newTopic(3)
    const producer = openProducer(broker.connection)
    const total = 60_000
    const writing = (async () => {
      for (let i = 0; i < total; i += 100) {
        const records: RecordToSend[] = Array.from({ length: 100 }, (_, j) => ({
          partition: (i + j) % 3,
          value: String(i + j),
        }))
        await producer.send(topic, records)
        // The broker dies in the middle of the stream.
        if (i === total / 2) {
          await producer.flush()
          const running = await findRunningBroker(broker.dataDir)
          if (running) setImmediate(() => process.kill(running.pid, 'SIGKILL'))
        }
      }
      await producer.flush()
    })()
    const restart = (async () => {
      const first = await findRunningBroker(broker.dataDir)
      while ((await findRunningBroker(broker.dataDir))?.pid === first?.pid)
        await new Promise((resolve) => setTimeout(resolve, 20))
      await startOrAdoptBroker(broker)
    })()
    await Promise.all([writing, restart])
    await producer.close()
    const seen = [0, 1, 2].map(() => [] as number[])
    for (const record of await readAll(topic)) seen[record.partition]?.push(Number(textOf(record)))
    for (const [partition, numbers] of seen.entries())
      expect(numbers).toEqual(Array.from({ length: total / 3 }, (_, i) => i * 3 + partition))
  })

  test('splits a batch that is larger than the topic takes, and fails on a record that is', async () => {
    const topic = await newTopic(1, { 'max.message.bytes': '5000' })
    const producer = openProducer(broker.connection)
    const values = Array.from({ length: 200 }, (_, i) => `${i} ${'w'.repeat(500)}`)
    await producer.send(
      topic,
      values.map((value) => ({ value, headers: [{ key: 'h', value: 'v' }] })),
    )
    await producer.flush()
    expect((await readAll(topic)).map(textOf)).toEqual(values)
    await producer.send(topic, [{ value: 'w'.repeat(6_000) }])
    await expect(producer.flush()).rejects.toMatchObject({ code: 'too_large' })
    await expect(producer.send(topic, [{ value: 'x' }])).rejects.toMatchObject({ code: 'too_large' })
    await producer.close()
  })

  test('waits for a topic whose leader moves, but fails readably when the topic vanished', async () => {
    const topic = await newTopic(1)
    const producer = openProducer(broker.connection)
    await producer.send(topic, [{ value: 'x' }])
    await producer.flush()
    await deleteTopic(broker.connection, topic)
    await producer.send(topic, [{ value: 'y' }])
    const failure = await producer.flush().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'not_found', message: expect.stringContaining(topic) as string })
    expect(kafkaErrorOf(failure)).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    await producer.close()
  })

  test('needs nothing but WRITE on its topic, and stops when its key is deleted', async () => {
    const topic = await newTopic(1)
    const key = await broker.newKey()
    await createAcls(broker.connection, [allow(key.principal, 'WRITE', 'TOPIC', topic)])
    const producer = openProducer(key.plain)
    await producer.send(topic, [{ value: 'x' }])
    await producer.flush()
    await broker.revoke(key)
    await producer.send(topic, [{ value: 'y' }])
    await expect(producer.flush()).rejects.toMatchObject({ code: 'forbidden' })
    await producer.close()
    expect((await readAll(topic)).map(textOf)).toEqual(['x'])
  })

  test('does not take more than its buffer while the broker is slow', async () => {
    const topic = await newTopic(2)
    const producer = openProducer(broker.connection, { bufferBytes: 100_000 })
    let most = 0
    for (let i = 0; i < 300; i++) {
      await producer.send(topic, [{ value: 'b'.repeat(10_000) }])
      most = Math.max(most, producer.stats.bufferedBytes)
    }
    await producer.flush()
    await producer.close()
    expect(most).toBeLessThan(120_000)
    expect(await readAll(topic)).toHaveLength(300)
  })
})

describe('producing a few records', () => {
  test('tells where each of them is, in their order', async () => {
    const topic = await newTopic(3)
    const records = Array.from({ length: 30 }, (_, i) => ({ topic, key: `k${i}`, value: String(i) }))
    const places = await produce(broker.connection, records)
    const found = new Map(
      (await readAll(topic)).map((record) => [`${record.partition}/${record.offset}`, textOf(record)]),
    )
    expect(places.map(({ partition, offset }) => found.get(`${partition}/${offset}`))).toEqual(
      records.map(({ value }) => value),
    )
  })

  test('names what is wrong: the topic, the partition, the size, a missing key', async () => {
    const topic = await newTopic(1, { 'max.message.bytes': '1000' })
    const compacted = await newTopic(1, { 'cleanup.policy': 'compact' })
    const failing = (record: RecordToSend & { topic: string }) =>
      expect(produce(broker.connection, [record])).rejects
    await failing({ topic: 'nowhere', value: 'x' }).toMatchObject({ code: 'not_found' })
    await failing({ topic, partition: 1, value: 'x' }).toThrow(/no partition 1; it has 1/)
    await failing({ topic, value: 'x'.repeat(2_000) }).toMatchObject({ code: 'too_large' })
    await failing({ topic: compacted, value: 'x' }).toMatchObject({ code: 'invalid' })
    expect(await listTopicOffsets(broker.connection, [topic])).toMatchObject([{ latest: 0n }])
  })
})
