import { afterAll, beforeAll, expect, test } from 'vitest'
import * as live from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/live/route'
import { db } from '@/lib/db'
import { notify } from '@/lib/events'
import { createTopic, deleteTopic, produce } from '@/lib/kafka'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { makeApiKey, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { startReachableCluster } from '@/tests/support/reachable-cluster'
import { readEvents } from '@/tests/support/read-events'

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
})

afterAll(() => endTestBroker(broker))

let counter = 0
async function newTopic(partitions = 1): Promise<string> {
  const name = `tail-${++counter}`
  await createTopic(broker.connection, { name, partitions })
  return name
}

async function open(
  topicName: string,
  { signal, authorization = owner.authorization }: { signal?: AbortSignal; authorization?: string } = {},
): Promise<Response> {
  const request = new Request('http://localhost:3000/test', {
    headers: { host: 'localhost:3000', authorization },
    ...(signal ? { signal } : {}),
  })
  return live.GET(request, { params: Promise.resolve({ clusterId, topicName }) })
}

test('starts with a comment, sends what comes, and ends with the browser', async () => {
  const topic = await newTopic(2)
  const browser = new AbortController()
  const stream = await open(topic, { signal: browser.signal })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const received = readEvents(stream)
  await eventually('the first comment', () => received.text().startsWith(': connected'))
  await eventually('a message', async () => {
    await produce(broker.connection, [{ topic, value: 'hello' }])
    return received.text().includes('hello')
  })
  browser.abort()
  await eventually('the stream ended', () => received.isDone())
})

test('a topic that does not exist is an ordinary 404', async () => {
  expect((await open('nope')).status).toBe(404)
})

test('a topic faster than the browser is sampled: fewer messages than counted', async () => {
  const topic = await newTopic()
  const browser = new AbortController()
  const received = readEvents(await open(topic, { signal: browser.signal }))
  await eventually('the stream follows', async () => {
    await produce(broker.connection, [{ topic, value: 'start' }])
    return received.text().includes('start')
  })
  const before = received.counted()
  await produce(
    broker.connection,
    Array.from({ length: 2000 }, (_, i) => ({ topic, value: `burst ${i}` })),
  )
  await eventually('all are counted', () => received.counted() - before >= 2000)
  expect(received.shown()).toBeLessThan(1000)
  browser.abort()
})

test('ends when the key that opened it is deleted', async () => {
  const topic = await newTopic()
  const { key, secret } = await makeApiKey(owner.ctx, owner.userId)
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
  const received = readEvents(await open(topic, { authorization }))
  await eventually('the first comment', () => received.text().startsWith(': connected'))
  await db.apiKey.update({ where: { id: key }, data: { deletedAt: new Date() } })
  await notify(db, { noun: 'api-keys', organizationId: owner.id })
  await eventually('the stream ended', () => received.isDone(), { timeoutMs: 30_000 })
})

test('says so and ends when the topic is deleted', async () => {
  const topic = await newTopic()
  const received = readEvents(await open(topic))
  await eventually('the stream follows', async () => {
    await produce(broker.connection, [{ topic, value: 'start' }])
    return received.text().includes('start')
  })
  await deleteTopic(broker.connection, topic)
  await eventually('a reason', () => received.text().includes('event: problem'), { timeoutMs: 60_000 })
  await eventually('the stream ended', () => received.isDone())
})
