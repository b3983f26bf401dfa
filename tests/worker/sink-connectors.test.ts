import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterConnection } from '@/lib/clusters/connection'
import { createConnector } from '@/lib/connectors/create'
import { pauseConnector, resumeConnector, stopConnector } from '@/lib/connectors/run'
import { db, type Prisma } from '@/lib/db'
import { env } from '@/lib/env'
import { closeAllKafka, createTopic, groupOffsets, produce, type KafkaConnection } from '@/lib/kafka'
import { log } from '@/lib/log'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import { startConnectorsLoop, type ConnectorsLoop } from '@/worker/loops/connectors'
import type { Loop } from '@/worker/loops/loop'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'

const name = 'lines'
const file = path.join(env.connectorFolders[0] ?? '', `${process.pid}-lines.txt`)
let organization: Organization
let clusterId: string
let connection: KafkaConnection
let clusters: Loop
let connectors: ConnectorsLoop
let connectorId: string

beforeAll(async () => {
  await mkdir(path.dirname(file), { recursive: true })
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  clusters = startClustersLoop(log)
  const cluster = await eventually('the broker runs', async () => {
    const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
    return row.health === 'RUNNING' && row
  })
  connection = await clusterConnection(cluster)
  const key = await makeApiKey(organization.ctx, organization.userId, clusterId)
  await applyClusterKeys(cluster)
  connectors = startConnectorsLoop({ workerId: `${process.pid}-sinks`, log })
  await createTopic(connection, { name: 'words', partitions: 1 })
  await write('one', 'two', 'three')
  await createConnector(
    organization.ctx,
    { clusterId },
    {
      name,
      config: {
        'connector.class': 'FileStreamSink',
        'kafka.auth.mode': 'KAFKA_API_KEY',
        'kafka.api.key': key.key,
        'kafka.api.secret': key.secret,
        topics: 'words',
        'input.data.format': 'STRING',
        file,
        'tasks.max': '1',
      },
    },
  )
  connectors.wake()
  connectorId = (await rowOf()).id
})

afterAll(async () => {
  await connectors.stop()
  await clusters.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

const place = () => ({ clusterId, connectorName: name })
const write = (...values: string[]): Promise<unknown> =>
  produce(
    connection,
    values.map((value) => ({ topic: 'words', partition: 0, value })),
  )
const rowOf = () => db.connector.findFirstOrThrow({ where: { clusterId, name }, include: { tasks: true } })
const reaches = (state: string) =>
  eventually(`the connector is ${state}`, async () => {
    const row = await rowOf()
    if (row.state !== state || row.seenGeneration !== row.generation)
      throw new Error(`${row.state} ${row.trace}`)
    return row
  })
const has = (lines: string[]) =>
  eventually(`${lines.length} lines`, async () => {
    const text = await readFile(file, 'utf8').catch(() => '')
    const found = text.split('\n').filter(Boolean)
    if (found.length < lines.length) throw new Error(JSON.stringify(found))
    expect(found).toEqual(lines)
    return found
  })
const offsets = async () => {
  const app = new Hono()
  connectors.addRoutes(app)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ clusterId })
  const answer = await app.request(`/connectors/${connectorId}/offsets`, { method: 'POST', headers, body })
  return ((await answer.json()) as { offsets: unknown }).offsets
}
const at = (offset: number) => [
  { partition: { kafka_topic: 'words', kafka_partition: 0 }, offset: { kafka_offset: offset } },
]
async function request(type: string, wanted?: Prisma.InputJsonValue) {
  const id = `${type}-${Date.now()}`
  await db.connectorOffsetRequest.create({
    data: {
      id,
      connectorId,
      type,
      requestedBy: 'User:u-test',
      ...(wanted === undefined ? {} : { offsets: wanted }),
    },
  })
  connectors.wake()
  return eventually('the request is carried out', async () => {
    const row = await db.connectorOffsetRequest.findUniqueOrThrow({ where: { id } })
    return row.phase !== 'PENDING' && row
  })
}

describe('a sink of a cluster', () => {
  test('reads its topic, and tells how far it is and what it used', async () => {
    await reaches('RUNNING')
    await has(['one', 'two', 'three'])
    await eventually('the offset is committed', async () => {
      expect(await offsets()).toEqual(at(3))
      return true
    })
    await eventually('it counts', () => {
      const counters = connectors.counters().get(connectorId)
      return counters?.records === 3 && counters.bytes === 11 && counters.lag === 0
    })
    await eventually('its topic is noted', async () => {
      const used = await db.connectorTopic.findMany({ where: { connectorId } })
      return used.length === 1 && used[0]?.topic === 'words'
    })
    expect(await groupOffsets(connection, `dlq-${connectorId}`)).toEqual([])
  })

  test('goes back or forward where its offsets are changed while it runs, and begins anew where they are forgotten', async () => {
    expect(await request('PATCH', at(2))).toMatchObject({ phase: 'APPLIED', previousOffsets: at(3) })
    await has(['one', 'two', 'three', 'three'])
    expect(await request('DELETE')).toMatchObject({ phase: 'APPLIED' })
    await has(['one', 'two', 'three', 'three', 'one', 'two', 'three'])
    const wrong = [{ partition: { kafka_topic: 'words', kafka_partition: 9 }, offset: { kafka_offset: 1 } }]
    expect(await request('PATCH', wrong)).toMatchObject({
      phase: 'FAILED',
      message: expect.stringContaining('Topic words has no partition 9') as string,
    })
    await reaches('RUNNING')
  })

  test('stands still while it is paused or stopped, and then goes on where it was', async () => {
    await pauseConnector(organization.ctx, place())
    connectors.wake()
    expect((await reaches('PAUSED')).tasks).toMatchObject([{ state: 'PAUSED' }])
    await write('four')
    await stopConnector(organization.ctx, place())
    connectors.wake()
    expect((await reaches('PAUSED')).tasks).toEqual([])
    await resumeConnector(organization.ctx, place())
    connectors.wake()
    await has(['one', 'two', 'three', 'three', 'one', 'two', 'three', 'four'])
  })
})
