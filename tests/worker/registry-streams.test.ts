// Confluent's own clients beside what goes on in the product: fifty at once, and a restart of the registry.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  clientNames,
  startSchemaClient,
  type ClientName,
  type SchemaClient,
  type Written,
} from '@/tests/support/registry-clients'
import { startRegistryWorker, type RegistryWorker } from '@/tests/support/registry-worker'

let running: RegistryWorker
let clients: Record<ClientName, SchemaClient>

beforeAll(async () => {
  running = await startRegistryWorker(['restarted'])
  const [python, npm] = clientNames
  clients = {
    [python]: startSchemaClient(python, running.place),
    [npm]: startSchemaClient(npm, running.place),
  }
})

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
