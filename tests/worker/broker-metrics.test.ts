import http from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAllKafka, createTopic, fetchNewest, produce } from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { eventually } from '@/tests/support/poll'
import { readBrokerMetrics } from '@/worker/brokers/metrics'

let broker: TestBroker
let jolokia: { jolokiaPort: number; jolokiaPassword: string }

beforeAll(async () => {
  broker = await startTestBroker()
  jolokia = JSON.parse(await readFile(path.join(broker.dataDir, 'broker.json'), 'utf8')) as typeof jolokia
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

test('bytes and messages are counted by topic and in total', async () => {
  const { connection, dataDir } = broker
  await createTopic(connection, { name: 'orders.eu', partitions: 2 })
  await createTopic(connection, { name: 'quiet' })
  const before = await readBrokerMetrics(dataDir)
  await produce(
    connection,
    Array.from({ length: 10 }, () => ({ topic: 'orders.eu', value: 'x'.repeat(1000) })),
  )
  await fetchNewest(connection, { topic: 'orders.eu', max: 10 })
  const after = await eventually('the counters move', async () => {
    const metrics = await readBrokerMetrics(dataDir)
    return (metrics.topics['orders.eu']?.bytesOut ?? 0) > 10_000 && metrics
  })
  expect(after.topics['orders.eu']?.messagesIn).toBe(10)
  expect(after.topics['orders.eu']?.bytesIn).toBeGreaterThan(10_000)
  expect(after.total.messagesIn - before.total.messagesIn).toBe(10)
  expect(after.topics.quiet).toBeUndefined()
})

function ask(body: unknown, { password = jolokia.jolokiaPassword, origin = 'tributary://worker' } = {}) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: jolokia.jolokiaPort,
        path: '/jolokia/',
        method: 'POST',
        auth: `tributary:${password}`,
        headers: { origin },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode, text }))
      },
    )
    request.on('error', reject)
    request.end(JSON.stringify(body))
  })
}

test('the metrics port wants the password, our origin, and only reads', async () => {
  const read = { type: 'read', mbean: 'java.lang:type=Runtime', attribute: 'Uptime' }
  expect((await ask(read)).text).toContain('"status":200')
  expect((await ask(read, { password: 'guess' })).status).toBe(401)
  expect((await ask(read, { origin: 'http://localhost:3000' })).text).toContain('"status":403')
  expect((await ask({ type: 'exec', mbean: 'java.lang:type=Memory', operation: 'gc' })).text).toContain(
    '"status":403',
  )
  const write = { type: 'write', mbean: 'java.lang:type=Memory', attribute: 'Verbose', value: true }
  expect((await ask(write)).text).toContain('"status":403')
})
