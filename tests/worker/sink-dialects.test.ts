// Sample data as AVRO into a topic, and from there into PostgreSQL by UPSERT: the same rows, whatever made the sink.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { PUT as putConfig } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/config/route'
import { createConnector } from '@/lib/connectors/create'
import { importConnectorText } from '@/lib/connectors/config/import-config'
import { stopConnector } from '@/lib/connectors/run'
import type { ConfigInput } from '@/lib/connectors/schema'
import { validateConnector } from '@/lib/connectors/validation/validate'
import { clusterConnection } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { closeAllKafka, createTopic, listTopicOffsets, type KafkaConnection } from '@/lib/kafka'
import { log } from '@/lib/log'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import { startConnectorsLoop, type ConnectorsLoop } from '@/worker/loops/connectors'
import type { Loop } from '@/worker/loops/loop'
import { startRpc, type RpcServer } from '@/worker/rpc/server'
import { call, makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { startGateway, type RunningGateway } from '@/tests/support/registry-gateway'
import { startTargetDatabase, type TargetDatabase } from '@/tests/support/target-database'

let organization: Organization
let clusterId: string
let connection: KafkaConnection
let key: { key: string; secret: string }
let clusters: Loop, connectors: ConnectorsLoop
let gateway: RunningGateway, rpc: RpcServer, target: TargetDatabase
let client: pg.Client
let database: URL

const place = () => ({ clusterId })
const credentials = () => ({ 'kafka.api.key': key.key, 'kafka.api.secret': key.secret })
const rows = { 'pk.mode': 'record_value', 'pk.fields': 'orderid', 'auto.create': 'true' }

const managed = (table: string): ConfigInput => ({
  'connector.class': 'PostgresSink',
  ...credentials(),
  topics: 'orders',
  'input.data.format': 'AVRO',
  'connection.host': database.hostname,
  'connection.port': database.port,
  'connection.user': database.username,
  'connection.password': decodeURIComponent(database.password),
  'db.name': database.pathname.slice(1),
  'insert.mode': 'UPSERT',
  'table.name.format': table,
  'tasks.max': 2,
  ...rows,
})
const selfManaged = (table: string): ConfigInput => ({
  'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
  topics: 'orders',
  'value.converter': 'io.confluent.connect.avro.AvroConverter',
  'value.converter.schema.registry.url': 'http://elsewhere:8081',
  'connection.url': `jdbc:postgresql://${database.host}${database.pathname}`,
  'connection.user': database.username,
  'connection.password': decodeURIComponent(database.password),
  'insert.mode': 'upsert',
  'table.name.format': table,
  'tasks.max': 2,
  ...rows,
})

const ask = (handler: Parameters<typeof call>[0], method: string, connectorName: string, body: unknown) =>
  call(handler, {
    authorization: organization.authorization,
    method,
    body,
    params: { envId: organization.environmentId, clusterId, connectorName },
  })

const contentOf = async (table: string): Promise<string[]> => {
  const { rows: found } = await client.query<{ row: string }>(
    `SELECT to_jsonb(t)::text AS row FROM "${table}" AS t ORDER BY orderid`,
  )
  return found.map(({ row }) => row)
}
const stateOf = async (name: string): Promise<string> => {
  const row = await db.connector.findFirstOrThrow({ where: { clusterId, name }, include: { tasks: true } })
  return [row.state, row.trace, ...row.tasks.map(({ trace }) => trace)].join(' ')
}

beforeAll(async () => {
  target = await startTargetDatabase()
  database = new URL(target.url)
  client = new pg.Client({ connectionString: target.url })
  await client.connect()
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  clusters = startClustersLoop(log)
  const cluster = await eventually('the broker runs', async () => {
    const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
    return row.health === 'RUNNING' && row
  })
  connection = await clusterConnection(cluster)
  key = await makeApiKey(organization.ctx, organization.userId, clusterId)
  await applyClusterKeys(cluster)
  gateway = await startGateway(env.schemaRegistryPort)
  connectors = startConnectorsLoop({ workerId: `${process.pid}-dialects`, log })
  rpc = await startRpc((app) => connectors.addRoutes(app), log)
  await createTopic(connection, { name: 'orders', partitions: 3 })
  await createConnector(organization.ctx, place(), {
    name: 'source',
    config: {
      'connector.class': 'DatagenSource',
      ...credentials(),
      'kafka.topic': 'orders',
      'output.data.format': 'AVRO',
      quickstart: 'ORDERS',
      'max.interval': '2',
      'tasks.max': '1',
    },
  })
  await eventually('there are orders', async () => {
    connectors.wake()
    const offsets = await listTopicOffsets(connection, ['orders'])
    const written = offsets.reduce((sum, { latest }) => sum + Number(latest), 0)
    if (written < 200) throw new Error(`${written} orders: ${await stateOf('source')}`)
    return true
  })
  await stopConnector(organization.ctx, { clusterId, connectorName: 'source' })
}, 120_000)

afterAll(async () => {
  await connectors.stop()
  await clusters.stop()
  await Promise.all([rpc.close(), gateway.close(), client.end()])
  await stopLocalBrokers(log)
  await closeAllKafka()
  await target.stop()
})

describe('AVRO sample data into PostgreSQL', () => {
  test('validation with a connection tries the database and names the layer that fails', async () => {
    const validate = (change: ConfigInput) =>
      validateConnector(
        organization.ctx,
        { ...place(), pluginName: 'PostgresSink' },
        { name: 'new', ...managed('new'), ...change },
        { connect: true },
      )
    expect(await validate({})).toMatchObject({ error_count: 0, connection: { ok: true } })
    const refused = await validate({ 'connection.password': 'not-the-password' })
    expect(refused).toMatchObject({ error_count: 1, connection: { ok: false } })
    expect(
      refused.configs.filter(({ value }) => value.errors.length > 0).map(({ value }) => value.name),
    ).toEqual([refused.connection?.ok === false ? refused.connection.field : ''])
    const forbidden = await validate({ 'connection.host': '169.254.169.254' })
    expect(forbidden).toMatchObject({ error_count: 1 })
    expect(forbidden.connection).toBeUndefined()
  })

  test('a sink of either dialect, made by POST, PUT or from pasted text, writes the same rows', async () => {
    const pasted = importConnectorText(JSON.stringify({ name: 'pasted', config: selfManaged('by_paste') }))
    if (!pasted.ok) throw new Error(pasted.message)
    expect(pasted.problems).toEqual([])
    const post = (name: string, config: ConfigInput) => ask(create, 'POST', name, { name, config })
    const answers = [
      await post('managed', managed('by_post')),
      await ask(putConfig, 'PUT', 'self', selfManaged('by_put')),
      await post('pasted', { ...pasted.config, ...credentials() }),
    ]
    expect(answers.map(({ status, body }) => (status < 300 ? status : body))).toEqual([201, 200, 201])
    connectors.wake()
    const offsets = await listTopicOffsets(connection, ['orders'])
    const total = offsets.reduce((sum, { latest }) => sum + Number(latest), 0)
    const tables = { managed: 'by_post', self: 'by_put', pasted: 'by_paste' }
    for (const [name, table] of Object.entries(tables))
      await eventually(`all orders are in ${table}`, async () => {
        const found = await contentOf(table).catch(() => [])
        if (found.length !== total) throw new Error(`${found.length} of ${total}: ${await stateOf(name)}`)
        return true
      })
    const [first, ...others] = await Promise.all(Object.values(tables).map(contentOf))
    expect(first).toHaveLength(total)
    for (const other of others) expect(other).toEqual(first)
  })
})
