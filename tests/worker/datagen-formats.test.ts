// Sample data with schemas: the task registers at the registry's port and writes what the registered schema decodes.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectorPreviewDto } from '@/lib/connectors/validation/check-schema'
import { disconnectDb } from '@/lib/db'
import { closeAllKafka, createTopic, fetchFrom, listTopicOffsets, type ViewedRecord } from '@/lib/kafka'
import { log } from '@/lib/log'
import { registryClient } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import type { JsonObject } from '@/lib/schemas/json-text'
import { payloadDecoder } from '@/lib/serdes/schema-codec'
import { readFrame } from '@/lib/serdes/wire-format'
import { TaskPool, type PoolEvent } from '@/worker/connectors/pool/pool'
import { openSourceOffsets } from '@/worker/connectors/source/source-offsets'
import { startRegistryGateway, type RegistryGateway } from '@/worker/gateways/schema-registry/server'
import { startRpc, type RpcServer } from '@/worker/rpc/server'
import { startTestBroker, type TestBroker, type TestKey } from '../support/broker'
import { makeOrganization } from '../support/factories'
import { eventually as soon } from '../support/poll'
import { registryOf } from '../support/registry-gateway'
import { taskAssignment } from '@/tests/support/task-assignment'

/** A machine at work on other suites loads a thread's code slowly. */
const eventually: typeof soon = (what, check) => soon(what, check, { timeoutMs: 50_000 })

let broker: TestBroker
let key: TestKey
let rpc: RpcServer
let gateway: RegistryGateway | undefined
let registryId = ''
let topicCount = 0

const registry = () => registryClient(asTributary(registryId))
async function openGateway(): Promise<void> {
  gateway ??= await startRegistryGateway(log)
}
async function closeGateway(): Promise<void> {
  await gateway?.close()
  gateway = undefined
}

const assigned = (id: string, config: Record<string, string>) =>
  taskAssignment({
    connectorId: id,
    clusterId: broker.clusterId,
    className: 'DatagenSource',
    config: { quickstart: 'ORDERS', 'max.interval': '5', ...config },
    registryId,
    connection: key.plain,
  })
const types = { AVRO: 'AVRO', JSON_SR: 'JSON', PROTOBUF: 'PROTOBUF' } as const
/** A transform, so that the framework's converters write. */
const insertTopic = {
  transforms: 't',
  'transforms.t.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
  'transforms.t.topic.field': 'topic',
}

function openPool() {
  const events: PoolEvent[] = []
  const offsets = openSourceOffsets({
    connectionOf: () => Promise.resolve(broker.connection),
    onWarning: () => undefined,
  })
  const pool = new TaskPool({ offsets, onEvent: (event) => events.push(event) })
  return {
    start: (id: string, config: Record<string, string>) => pool.startTask(assigned(id, config)),
    preview: (config: Record<string, string>) =>
      pool.ask(
        {
          ...{ kind: 'preview', className: 'DatagenSource', count: 3 },
          assignment: assigned('lcc-look', config),
        },
        60_000,
      ),
    stop: (id: string) => pool.stopTask(`${id}-0`),
    reached: (state: string) =>
      eventually(`the task is ${state}`, () =>
        events.flatMap((event) => (event.type === 'state' && event.state === state ? [event] : [])).at(-1),
      ),
    logged: () => events.flatMap((event) => (event.type === 'log' ? [event.message] : [])),
    close: async () => {
      await pool.close()
      await offsets.close()
    },
  }
}
type Pool = ReturnType<typeof openPool>
const pools: Pool[] = []
const newPool = (): Pool => {
  const pool = openPool()
  pools.push(pool)
  return pool
}

async function newTopic(): Promise<string> {
  const name = `formats-${++topicCount}`
  await createTopic(broker.connection, { name, partitions: 1 })
  return name
}

async function countOf(topic: string): Promise<number> {
  const [ends] = await listTopicOffsets(broker.connection, [topic])
  return Number(ends?.latest ?? 0)
}

const recordsOf = async (topic: string): Promise<ViewedRecord[]> =>
  (await fetchFrom(broker.connection, { topic, partitions: [0], from: { offset: 0 }, max: 5_000 })).records

const ids = new Map<number, Awaited<ReturnType<ReturnType<typeof registryClient>['fetchSchema']>>>()
/** As any consumer reads it: by the id in the bytes. */
async function decode(bytes: Buffer | null): Promise<JsonObject> {
  if (!bytes) throw new Error('no bytes')
  const frame = readFrame(bytes)
  if (!frame.schema || !('id' in frame.schema)) throw new Error('no id in the bytes')
  const { id } = frame.schema
  if (!ids.has(id)) ids.set(id, await registry().fetchSchema({ id }))
  const found = ids.get(id)
  if (!found) throw new Error(`the registry does not know ${id}`)
  return payloadDecoder(found.schema)(bytes, frame) as JsonObject
}

async function expectOrders(topic: string): Promise<void> {
  const records = await recordsOf(topic)
  const numbers = await Promise.all(
    records.map(async ({ value }) => {
      const order = await decode(value)
      expect(Object.keys(order)).toEqual(['ordertime', 'orderid', 'itemid', 'orderunits', 'address'])
      expect(order['itemid']).toMatch(/^Item_[1-9][0-9]{0,2}$/)
      return Number(order['orderid'])
    }),
  )
  expect(numbers).toEqual(numbers.map((_, index) => index))
}

beforeAll(async () => {
  registryId = await registryOf(await makeOrganization())
  rpc = await startRpc(() => undefined, log)
  broker = await startTestBroker()
  key = await broker.newKey({ isAdmin: true })
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})
afterAll(async () => {
  await closeGateway()
  await rpc.close()
  await closeAllKafka()
  await broker.destroy()
  await disconnectDb()
})

describe('sample data with schemas', () => {
  test.each(['AVRO', 'JSON_SR', 'PROTOBUF'])(
    '%s: key and value are registered, and every record decodes',
    async (format) => {
      await openGateway()
      const topic = await newTopic()
      const pool = newPool()
      pool.start(`lcc-${format}`, {
        'kafka.topic': topic,
        'output.data.format': format,
        'output.key.format': format,
      })
      await eventually('50 orders', async () => (await countOf(topic)) >= 50)
      await pool.stop(`lcc-${format}`)
      await expectOrders(topic)
      const schemaType = format === 'JSON_SR' ? 'JSON' : format
      const value = await registry().latest(`${topic}-value`)
      expect(value).toMatchObject({ subject: `${topic}-value`, version: 1, schemaType })
      expect(await registry().latest(`${topic}-key`)).toMatchObject({ version: 1, schemaType })
      const [first] = await recordsOf(topic)
      const number = await decode(first?.key ?? null)
      expect(format === 'PROTOBUF' ? number : { orderid: number }).toEqual({ orderid: 0 })
      expect(pool.logged().join('\n')).toContain(`Subject "${topic}-value" has the schema (${format})`)
    },
  )

  test.each(['AVRO', 'JSON_SR', 'PROTOBUF'] as const)(
    '%s: a look at the first records shows them in the format, and registers and writes nothing',
    async (format) => {
      await openGateway()
      const topic = await newTopic()
      const config = { 'kafka.topic': topic, 'output.data.format': format }
      for (const more of [{}, insertTopic]) {
        const seen = connectorPreviewDto.parse(await newPool().preview({ ...config, ...more }))
        expect(seen.records).toHaveLength(3)
        expect(seen.records[0]).toMatchObject({
          fate: 'written',
          after: {
            value: { orderid: 0 },
            target: { kind: 'message', key: { format: 'STRING', text: '0' }, value: { format, text: null } },
          },
        })
        expect(seen.schemas).toMatchObject([
          { subject: `${topic}-value`, schemaType: types[format], id: null },
        ])
        const schema = seen.schemas[0]?.schema ?? ''
        await registry().register(`seen-${topic}-${schema.length}`, { schemaType: types[format], schema })
      }
      await expect(registry().latest(`${topic}-value`)).rejects.toMatchObject({ errorCode: 40401 })
      expect(await countOf(topic)).toBe(0)
    },
  )

  test('keys stay text unless they are asked for otherwise; JSON keys are JSON', async () => {
    await openGateway()
    const pool = newPool()
    const [text, json] = [await newTopic(), await newTopic()]
    const config = { quickstart: 'SHOE_CUSTOMERS', 'output.data.format': 'AVRO' }
    pool.start('lcc-text', { ...config, 'kafka.topic': text })
    pool.start('lcc-json', { ...config, 'kafka.topic': json, 'output.key.format': 'JSON' })
    await eventually('customers', async () => (await countOf(text)) > 0 && (await countOf(json)) > 0)
    const keyOf = async (topic: string) => String((await recordsOf(topic))[0]?.key)
    expect(await keyOf(text)).toMatch(/^[0-9a-f-]{36}$/)
    expect(await keyOf(json)).toMatch(/^"[0-9a-f-]{36}"$/)
    await expect(registry().latest(`${text}-key`)).rejects.toMatchObject({ errorCode: 40401 })
  })

  test('a registry that is away at the start is waited for', async () => {
    await closeGateway()
    const topic = await newTopic()
    const pool = newPool()
    pool.start('lcc-away', { 'kafka.topic': topic, 'output.data.format': 'AVRO' })
    const waiting = await pool.reached('RESTARTING')
    expect(waiting.problem?.reason).toContain('The Schema Registry does not answer')
    expect(pool.logged().join('\n')).toContain('The Schema Registry does not answer')
    expect(await countOf(topic)).toBe(0)
    await openGateway()
    await pool.reached('RUNNING')
    await eventually('orders', async () => (await countOf(topic)) >= 10)
    await expectOrders(topic)
  })

  test('a subject that does not take the schema fails the task with the reason, and with NONE it runs', async () => {
    await openGateway()
    const topic = await newTopic()
    const subject = `${topic}-value`
    const schema = JSON.stringify({
      type: 'record',
      name: 'orders',
      namespace: 'ksql',
      fields: [{ name: 'orderid', type: 'string' }],
    })
    await registry().register(subject, { schemaType: 'AVRO', schema })
    const pool = newPool()
    pool.start('lcc-other', { 'kafka.topic': topic, 'output.data.format': 'AVRO' })
    const failed = await pool.reached('FAILED')
    expect(failed.problem?.isUserActionable).toBe(true)
    expect(failed.problem?.reason).toContain(`refuses the schema for subject "${subject}"`)
    expect(failed.problem?.reason).toContain('READER_FIELD_MISSING_DEFAULT_VALUE')
    expect(failed.problem?.reason).toContain('compatibility mode to NONE')
    expect(await countOf(topic)).toBe(0)
    const { url, headers } = asTributary(registryId)
    if (typeof headers !== 'function') throw new Error('the token is read with every call')
    await fetch(`${url}/config/${subject}`, {
      method: 'PUT',
      headers: { ...(await headers()), 'content-type': 'application/json' },
      body: JSON.stringify({ compatibility: 'NONE' }),
    })
    pool.start('lcc-other', { 'kafka.topic': topic, 'output.data.format': 'AVRO' })
    await eventually('orders', async () => (await countOf(topic)) >= 10)
    await expectOrders(topic)
    expect(await registry().latest(subject)).toMatchObject({ version: 2 })
  })

  test('a restart goes on with the next record, under the same id, in the same context', async () => {
    await openGateway()
    const topic = await newTopic()
    const config = {
      'kafka.topic': topic,
      'output.data.format': 'PROTOBUF',
      'schema.context.name': 'sales',
    }
    for (const wanted of [20, 40]) {
      const pool = newPool()
      pool.start('lcc-again', config)
      await eventually(`${wanted} orders`, async () => (await countOf(topic)) >= wanted)
      await pool.stop('lcc-again')
      await pool.close()
    }
    const used = new Set((await recordsOf(topic)).map(({ value }) => value && readFrame(value).schema))
    expect(new Set([...used].map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await registry().latest(`:.sales:${topic}-value`)).toMatchObject({ version: 1 })
  })
})
