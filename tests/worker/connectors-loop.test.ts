import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourceOffsets } from '@/lib/connectors/schema'
import { createConnector } from '@/lib/connectors/create'
import { deleteConnector } from '@/lib/connectors/delete'
import { launchConnector } from '@/lib/connectors/launch'
import { pauseConnector, restartTask, resumeConnector, stopConnector } from '@/lib/connectors/run'
import { updateConnectorConfig } from '@/lib/connectors/update-config'
import { clusterConnection } from '@/lib/clusters/connection'
import { db, type Prisma } from '@/lib/db'
import {
  closeAllKafka,
  createTopic,
  deleteTopic,
  fetchFrom,
  listTopicOffsets,
  type KafkaConnection,
} from '@/lib/kafka'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { registryClient } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import { readFrame } from '@/lib/serdes/wire-format'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import { startConnectorsLoop, type ConnectorsLoop } from '@/worker/loops/connectors'
import type { Loop } from '@/worker/loops/loop'
import { startRpc } from '@/worker/rpc/server'
import { registryOf, startGateway } from '@/tests/support/registry-gateway'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'

let organization: Organization
let clusterId: string
let connection: KafkaConnection
let clusters: Loop
let connectors: ConnectorsLoop
let key: { key: string; secret: string }

const start = (name: string): ConnectorsLoop =>
  startConnectorsLoop({ workerId: `${process.pid}-${name}`, log })

async function ends(topic: string): Promise<number> {
  const offsets = await listTopicOffsets(connection, [topic])
  return offsets.reduce((sum, { latest }) => sum + Number(latest), 0)
}

const rowOf = (name: string) =>
  db.connector.findFirstOrThrow({ where: { clusterId, name }, include: { tasks: true } })

const reaches = (name: string, state: string) =>
  eventually(`connector ${name} is ${state}`, async () => {
    const row = await rowOf(name)
    if (row.state !== state || row.seenGeneration !== row.generation)
      throw new Error(`${row.state} ${row.trace} ${JSON.stringify(row.tasks.map((task) => task.trace))}`)
    return row
  })

async function requestOffsets(connectorId: string, offsets: Prisma.InputJsonValue) {
  const data = { id: `req-${randomUUID()}`, connectorId, type: 'PATCH', offsets, requestedBy: 'User:u-test' }
  const { id } = await db.connectorOffsetRequest.create({ data })
  connectors.wake()
  return eventually('the request is carried out', async () => {
    const row = await db.connectorOffsetRequest.findUniqueOrThrow({ where: { id } })
    return row.phase !== 'PENDING' && row
  })
}

const configOf = (topic: string, more: Record<string, string> = {}) => ({
  'connector.class': 'DatagenSource',
  'kafka.auth.mode': 'KAFKA_API_KEY',
  'kafka.api.key': key.key,
  'kafka.api.secret': key.secret,
  'kafka.topic': topic,
  'output.data.format': 'JSON',
  quickstart: 'ORDERS',
  'max.interval': '20',
  'tasks.max': '1',
  ...more,
})

async function launch(name: string, topic: string, more: Record<string, string> = {}): Promise<void> {
  await createConnector(organization.ctx, { clusterId }, { name, config: configOf(topic, more) })
  connectors.wake()
}

beforeAll(async () => {
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
  connectors = start('a')
})

afterAll(async () => {
  await connectors.stop()
  await clusters.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

describe('connectors of a cluster', () => {
  test('a new connector runs and writes valid records with its own key', async () => {
    await createTopic(connection, { name: 'orders', partitions: 3 })
    await launch('first', 'orders')
    const row = await reaches('first', 'RUNNING')
    expect(row.tasks).toMatchObject([{ taskId: 0, state: 'RUNNING', trace: '' }])
    await eventually('records arrive', async () => (await ends('orders')) > 20)
    const { records } = await fetchFrom(connection, { topic: 'orders', from: 'earliest', max: 10 })
    for (const { value } of records)
      expect(Object.keys(JSON.parse(String(value)) as object)).toEqual([
        'ordertime',
        'orderid',
        'itemid',
        'orderunits',
        'address',
      ])
    await eventually('counters grow', () => (connectors.counters().get(row.id)?.records ?? 0) > 0)
  })

  test('one with schemas registers them at the environment’s registry', async () => {
    const rpc = await startRpc(() => undefined, log)
    const gateway = await startGateway(env.schemaRegistryPort)
    try {
      await createTopic(connection, { name: 'typed', partitions: 1 })
      await launch('typed', 'typed', { 'output.data.format': 'AVRO' })
      await reaches('typed', 'RUNNING')
      const client = registryClient(asTributary(await registryOf(organization)))
      const found = await client.latest('typed-value')
      const value = await eventually('a record arrives', async () => {
        const { records } = await fetchFrom(connection, { topic: 'typed', from: 'earliest', max: 1 })
        return records[0]?.value
      })
      expect(readFrame(value).schema).toEqual({ id: found.id })
      await pauseConnector(organization.ctx, { clusterId, connectorName: 'typed' })
    } finally {
      await Promise.all([gateway.close(), rpc.close()])
    }
  })

  test('the worker tells how far it is', async () => {
    const { id } = await rowOf('first')
    const app = new Hono()
    connectors.addRoutes(app)
    const read = async () => {
      const answer = await app.request(`/connectors/${id}/offsets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ clusterId }),
      })
      expect(answer.status).toBe(200)
      return sourceOffsets.parse(((await answer.json()) as { offsets: unknown }).offsets)
    }
    await eventually('an offset is known', async () => (await read()).length > 0)
  })

  test('a paused connector writes nothing, a resumed one goes on', async () => {
    const place = { clusterId, connectorName: 'first' }
    await pauseConnector(organization.ctx, place)
    connectors.wake()
    const { tasks } = await reaches('first', 'PAUSED')
    expect(tasks).toMatchObject([{ state: 'PAUSED', workerId: expect.stringContaining('-a') as string }])
    const paused = await ends('orders')
    await resumeConnector(organization.ctx, place)
    connectors.wake()
    expect(await ends('orders')).toBe(paused)
    await reaches('first', 'RUNNING')
    await eventually('records arrive again', async () => (await ends('orders')) > paused)
  })

  test('one task is started anew alone, with a greater epoch', async () => {
    const before = await rowOf('first')
    await restartTask(organization.ctx, { clusterId, connectorName: 'first' }, 0)
    connectors.wake()
    await eventually('it was claimed again', async () => (await rowOf('first')).lastEpoch > before.lastEpoch)
    expect((await reaches('first', 'RUNNING')).generation).toBe(before.generation)
  })

  test('another worker goes on where the first stopped, without a gap in the numbers', async () => {
    await connectors.stop()
    const stopped = await ends('orders')
    connectors = start('b')
    await eventually('records arrive again', async () => (await ends('orders')) > stopped + 5)
    const { records } = await fetchFrom(connection, { topic: 'orders', from: 'earliest', max: 20_000 })
    const ids = records.map(({ value }) => (JSON.parse(String(value)) as { orderid: number }).orderid)
    const sorted = [...ids].sort((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: sorted.length }, (_, n) => n))
    expect((await rowOf('first')).tasks[0]?.epoch).toBeGreaterThan(1n)
  })

  test('tasks of a worker process that is gone are taken over at once, those of a living one are left alone', async () => {
    const before = await rowOf('first')
    await connectors.stop()
    const hold = (workerId: string) =>
      db.$executeRaw`UPDATE connector_tasks SET worker_id = ${workerId}, lease_until = now() + interval '10 minutes' WHERE connector_id = ${before.id}`
    await hold(`elsewhere/1-x`)
    connectors = start('c')
    const held = await ends('orders')
    await hold(`${hostname()}/999999999-gone`)
    connectors.wake()
    await eventually('records arrive again', async () => (await ends('orders')) > held, { timeoutMs: 60_000 })
  })

  test('a stopped connector has no tasks; its offsets are changed on request, and what was before is kept', async () => {
    const place = { clusterId, connectorName: 'first' }
    await stopConnector(organization.ctx, place)
    connectors.wake()
    const { id, tasks } = await reaches('first', 'PAUSED')
    expect(tasks).toEqual([])
    const offset = { 'task.generation': 7, 'current.iteration': 1_000_000, 'random.seed': 1 }
    const wish = await requestOffsets(id, [{ partition: { 'task.id': 0 }, offset }])
    expect(wish).toMatchObject({ phase: 'APPLIED', previousOffsets: [{ partition: { 'task.id': 0 } }] })
    const stopped = await ends('orders')
    await resumeConnector(organization.ctx, place)
    connectors.wake()
    await reaches('first', 'RUNNING')
    await eventually('records arrive again', async () => (await ends('orders')) > stopped)
    const used = await db.connectorTopic.findMany({ where: { connectorId: id } })
    expect(used.map(({ topic }) => topic)).toEqual(['orders'])
  })

  test('changed settings restart the tasks, more tasks are added and surplus ones leave', async () => {
    const place = { clusterId, connectorName: 'first' }
    const more = {
      'kafka.api.secret': '****************',
      'kafka.api.key': '****************',
      'tasks.max': '2',
    }
    await updateConnectorConfig(organization.ctx, place, configOf('orders', more))
    connectors.wake()
    expect((await reaches('first', 'RUNNING')).tasks).toHaveLength(2)
    await updateConnectorConfig(organization.ctx, place, configOf('orders', { ...more, 'tasks.max': '1' }))
    connectors.wake()
    await eventually('one task is left', async () => (await reaches('first', 'RUNNING')).tasks.length === 1)
  })

  test('a connector whose topic vanished fails with a readable reason and recovers when it is back', async () => {
    await createTopic(connection, { name: 'fleeting', partitions: 1 })
    await launch('second', 'fleeting')
    await reaches('second', 'RUNNING')
    await deleteTopic(connection, 'fleeting')
    const row = await reaches('second', 'FAILED')
    expect(row.trace).toContain('Topic "fleeting" does not exist')
    expect(row.tasks[0]?.state).toBe('USER_ACTIONABLE_ERROR')
    await createTopic(connection, { name: 'fleeting', partitions: 1 })
    await reaches('second', 'RUNNING')
  })

  test('a topic that does not exist and a key of nobody are refused at their fields', async () => {
    await expect(launch('third', 'nowhere', { 'kafka.api.key': 'AAAAAAAAAAAAAAAA' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [
        { path: 'kafka.api.key', message: expect.stringContaining('There is no API key') as string },
        { path: 'kafka.topic', message: expect.stringContaining('does not exist') as string },
      ],
    })
  })

  test('sample data launches with a topic and a key of the account made for it', async () => {
    const { ctx, userId } = organization
    const user = { ...ctx, actor: { ...ctx.actor, principal: `User:${userId}`, userId } }
    const input = { connector_class: 'DatagenSource', topic: 'sample_data', config: { quickstart: 'USERS' } }
    const launched = await launchConnector(user, clusterId, input)
    clusters.wake()
    connectors.wake()
    expect(launched).toMatchObject({ name: 'DatagenSourceConnector_0', is_topic_new: true })
    await reaches(launched.name, 'RUNNING')
    await eventually('records arrive', async () => (await ends('sample_data')) > 0)
    const again = await launchConnector(user, clusterId, input)
    expect(again).toMatchObject({ name: 'DatagenSourceConnector_1', is_topic_new: false })
    const keys = await db.apiKey.findMany({ where: { id: { in: [launched.api_key, again.api_key] } } })
    expect(keys.map(({ ownerId }) => ownerId)).toEqual([userId, userId])
    await expect(
      launchConnector(user, clusterId, { ...input, config: { quickstart: 'NOTHING' } }),
    ).rejects.toMatchObject({ code: 'invalid', fields: [{ path: 'quickstart' }] })
    expect(await db.apiKey.count({ where: { resourceId: clusterId, deletedAt: null } })).toBe(3)
  })

  test('a deleted connector stops and leaves nothing behind', async () => {
    const { id } = await rowOf('first')
    await deleteConnector(organization.ctx, { clusterId, connectorName: 'first' })
    connectors.wake()
    await eventually('the row is gone', async () => (await db.connector.count({ where: { id } })) === 0)
    expect(await db.secret.count({ where: { place: { startsWith: `connectors/${id}` } } })).toBe(0)
    const end = await ends('orders')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await ends('orders')).toBe(end)
  })
})
