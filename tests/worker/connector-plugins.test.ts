import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clusterConnection } from '@/lib/clusters/connection'
import { createConnector } from '@/lib/connectors/create'
import { listConnectorPlugins } from '@/lib/connectors/list-plugins'
import { pauseConnector, resumeConnector } from '@/lib/connectors/run'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { closeAllKafka, createTopic, fetchFrom, type KafkaConnection } from '@/lib/kafka'
import { log } from '@/lib/log'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import { startConnectorsLoop, type ConnectorsLoop } from '@/worker/loops/connectors'
import type { Loop } from '@/worker/loops/loop'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'

const FILE = 'ticker-source.ts'

// Before all imports: the plugins of a process are those that lie there when it starts.
await vi.hoisted(async () => {
  const [{ copyFileSync, mkdirSync }, settings] = await Promise.all([import('node:fs'), import('@/lib/env')])
  const folder = settings.env.pluginFolder
  mkdirSync(folder, { recursive: true })
  copyFileSync(new URL('../support/plugins/ticker-source.ts', import.meta.url), `${folder}/ticker-source.ts`)
})

let organization: Organization
let clusterId: string
let connection: KafkaConnection
let clusters: Loop
let connectors: ConnectorsLoop

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  clusters = startClustersLoop(log)
  const cluster = await eventually('the broker runs', async () => {
    const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
    return row.health === 'RUNNING' && row
  })
  connection = await clusterConnection(cluster)
  connectors = startConnectorsLoop({ workerId: `${process.pid}-plugins`, log })
})

afterAll(async () => {
  rmSync(path.join(env.pluginFolder, FILE))
  await connectors.stop()
  await clusters.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

const counts = async (): Promise<number[]> => {
  const { records } = await fetchFrom(connection, { topic: 'ticks', from: 'earliest', max: 500 })
  return records.map(({ value }) => (JSON.parse(String(value)) as { count: number }).count)
}

test('a file in the plugins folder is in the catalogue, runs as a connector and goes on where it was', async () => {
  const { ctx, userId } = organization
  expect(await listConnectorPlugins(ctx, clusterId)).toContainEqual({ class: 'TickerSource', type: 'source' })
  await createTopic(connection, { name: 'ticks', partitions: 1 })
  const key = await makeApiKey(ctx, userId, clusterId)
  await applyClusterKeys(await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } }))
  const config = {
    'connector.class': 'TickerSource',
    'kafka.api.key': key.key,
    'kafka.api.secret': key.secret,
    'kafka.topic': 'ticks',
    'output.data.format': 'JSON',
    'interval.ms': '20',
    'ticker.name': 'test',
    'tasks.max': '1',
    transforms: 'where',
    'transforms.where.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
    'transforms.where.topic.field': 'topic',
  }
  await createConnector(ctx, { clusterId }, { name: 'ticker', config })
  connectors.wake()
  await eventually('numbers arrive', async () => (await counts()).length > 10)
  const place = { clusterId, connectorName: 'ticker' }
  await pauseConnector(ctx, place)
  connectors.wake()
  await eventually('it is paused', async () => {
    const row = await db.connector.findFirstOrThrow({ where: { clusterId, name: 'ticker' } })
    return row.state === 'PAUSED' && row.seenGeneration === row.generation
  })
  const before = (await counts()).length
  await resumeConnector(ctx, place)
  connectors.wake()
  await eventually('it goes on', async () => (await counts()).length > before + 5)
  const all = await counts()
  expect(all).toEqual(all.map((_, i) => i + 1))
  const { records } = await fetchFrom(connection, { topic: 'ticks', from: 'earliest', max: 1 })
  expect(JSON.parse(String(records[0]?.value))).toEqual({ name: 'test', count: 1, topic: 'ticks' })
})
