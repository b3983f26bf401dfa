import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  closeAllKafka,
  createTopic,
  deleteTopic,
  openProducer,
  produce,
  tail,
  type TailQuery,
  type ViewedRecord,
} from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { eventually } from '@/tests/support/poll'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { stopBroker } from '@/worker/brokers/stop'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const newTopic = async (partitions: number): Promise<string> => {
  const name = `tail-${randomBytes(4).toString('hex')}`
  await createTopic(broker.connection, { name, partitions })
  return name
}

function start(query: TailQuery) {
  const abort = new AbortController()
  const seen: ViewedRecord[] = []
  const done = (async () => {
    for await (const records of tail(broker.connection, query, abort.signal)) seen.push(...records)
  })()
  // Looked at by each test; without this a rejection before that would end the run.
  done.catch(() => undefined)
  const values = () => seen.map(({ value }) => value?.toString())
  return { values, abort, done }
}

/** A tail from the end sees what comes after it began, which only a message that it saw can tell. */
async function startLive(topic: string, more: Partial<TailQuery> = {}) {
  const live = start({ topic, from: 'latest', ...more })
  await eventually('the tail has begun', async () => {
    await produce(broker.connection, [{ topic, value: 'warm-up' }])
    return live.values().includes('warm-up')
  })
  return live
}

describe('the live tail of a topic', () => {
  test('shows new messages of all partitions within a second, and no old ones', async () => {
    const topic = await newTopic(3)
    await produce(broker.connection, [{ topic, value: 'old' }])
    const live = await startLive(topic)
    const before = Date.now()
    await produce(
      broker.connection,
      [0, 1, 2].map((partition) => ({ topic, partition, value: `new ${partition}` })),
    )
    await eventually(
      'all three are there',
      () => [0, 1, 2].every((n) => live.values().includes(`new ${n}`)),
      { everyMs: 5 },
    )
    expect(Date.now() - before).toBeLessThan(1_000)
    expect(live.values()).not.toContain('old')
    live.abort.abort()
    await live.done
  })

  test('from the start it shows every message once, also when the reader stops and goes on', async () => {
    const topic = await newTopic(4)
    const producer = openProducer(broker.connection, { batchBytes: 2_000 })
    const total = 20_000
    await producer.send(
      topic,
      Array.from({ length: total }, (_, i) => ({ key: String(i), value: String(i) })),
    )
    await producer.flush()
    await producer.close()
    const all = start({ topic, from: 'earliest', max: 100 })
    await eventually('all are seen', () => all.values().length >= total)
    expect([...all.values()].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: total }, (_, i) => String(i)),
    )
    all.abort.abort()
    await all.done
  })

  test('begins at an offset or a time, in the chosen partition', async () => {
    const topic = await newTopic(2)
    await produce(
      broker.connection,
      [1, 2, 3, 4].map((n) => ({ topic, partition: 0, value: String(n), timestamp: n * 1_000 })),
    )
    await produce(broker.connection, [{ topic, partition: 1, value: 'other', timestamp: 9_000 }])
    for (const [from, expected] of [
      [{ offset: 2 }, ['3', '4']],
      [{ timestamp: 1_500 }, ['2', '3', '4']],
    ] as const) {
      const part = start({ topic, partitions: [0], from })
      await eventually('they are seen', () => part.values().length >= expected.length)
      expect(part.values()).toEqual(expected)
      part.abort.abort()
      await part.done
    }
  })

  test('stays at the end of a topic that is faster than its reader, and says what it left out', async () => {
    const topic = await newTopic(1)
    let skipped = 0
    const live = await startLive(topic, { max: 10, onSkipped: (count) => void (skipped += count) })
    const producer = openProducer(broker.connection)
    await producer.send(
      topic,
      Array.from({ length: 50_000 }, (_, i) => ({ value: `${i} ${'f'.repeat(200)}` })),
    )
    await producer.send(topic, [{ value: 'last' }])
    await producer.flush()
    await producer.close()
    await eventually('the last one is seen', () => live.values().includes('last'))
    expect(skipped).toBeGreaterThan(10_000)
    live.abort.abort()
    await live.done
  })

  test('ends at once when it is aborted, while it waits for messages', async () => {
    const topic = await newTopic(1)
    const live = await startLive(topic)
    const before = performance.now()
    live.abort.abort()
    await live.done
    expect(performance.now() - before).toBeLessThan(200)
  })

  test('waits for a broker that restarts, and goes on without a gap', async () => {
    const topic = await newTopic(1)
    const live = await startLive(topic)
    await produce(broker.connection, [{ topic, value: 'before' }])
    await eventually('seen before', () => live.values().includes('before'))
    await stopBroker(broker.dataDir)
    await startOrAdoptBroker(broker)
    await produce(broker.connection, [{ topic, value: 'after' }])
    await eventually('seen after', () => live.values().includes('after'))
    expect(live.values().filter((value) => value === 'before')).toHaveLength(1)
    live.abort.abort()
    await live.done
  })

  test('fails readably when the topic vanishes', async () => {
    const topic = await newTopic(1)
    const live = await startLive(topic)
    await deleteTopic(broker.connection, topic)
    await expect(live.done).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining(topic) as string,
    })
  })
})
