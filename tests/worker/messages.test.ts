import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as records from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/records/route'
import * as messages from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/route'
import * as message from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/[partitionId]/[offset]/route'
import * as part from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/[partitionId]/[offset]/[part]/route'
import { createTopic, fetchNewest, produce } from '@/lib/kafka'
import type { Message, MessageList } from '@/lib/messages/schema'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, type Answer, type Organization } from '@/tests/support/factories'
import { startReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
})

afterAll(() => endTestBroker(broker))

let counter = 0
async function newTopic(partitions = 1, configs: Record<string, string> = {}): Promise<string> {
  const name = `messages-${++counter}`
  await createTopic(broker.connection, { name, partitions, configs })
  return name
}

type Handler = Parameters<typeof call>[0]
const ask = (
  handler: Handler,
  topicName: string,
  more: Partial<Parameters<typeof call>[1]> = {},
): Promise<Answer> =>
  call(handler, {
    authorization: owner.authorization,
    ...more,
    params: { clusterId, topicName, ...more.params },
  })

async function look(topic: string, query: string): Promise<Message[]> {
  const { status, body } = await ask(messages.GET, topic, { query })
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as MessageList).data
}
const values = (found: Message[]): string[] => found.map(({ value }) => value.text)

describe('looking at messages', () => {
  test('newest come first, over all partitions or one; the maximum counts over all', async () => {
    const topic = await newTopic(3)
    for (let i = 0; i < 9; i++)
      await produce(broker.connection, [
        { topic, partition: i % 3, value: `m${i}`, timestamp: 1_700_000_000_000 + i },
      ])
    expect(values(await look(topic, '?max=4'))).toEqual(['m8', 'm7', 'm6', 'm5'])
    expect(values(await look(topic, '?partition=1'))).toEqual(['m7', 'm4', 'm1'])
    expect(values(await look(topic, '?partition=0,2&max=2'))).toEqual(['m8', 'm6'])
  })

  test('from the beginning, an offset or a time they come in the order of reading', async () => {
    const topic = await newTopic()
    const at = 1_700_000_000_000
    await produce(
      broker.connection,
      Array.from({ length: 10 }, (_, i) => ({ topic, value: `m${i}`, timestamp: at + i * 1000 })),
    )
    expect(values(await look(topic, '?from=beginning&max=3'))).toEqual(['m0', 'm1', 'm2'])
    expect(values(await look(topic, '?from=offset&offset=7'))).toEqual(['m7', 'm8', 'm9'])
    expect(values(await look(topic, `?from=timestamp&timestamp=${at + 7500}`))).toEqual(['m8', 'm9'])
    expect(values(await look(topic, '?from=offset&offset=99'))).toEqual([])
  })

  test.each([
    ['?from=offset', 'offset'],
    ['?max=0', 'max'],
    ['?max=1001', 'max'],
    ['?partition=-1', 'partition'],
    ['?from=end', 'from'],
    ['?from=offset&offset=1.5', 'offset'],
  ])('%s is refused and names %s', async (query, field) => {
    const { status, body } = await ask(messages.GET, 'any', { query })
    expect({ status, body }).toMatchObject({ status: 400, body: { fields: [{ path: field }] } })
  })

  test('a partition or topic that does not exist answers 404', async () => {
    const topic = await newTopic()
    expect((await ask(messages.GET, topic, { query: '?partition=5' })).status).toBe(404)
    expect(await ask(messages.GET, 'nope')).toMatchObject({ status: 404, body: { error_code: 40403 } })
  })

  test('JSON, text, bytes, null and empty are told apart', async () => {
    const topic = await newTopic()
    const sent = [
      '{"a":1}',
      '<img src=x onerror=alert(1)>',
      Buffer.from([0, 255, 1]),
      null,
      '',
      '12',
      'nul\u0000',
      '"x"',
    ]
    await produce(
      broker.connection,
      sent.map((value) => ({ topic, value })),
    )
    const found = await look(topic, '?from=beginning')
    expect(found.map(({ value }) => value.format)).toEqual([
      'json',
      'text',
      'binary',
      'null',
      'text',
      'json',
      'binary',
      'json',
    ])
    expect(found[1]?.value.text).toBe('<img src=x onerror=alert(1)>')
    expect(Buffer.from(found[2]?.value.text ?? '', 'base64')).toEqual(sent[2])
  })

  test('a 1 MB message is cut in the list, longer by itself, and downloaded byte by byte', async () => {
    const topic = await newTopic(1, { 'max.message.bytes': '4194304' })
    const whole = Buffer.from(JSON.stringify({ text: 'ä'.repeat(524_288) }))
    await produce(broker.connection, [{ topic, key: 'k', value: whole }])
    const [listed] = await look(topic, '')
    expect(listed?.value).toMatchObject({ format: 'json', isTruncated: true, sizeBytes: whole.length })
    expect(listed?.value.text.length).toBeLessThan(40_000)
    expect(listed?.value.text.endsWith('�')).toBe(false)
    const params = { partitionId: '0', offset: '0' }
    const one = await ask(message.GET, topic, { params, query: '?limit=2000000' })
    expect((one.body as Message).value).toMatchObject({ isTruncated: false, text: whole.toString() })
    const file = await raw(part.GET, topic, { ...params, part: 'value' })
    expect(Buffer.from(await file.arrayBuffer()).equals(whole)).toBe(true)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a message that is not there answers 404 and says why', async () => {
    const topic = await newTopic()
    await produce(broker.connection, [{ topic, value: null }])
    const missing = await ask(message.GET, topic, { params: { partitionId: '0', offset: '7' } })
    expect(missing.status).toBe(404)
    expect((await raw(part.GET, topic, { partitionId: '0', offset: '0', part: 'value' })).status).toBe(404)
  })
})

async function raw(
  handler: Handler,
  topicName: string,
  params: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> {
  const request = new Request('http://localhost:3000/test', {
    headers: { host: 'localhost:3000', authorization: owner.authorization },
    ...(signal ? { signal } : {}),
  })
  return handler(request, { params: Promise.resolve({ clusterId, topicName, ...params }) })
}

describe('producing', () => {
  test('key, value, headers and partition arrive byte by byte', async () => {
    const topic = await newTopic(3)
    const bytes = Buffer.from([0, 1, 2, 250])
    const { status, body } = await ask(messages.POST, topic, {
      method: 'POST',
      body: {
        partition: 2,
        key: 'käse',
        value: bytes.toString('base64'),
        valueEncoding: 'base64',
        headers: [{ key: 'trace', value: 'x', encoding: 'text' }],
      },
    })
    expect({ status, body }).toEqual({ status: 201, body: { partition: 2, offset: '0' } })
    const [record] = (await fetchNewest(broker.connection, { topic, max: 1 })).records
    expect(record?.key?.toString()).toBe('käse')
    expect(record?.value?.equals(bytes)).toBe(true)
    expect(record?.headers.map(({ key, value }) => [key, value?.toString()])).toEqual([['trace', 'x']])
  })

  test('what Kafka refuses says why: too large, no such partition, a compacted topic without a key', async () => {
    const small = await newTopic(1, { 'max.message.bytes': '2000' })
    const post = (topic: string, body: unknown) => ask(messages.POST, topic, { method: 'POST', body })
    expect((await post(small, { value: 'x'.repeat(5000) })).status).toBe(413)
    expect((await post(small, { value: 'x', partition: 4 })).status).toBe(400)
    const compacted = await newTopic(1, { 'cleanup.policy': 'compact' })
    expect((await post(compacted, { value: 'x' })).status).toBe(400)
    expect((await post(small, { value: '*', valueEncoding: 'base64' })).body).toMatchObject({
      fields: [{ path: 'value' }],
    })
  })

  test('POST …/records takes STRING, JSON and BINARY and answers as Confluent does', async () => {
    const topic = await newTopic()
    const { status, body } = await ask(records.POST, topic, {
      method: 'POST',
      body: {
        partition_id: 0,
        headers: [{ name: 'h', value: 'aGk=' }],
        key: { type: 'STRING', data: 'k' },
        value: { type: 'JSON', data: { foo: 'bar' } },
        timestamp: '2021-02-05T19:14:42Z',
      },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      error_code: 200,
      cluster_id: clusterId,
      topic_name: topic,
      partition_id: 0,
      offset: 0,
      timestamp: '2021-02-05T19:14:42.000Z',
      key: { type: 'STRING', size: 1 },
      value: { type: 'JSON', size: 13 },
    })
    const bad = await ask(records.POST, topic, {
      method: 'POST',
      body: { value: { type: 'BINARY', data: '*' } },
    })
    expect(bad).toMatchObject({ status: 200, body: { error_code: 400 } })
    expect((await ask(records.POST, 'nope', { method: 'POST', body: { value: { data: 1 } } })).status).toBe(
      404,
    )
    expect((await look(topic, '')).map(({ timestamp }) => timestamp)).toEqual([
      Date.parse('2021-02-05T19:14:42Z'),
    ])
  })
})
