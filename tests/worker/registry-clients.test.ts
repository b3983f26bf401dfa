// Confluent's own clients in Python and JavaScript, unchanged but for the address: what one writes the other reads, and so does
// the viewer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as messages from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/route'
import type { MessageList } from '@/lib/messages/schema'
import { call } from '@/tests/support/factories'
import {
  clientNames,
  startSchemaClient,
  type ClientName,
  type SchemaClient,
  type Step,
  type StepAnswer,
  type Written,
} from '@/tests/support/registry-clients'
import { startRegistryWorker, type RegistryWorker } from '@/tests/support/registry-worker'
import {
  avroOrder,
  orderTypes,
  protoFiles,
  readOrder,
  referencedSchemas,
  writtenOrder,
} from '@/tests/support/shop-schemas'

let running: RegistryWorker
let clients: Record<ClientName, SchemaClient>

beforeAll(async () => {
  const byType = orderTypes.flatMap((type) => [`orders-${type}`, `bare-${type}`])
  running = await startRegistryWorker([...byType, 'keyed', 'latest', 'strict'])
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

const did = async (name: ClientName, step: Step): Promise<StepAnswer> => {
  const answer = await clients[name].ask(step)
  expect(answer.error).toBeUndefined()
  return answer
}
const read = async (name: ClientName, topic: string, type: string, more: object = {}): Promise<unknown> => {
  const protobuf = type === 'PROTOBUF' ? { files: protoFiles, message: 'shop.Order' } : {}
  return (await did(name, { do: 'consume', topic, type, count: 2, ...protobuf, ...more })).values
}
const subjects = async (): Promise<unknown> => (await running.ask('GET', '/subjects')).body

async function view(topicName: string) {
  const { authorization } = running.organization
  const params = { clusterId: running.cluster.id, topicName }
  const { body } = await call(messages.GET, { authorization, params, query: '?from=beginning' })
  return (body as MessageList).data.map(({ key, value }) => ({ key, value }))
}

const orderKey = '{"type":"record","name":"OrderKey","fields":[{"name":"id","type":"long"}]}'
/** npm's names the first message of the file, whichever is written. */
const recordNames: Record<ClientName, string> = {
  'confluent-kafka (Python)': 'shop.Order',
  '@confluentinc/schemaregistry (npm)': 'shop.Refund',
}

describe.each(clientNames)('%s writes', (name) => {
  test('after registering what is referred to, under subjects with dots and slashes', async () => {
    for (const one of referencedSchemas)
      expect((await did(name, { do: 'register', ...one })).id).toEqual(expect.any(Number))
  })

  test.each(orderTypes)('%s with a reference, registering by itself', async (type) => {
    await did(name, { do: 'produce', topic: `orders-${type}`, key: 'k', value: writtenOrder[type] })
  })

  test.each(orderTypes)('%s with the GUID of the schema in a header', async (type) => {
    const value = { ...writtenOrder[type], config: { inHeader: true } }
    await did(name, { do: 'produce', topic: `bare-${type}`, value })
  })

  test('key and value each by a schema, under the names of their records', async () => {
    const key: Written = { type: 'AVRO', schema: orderKey, value: { id: 5 } }
    for (const strategy of ['topicRecord', 'record'] as const) {
      const value = { ...writtenOrder.PROTOBUF, config: { strategy } }
      await did(name, { do: 'produce', topic: 'keyed', key, value })
    }
    const record = recordNames[name]
    expect(await subjects()).toEqual(expect.arrayContaining(['keyed-key', `keyed-${record}`, record]))
  })

  test('nothing under a subject that is not there, when it may not register', async () => {
    const value = { ...writtenOrder.JSON, config: { autoRegister: false, useLatest: true } }
    const { error } = await clients[name].ask({ do: 'produce', topic: 'strict', value })
    expect(error).toMatch(/40401|not found|404/)
    expect(await subjects()).not.toContain('strict-value')
  })

  test('by the latest version when told so, whatever it was made with', async () => {
    const fields = ['a', 'b'].map((field) => ({ name: field, type: 'string', default: field }))
    const versions = [fields.slice(0, 1), fields].map((some) =>
      JSON.stringify({ type: 'record', name: 'Latest', fields: some }),
    )
    for (const schema of versions)
      await did(name, { do: 'register', subject: 'latest-value', type: 'AVRO', schema })
    const config = { autoRegister: false, useLatest: true }
    const value: Written = { type: 'AVRO', schema: versions[1] ?? '', value: { a: 'x', b: 'y' }, config }
    await did(name, { do: 'produce', topic: 'latest', value })
    expect((await view('latest')).at(-1)?.value).toMatchObject({
      text: '{"a":"x","b":"y"}',
      schema: { subject: 'latest-value', version: 2 },
    })
  })

  test('one id for a schema whose attributes stand in another order, normalised', async () => {
    const { fields, ...rest } = JSON.parse(avroOrder) as { fields: object[] }
    const { references = [] } = writtenOrder.AVRO as { references?: [] }
    const ids = [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ].map(async (more) => {
      const schema = JSON.stringify({ ...rest, fields, ...more })
      const step = {
        do: 'register',
        subject: 'normal',
        type: 'AVRO',
        schema,
        references,
        normalize: true,
      } as const
      return (await did(name, step)).id
    })
    const [one, other] = await Promise.all(ids)
    expect(one).toBe(other)
  })
})

describe.each(clientNames)('%s reads', (name) => {
  test.each(orderTypes)('%s of both', async (type) => {
    expect(await read(name, `orders-${type}`, type)).toEqual([readOrder[type], readOrder[type]])
  })

  test.each(orderTypes)('%s of both, by the GUID in the header', async (type) => {
    expect(await read(name, `bare-${type}`, type)).toEqual([readOrder[type], readOrder[type]])
  })

  test('keys', async () => {
    expect(await read(name, 'keyed', 'AVRO', { part: 'key', count: 4 })).toEqual(Array(4).fill({ id: 5 }))
  })
})

describe('the viewer shows what they wrote', () => {
  test.each(orderTypes)(
    '%s, with the schema’s subject and version, id in front or GUID in a header',
    async (type) => {
      for (const topic of [`orders-${type}`, `bare-${type}`]) {
        const seen = await view(topic)
        expect(seen).toHaveLength(2)
        for (const { value } of seen) {
          expect(JSON.parse(value.text)).toMatchObject(readOrder[type] as object)
          expect(value.schema).toMatchObject({ type, subject: `${topic}-value`, version: 1 })
        }
      }
    },
  )

  test('keys too', async () => {
    const seen = await view('keyed')
    expect(seen.map(({ key }) => [key.text, key.schema?.subject])).toEqual(
      Array(4).fill(['{"id":5}', 'keyed-key']),
    )
  })
})
