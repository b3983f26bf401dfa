// The framework's converters with the Schema Registry: all types from a source through a topic into PostgreSQL, the same in each
// format, and read by Confluent's client; schemas that others registered, by version or id, with references.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { disconnectDb } from '@/lib/db'
import { closeAllKafka, createTopic, listTopicOffsets } from '@/lib/kafka'
import { log } from '@/lib/log'
import { registryClient } from '@/lib/schema-registries/client'
import { gatewayUrl } from '@/lib/schema-registries/gateway-url'
import { asTributary } from '@/lib/schema-registries/internal'
import { TaskPool, type PoolEvent } from '@/worker/connectors/pool/pool'
import { openSourceOffsets } from '@/worker/connectors/source/source-offsets'
import { startRegistryGateway, type RegistryGateway } from '@/worker/gateways/schema-registry/server'
import { startRpc, type RpcServer } from '@/worker/rpc/server'
import { startTestBroker, type TestBroker, type TestKey } from '@/tests/support/broker'
import { makeApiKey, makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { query, targetConfig } from '@/tests/support/postgres-sink'
import { startSchemaClient, type SchemaClient } from '@/tests/support/registry-clients'
import { registryOf } from '@/tests/support/registry-gateway'
import { taskAssignment } from '@/tests/support/task-assignment'

const soon = { timeoutMs: 90_000 }
let organization: Organization
let broker: TestBroker
let key: TestKey
let rpc: RpcServer
let gateway: RegistryGateway
let registryId = ''
let pool: TaskPool
let events: PoolEvent[] = []
let client: SchemaClient | undefined

beforeAll(async () => {
  organization = await makeOrganization()
  registryId = await registryOf(organization)
  rpc = await startRpc(() => undefined, log)
  gateway = await startRegistryGateway(log)
  broker = await startTestBroker()
  key = await broker.newKey({ isAdmin: true })
  const offsets = openSourceOffsets({
    connectionOf: () => Promise.resolve(broker.connection),
    onWarning: () => undefined,
  })
  pool = new TaskPool({ offsets, onEvent: (event) => events.push(event) })
})
afterEach(() => {
  events = []
})
afterAll(async () => {
  await client?.end()
  await pool.close()
  await gateway.close()
  await rpc.close()
  await closeAllKafka()
  await broker.destroy()
  await disconnectDb()
})

/** Confluent's client of Python; in a context of the registry where one is named. */
async function startClient(topics: string[], path = ''): Promise<SchemaClient> {
  await client?.end()
  const { ctx, userId } = organization
  const login = await makeApiKey(ctx, userId, registryId)
  client = startSchemaClient('confluent-kafka (Python)', {
    bootstrap: key.plain.bootstrapServers,
    topics,
    kafka: { key: key.key, secret: key.secret },
    registry: { url: `${gatewayUrl(registryId)}${path}`, ...login },
  })
  return client
}

const registry = () => registryClient(asTributary(registryId))
const failures = () =>
  events.flatMap((event) => (event.type === 'state' && event.problem ? [event.problem.reason] : []))

function start(kind: 'source' | 'sink', id: string, config: Record<string, string>): void {
  const given = { connectorId: id, clusterId: broker.clusterId, registryId, connection: key.plain }
  const className = kind === 'source' ? 'DatagenSource' : 'PostgresSink'
  pool.startTask(taskAssignment({ ...given, kind, className, config, ownConnection: broker.connection }))
}

async function produced(id: string, config: Record<string, string>): Promise<string> {
  const topic = `t-${id}`
  await createTopic(broker.connection, { name: topic, partitions: 1 })
  start('source', id, { 'kafka.topic': topic, 'max.interval': '1', iterations: '20', ...config })
  const count = async (): Promise<number> =>
    Number((await listTopicOffsets(broker.connection, [topic]))[0]?.latest ?? 0)
  await eventually(`20 records in ${topic}; ${failures().join()}`, async () => (await count()) >= 20, soon)
  return topic
}

const named = (name: string, type: unknown, args?: object) => ({
  name,
  type:
    args === undefined
      ? type
      : { ...(typeof type === 'string' ? { type } : (type as object)), 'arg.properties': args },
})
const options = (...values: unknown[]) => ({ options: values })
const everything = JSON.stringify({
  type: 'record',
  name: 'Everything',
  namespace: 'shop',
  fields: [
    named('id', 'long', { iteration: { start: 0 } }),
    named('small', 'int', { range: { min: -5, max: 5 } }),
    named(
      'price',
      { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 },
      { range: { min: -99, max: 99 } },
    ),
    named('day', { type: 'int', logicalType: 'date' }, { range: { min: -400, max: 20_000 } }),
    named('clock', { type: 'int', logicalType: 'time-millis' }, { range: { min: 0, max: 86_399_999 } }),
    named(
      'at',
      { type: 'long', logicalType: 'timestamp-millis' },
      { range: { min: -1, max: 1_700_000_000_123 } },
    ),
    named('ratio', 'float', options(0.5, -1.25, 3)),
    named('exact', 'double', options(0.1, -1e-9, 12345.678)),
    named('ok', 'boolean'),
    named('raw', 'bytes', { length: 3 }),
    named('kind', { type: 'enum', name: 'Kind', symbols: ['NEW', 'DONE'] }),
    named('note', ['null', { type: 'string', 'arg.properties': { regex: '[a-zü"\\\\]{0,5}' } }]),
    named(
      'tags',
      { type: 'array', items: { type: 'string', 'arg.properties': { regex: '[a-c,]{1,3}' } } },
      { length: 2 },
    ),
    named('counts', { type: 'map', values: 'int' }, { length: 1, keys: { regex: '[a-z]{2}' } }),
    named('inner', {
      type: 'record',
      name: 'Inner',
      fields: [named('x', 'int', { range: { min: 0, max: 9 } })],
    }),
  ],
})
const formats = ['AVRO', 'JSON_SR', 'PROTOBUF'] as const
const insertTopic = {
  transforms: 't',
  'transforms.t.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
  'transforms.t.static.field': 'source',
  'transforms.t.static.value': 'datagen',
}
const nullable = { 'value.converter.optional.for.nullables': 'true' }

describe('Records that the framework converts', () => {
  test('have the same rows in PostgreSQL whatever their format, all types, in a context of the registry', async () => {
    const context = { 'schema.context.name': 'sales' }
    for (const format of formats) {
      const id = `all-${format.toLowerCase()}`
      const topic = await produced(id, {
        ...{ 'schema.string': everything, 'random.seed': '7', 'output.data.format': format },
        ...insertTopic,
        ...context,
        ...nullable,
      })
      start('sink', `sink-${id}`, {
        ...targetConfig(),
        ...{ topics: topic, 'input.data.format': format, 'table.name.format': `"${id}"` },
        ...{ 'auto.create': 'true', 'errors.tolerance': 'none' },
        ...context,
        ...nullable,
      })
      const rows = async () =>
        (await query(`SELECT to_regclass('"${id}"')`))[0]?.[0] != null &&
        Number((await query(`SELECT count(*) FROM "${id}"`))[0]?.[0]) === 20
      await eventually(`20 rows of ${format}; ${failures().join()}`, rows, soon)
      expect(await registry().latest(`:.sales:${topic}-value`)).toMatchObject({ version: 1 })
      await expect(registry().latest(`${topic}-value`)).rejects.toMatchObject({ errorCode: 40401 })
    }
    const rowsOf = (format: string) => query(`SELECT to_jsonb(t)::text FROM "all-${format}" t ORDER BY id`)
    const avro = await rowsOf('avro')
    expect(avro[0]?.[0]).toContain('"source": "datagen"')
    expect(await rowsOf('json_sr')).toEqual(avro)
    expect(await rowsOf('protobuf')).toEqual(avro)
    const types = (format: string) =>
      query(
        `SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"all-${format}"'::regclass AND attnum > 0 ORDER BY 1`,
      )
    expect(await types('json_sr')).toEqual(await types('avro'))
    expect(await types('protobuf')).toEqual(await types('avro'))
    expect(Object.fromEntries(await types('avro'))).toMatchObject({
      ...{
        price: 'numeric',
        day: 'date',
        clock: 'time without time zone',
        at: 'timestamp without time zone',
      },
      ...{ raw: 'bytea', tags: 'text[]', counts: 'jsonb', inner: 'jsonb', small: 'integer', ratio: 'real' },
    })

    const python = await startClient(['t-all-avro', 't-all-json_sr'], '/contexts/.sales')
    const [row = {}] = avro.map(([text]) => JSON.parse(text ?? '{}') as Record<string, unknown>)
    for (const [topic, type] of [
      ['t-all-avro', 'AVRO'],
      ['t-all-json_sr', 'JSON'],
    ] as const) {
      const { values, error } = await python.ask({ do: 'consume', topic, type, count: 1 })
      expect(error).toBeUndefined()
      const { id, small, ok, kind, note, tags, inner, source } = row
      expect(values).toMatchObject([{ id, small, ok, kind, note, tags, inner, source }])
    }
    const first = (await python.ask({ do: 'consume', topic: 't-all-avro', type: 'AVRO', count: 1 })).values
    const second = JSON.parse(avro[1]?.[0] ?? '{}') as Record<string, unknown>
    expect(first).toMatchObject([{ day: second['day'], price: Number(second['price']).toFixed(2) }])
  }, 300_000)

  test('are written with a schema that others registered: the latest version or one by its id, with references', async () => {
    const address = await registry().register('address', {
      schemaType: 'AVRO',
      schema: JSON.stringify({
        ...{ type: 'record', name: 'address', namespace: 'ksql' },
        fields: [named('city', 'string'), named('state', 'string'), named('zipcode', 'long')],
      }),
    })
    expect(address).toEqual(expect.any(Number))
    const schema = JSON.stringify({
      ...{ type: 'record', name: 'orders', namespace: 'ksql' },
      fields: [
        ...[named('ordertime', 'long'), named('orderid', 'int'), named('itemid', 'string')],
        ...[named('orderunits', 'double'), named('address', 'ksql.address')],
        { ...named('channel', 'string'), default: 'web' },
      ],
    })
    const wanted = {
      ...{ schemaType: 'AVRO' as const, schema },
      references: [{ name: 'ksql.address', subject: 'address', version: 1 }],
    }
    const own = { quickstart: 'ORDERS', 'output.data.format': 'AVRO' }
    const by = (property: string, value = 'true') => ({
      ...own,
      'value.converter.auto.register.schemas': 'false',
      [`value.converter.${property}`]: value,
    })
    const id = await registry().register('t-latest-value', wanted)
    const topics = [
      await produced('latest', by('use.latest.version')),
      await produced('id', by('use.schema.id', String(id))),
    ]
    const python = await startClient([...topics])
    for (const topic of topics) {
      const { values, error } = await python.ask({ do: 'consume', topic, type: 'AVRO', count: 2 })
      expect(error).toBeUndefined()
      expect(values).toMatchObject([
        { orderid: 0, channel: 'web', address: { zipcode: expect.any(Number) as unknown } },
        { orderid: 1, channel: 'web' },
      ])
    }
    await expect(registry().latest('t-id-value')).rejects.toMatchObject({ errorCode: 40401 })

    const record = await produced('record', {
      ...own,
      'value.converter.value.subject.name.strategy':
        'io.confluent.kafka.serializers.subject.RecordNameStrategy',
    })
    await expect(registry().latest(`${record}-value`)).rejects.toMatchObject({ errorCode: 40401 })
    expect(await registry().latest('ksql.orders')).toMatchObject({ schemaType: 'AVRO', version: 1 })
  }, 300_000)
})
