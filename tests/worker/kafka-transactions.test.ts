import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  closeAllKafka,
  createAcls,
  createTopic,
  fetchFrom,
  listTopicOffsets,
  openTransactionalProducer,
  ProducerFenced,
} from '@/lib/kafka'
import { allow, startTestBroker, type TestBroker } from '@/tests/support/broker'
import { eventually } from '@/tests/support/poll'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const newTopic = async (partitions = 1): Promise<string> => {
  const name = `transactions-${randomBytes(4).toString('hex')}`
  await createTopic(broker.connection, { name, partitions })
  return name
}

const seenIn = async (topic: string): Promise<string[]> => {
  const { records } = await fetchFrom(broker.connection, { topic, from: 'earliest', max: 1_000 })
  return records.map(({ value }) => String(value)).sort()
}

/** Kafka answers a commit before the marks that show it are in every partition. */
const expectSeen = async (topic: string, values: string[]): Promise<void> => {
  await eventually('the commit is seen', async () => (await seenIn(topic)).length >= values.length)
  expect(await seenIn(topic)).toEqual(values)
}

const writtenTo = async (topic: string): Promise<number> =>
  (await listTopicOffsets(broker.connection, [topic])).reduce((sum, { latest }) => sum + Number(latest), 0)

describe('a transactional producer', () => {
  test('shows what it wrote to several topics all at once when it commits, and never what it aborted', async () => {
    const [one, other] = [await newTopic(3), await newTopic()]
    const producer = await openTransactionalProducer(broker.connection, one)
    const numbers = Array.from({ length: 30 }, (_, i) => ({ value: String(i + 10), partition: i % 3 }))
    await producer.send(one, numbers)
    await producer.send(other, [{ value: 'first' }])
    await eventually('all is written', async () => (await writtenTo(one)) + (await writtenTo(other)) >= 31)
    expect([await seenIn(one), await seenIn(other)]).toEqual([[], []])
    await producer.commit()
    await expectSeen(
      one,
      numbers.map(({ value }) => value),
    )
    await expectSeen(other, ['first'])
    await producer.send(other, [{ value: 'aborted' }])
    await producer.abort()
    await producer.send(other, [{ value: 'second' }])
    await producer.commit()
    await producer.commit()
    await producer.close()
    await expectSeen(other, ['first', 'second'])
  })

  test('ends what one before it left open, and that one can never write again', async () => {
    const topic = await newTopic()
    const zombie = await openTransactionalProducer(broker.connection, topic)
    await zombie.send(topic, [{ value: 'left open' }])
    await eventually('it is written', async () => (await writtenTo(topic)) > 0)
    const successor = await openTransactionalProducer(broker.connection, topic)
    await successor.send(topic, [{ value: 'new' }])
    await successor.commit()
    await expect(zombie.commit()).rejects.toThrow(ProducerFenced)
    await zombie.send(topic, [{ value: 'late' }])
    await expect(zombie.commit()).rejects.toThrow(ProducerFenced)
    await Promise.all([zombie.close(), successor.close()])
    await expectSeen(topic, ['new'])
  })

  test('writes to one topic with the rights of another, in the same transaction', async () => {
    const [open, internal] = [await newTopic(), await newTopic()]
    const key = await broker.newKey()
    const grant = (operation: 'WRITE' | 'DESCRIBE', type: 'TOPIC' | 'TRANSACTIONAL_ID', name: string) =>
      createAcls(broker.connection, [allow(key.principal, operation, type, name)])
    await grant('WRITE', 'TOPIC', open)
    const id = `id-${open}`
    const options = { coordination: broker.connection, deliveryTimeoutMs: 2_000 }
    const barred = await openTransactionalProducer(key.plain, id, options)
    await barred.send(open, [{ value: 'barred' }])
    await expect(barred.commit()).rejects.toMatchObject({ code: 'forbidden' })
    await barred.close()
    await grant('WRITE', 'TRANSACTIONAL_ID', id)
    const producer = await openTransactionalProducer(key.plain, id, options)
    await eventually('the right is known', async () => {
      await producer.send(open, [{ value: 'record' }])
      await producer.send(internal, [{ value: 'offset' }], broker.connection)
      return producer.commit().then(
        () => true,
        () => producer.abort().then(() => false),
      )
    })
    await producer.close()
    await expectSeen(open, ['record'])
    await expectSeen(internal, ['offset'])
  })
})
