import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as records from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/records/route'
import { closeAllKafka, createTopic, fetchFrom } from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { makeOrganization, type Organization } from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

type Report = { error_code: number; message?: string; partition_id?: number; offset?: number }

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  broker = await startTestBroker()
  owner = await makeOrganization()
  clusterId = await makeReachableCluster(owner, broker)
  await createTopic(broker.connection, {
    name: 'stream',
    partitions: 1,
    configs: { 'max.message.bytes': '1000000' },
  })
  await createTopic(broker.connection, { name: 'three', partitions: 3 })
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

type Body = string | ReadableStream<Uint8Array>
const send = (
  body: Body,
  { topicName = 'stream', type = 'application/json', as = owner.authorization } = {},
) => {
  const isStream = typeof body !== 'string'
  const init = {
    method: 'POST',
    body,
    headers: {
      host: 'localhost:3000',
      authorization: as,
      'content-type': type,
      ...(isStream ? { 'transfer-encoding': 'chunked' } : {}),
    },
    ...(isStream ? { duplex: 'half' as const } : {}),
  }
  const request = new Request('http://localhost:3000/records', init)
  return records.POST(request, { params: Promise.resolve({ clusterId, topicName }) })
}

const reportsIn = (text: string): Report[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Report)

const written = async (topic: string): Promise<string[]> => {
  const { records: found } = await fetchFrom(broker.connection, { topic, max: 1000, from: 'earliest' })
  return found.map(({ value }) => value?.toString() ?? 'null')
}

/** A request body that is written to as the test goes, and a reader of what comes back. */
async function openStream(options: Parameters<typeof send>[1] = {}) {
  const encoder = new TextEncoder()
  const pipe = new TransformStream<Uint8Array, Uint8Array>()
  const writer = pipe.writable.getWriter()
  const response = send(pipe.readable, options)
  const write = (text: string): void => void writer.write(encoder.encode(text)).catch(() => undefined)
  write('{"value":{"data":"first"}}')
  const opened = await response
  const reader = (opened.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<Report> => {
    while (!text.includes('\n')) {
      const { value, done } = await reader.read()
      if (done) throw new Error('the answers have ended')
      text += value
    }
    const at = text.indexOf('\n')
    const report = JSON.parse(text.slice(0, at)) as Report
    text = text.slice(at + 1)
    return report
  }
  return { status: opened.status, write, next, close: () => writer.close(), reader }
}

describe('records on one connection', () => {
  test('each is answered before the next one is sent, in their order', async () => {
    const stream = await openStream()
    expect(stream.status).toBe(200)
    const first = await stream.next()
    expect(first).toMatchObject({ error_code: 200, partition_id: 0 })
    for (let i = 1; i <= 3; i++) {
      stream.write(` {"value":{"type":"STRING","data":"m${i}"}}\n`)
      expect(await stream.next()).toMatchObject({ error_code: 200, offset: (first.offset ?? 0) + i })
    }
    await stream.close()
    await expect(stream.next()).rejects.toThrow('have ended')
  })

  test('a bad record answers its error and the stream goes on', async () => {
    const stream = await openStream()
    await stream.next()
    stream.write('{"value":{"type":"BINARY","data":"*"}}')
    expect(await stream.next()).toMatchObject({
      error_code: 400,
      message: expect.stringContaining('base64') as string,
    })
    stream.write('{"partition_id":99,"value":{"data":1}}')
    expect(await stream.next()).toMatchObject({ error_code: 40403 })
    stream.write('{"headers":[{"name":"h","value":"!"}]}')
    expect(await stream.next()).toMatchObject({ error_code: 400 })
    stream.write(`{"value":{"type":"STRING","data":"${'x'.repeat(2_000_000)}"}}`)
    expect(await stream.next()).toMatchObject({ error_code: 413 })
    stream.write(`{"value":{"type":"STRING","data":"${'x'.repeat(17_000_000)}"}}`)
    expect(await stream.next()).toMatchObject({ error_code: 413 })
    stream.write('{"value":{"data":"after"}}')
    expect(await stream.next()).toMatchObject({ error_code: 200 })
    await stream.close()
  })

  test('one that is refused does not keep back what came with it', async () => {
    const rows = ['"a"', `"${'x'.repeat(2_000_000)}"`, '"b"'].map((data) => `{"value":{"data":${data}}}`)
    const text = await (await send(rows.join(''))).text()
    expect(reportsIn(text).map(({ error_code: code }) => code)).toEqual([200, 413, 200])
  })

  test('what cannot be told apart any more ends the stream with a report', async () => {
    const stream = await openStream()
    await stream.next()
    stream.write('{"value":{"data":1}} , {"value":{"data":2}}')
    expect(await stream.next()).toMatchObject({ error_code: 200 })
    expect(await stream.next()).toMatchObject({ error_code: 400 })
    await expect(stream.next()).rejects.toThrow('have ended')
  })

  test('thousands together keep their order per partition, and their digits', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `{"partition_id":${i % 3},"value":{"data":{"n":${i}.10}}}`,
    )
    const reports = reportsIn(await (await send(rows.join('\n'), { topicName: 'three' })).text())
    expect(reports).toHaveLength(3000)
    expect(reports.every(({ error_code: code }) => code === 200)).toBe(true)
    for (const [i, { partition_id: partition, offset }] of reports.entries()) {
      expect(partition).toBe(i % 3)
      expect(offset).toBe(Math.floor(i / 3))
    }
    expect(await written('three')).toContain('{"n":0.10}')
  })

  test('nothing is read while answers wait: a client that does not listen does not fill the memory', async () => {
    let taken = 0
    const chunk = new TextEncoder().encode(`{"value":{"type":"STRING","data":"${'y'.repeat(50_000)}"}}`)
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken++
          controller.enqueue(chunk)
        },
      },
      { highWaterMark: 0 },
    )
    const response = await send(body)
    const reader = response.body?.getReader()
    for (let i = 0; i < 5; i++) await reader?.read()
    expect(taken).toBeLessThan(12)
    await reader?.cancel()
  })
})

describe('what answers with a status of its own', () => {
  test.each([
    ['an empty body', '', {}, 422, 422],
    ['another type', '{}', { type: 'text/plain' }, 415, 415],
    ['no JSON object', '[1]', {}, 400, 400],
    ['broken JSON', '{"value":}', {}, 400, 400],
    ['a header that is not base64', '{"headers":[{"name":"h","value":"!"}]}', {}, 400, 400],
    ['a topic that is not there', '{"value":{"data":1}}', { topicName: 'nope' }, 404, 40403],
  ])('%s', async (_what, body, options, status, code) => {
    const response = await send(body, options)
    expect({ status: response.status, body: (await response.json()) as unknown }).toMatchObject({
      status,
      body: { error_code: code },
    })
  })

  test('without the right to write: 403, and nothing is written', async () => {
    const { authorization } = await makeMember(owner)
    const response = await send('{"value":{"data":"forbidden"}}', { as: authorization })
    expect(response.status).toBe(403)
    expect(await written('stream')).not.toContain('"forbidden"')
  })
})
