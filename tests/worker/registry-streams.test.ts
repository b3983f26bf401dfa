// Confluent's own clients beside what goes on in the product: fifty at once, a restart of the registry, Datagen's records.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  clientNames,
  startSchemaClient,
  type ClientName,
  type SchemaClient,
  type Written,
} from '@/tests/support/registry-clients'
import { createConnector } from '@/lib/connectors/create'
import { eventually } from '@/tests/support/poll'
import { startRegistryWorker, type RegistryWorker } from '@/tests/support/registry-worker'

const formats = ['AVRO', 'JSON_SR', 'PROTOBUF'] as const
let running: RegistryWorker
let clients: Record<ClientName, SchemaClient>

beforeAll(async () => {
  running = await startRegistryWorker(['restarted', ...formats.map((format) => `orders-${format}`)])
  const [python, npm] = clientNames
  clients = {
    [python]: startSchemaClient(python, running.place),
    [npm]: startSchemaClient(npm, running.place),
  }
  for (const format of formats) await launchSampleData(format)
})

async function launchSampleData(format: string): Promise<void> {
  const { organization, cluster, place } = running
  const topic = `orders-${format}`
  const config = {
    'connector.class': 'DatagenSource',
    name: topic,
    'kafka.auth.mode': 'KAFKA_API_KEY',
    'kafka.api.key': place.kafka.key,
    'kafka.api.secret': place.kafka.secret,
    'kafka.topic': topic,
    'output.data.format': format,
    quickstart: 'ORDERS',
    'max.interval': '10',
    'tasks.max': '1',
  }
  await createConnector(organization.ctx, { clusterId: cluster.id }, { name: topic, config })
}

const isRegistered = async (topic: string): Promise<boolean> =>
  (await running.ask('GET', `/subjects/${topic}-value/versions/latest`)).status === 200

afterAll(async () => {
  for (const client of Object.values(clients)) await client.end()
  await running.end()
})

const recordOf = (name: string): string =>
  JSON.stringify({ type: 'record', name, fields: [{ name: 'id', type: 'long' }] })
const written = (name: string, id: number): Written => ({
  type: 'AVRO',
  schema: recordOf(name),
  value: { id },
})

test('fifty clients that register the same schema at once get one id and no error', async () => {
  const schema = recordOf('Crowd')
  const step = { do: 'registerTogether', count: 25, subject: 'crowd-value', type: 'AVRO', schema } as const
  const answers = await Promise.all(clientNames.map((name) => clients[name].ask(step)))
  const ids = answers.flatMap(({ ids: own, error }): unknown[] => own ?? [error])
  expect(ids).toHaveLength(50)
  expect(new Set(ids)).toEqual(new Set([expect.any(Number)]))
  expect(new Set(ids).size).toBe(1)
  expect((await running.ask('GET', '/subjects/crowd-value/versions')).body).toEqual([1])
})

const typeOf = { AVRO: 'AVRO', JSON_SR: 'JSON', PROTOBUF: 'PROTOBUF' } as const

describe.each(formats)('sample data as %s', (format) => {
  const topic = `orders-${format}`

  test.each(clientNames)('is read by %s', async (name) => {
    await eventually('its schema is registered', () => isRegistered(topic), { timeoutMs: 90_000 })
    const { text } = await running.ask('GET', `/subjects/${topic}-value/versions/latest?format=serialized`)
    const { schema } = JSON.parse(text) as { schema: string }
    const files = format === 'PROTOBUF' ? { files: [schema] } : {}
    const { values = [], error } = await clients[name].ask({
      ...{ do: 'consume', topic, type: typeOf[format], count: 5, ...files },
    })
    expect(error).toBeUndefined()
    expect(values).toHaveLength(5)
    for (const value of values)
      expect(value).toMatchObject({
        itemid: expect.stringMatching(/^Item_/) as unknown,
        address: { city: expect.any(String) as unknown },
      })
  })
})

describe.each(clientNames)('%s, when the registry is killed and comes back', (name) => {
  const produce = (record: string, id: number) =>
    clients[name].ask({ do: 'produce', topic: 'restarted', value: written(record, id) })

  test('writes on with what it knows while it is away, and registers again with one retry at most', async () => {
    const record = name.startsWith('confluent') ? 'Python' : 'Npm'
    await running.ask('PUT', '/config/restarted-value', { compatibility: 'NONE' })
    expect(await produce(record, 1)).toEqual({})
    await running.kill()
    expect(await produce(record, 2)).toEqual({})
    await running.start()
    const first = await produce(`${record}Later`, 3)
    // Neither client asks again by itself when its connection broke.
    expect(first.error === undefined ? first : await produce(`${record}Later`, 3)).toEqual({})
    expect(await clients[name].ask({ do: 'consume', topic: 'restarted', type: 'AVRO', count: 3 })).toEqual({
      values: [{ id: 1 }, { id: 2 }, { id: 3 }],
    })
  })
})
