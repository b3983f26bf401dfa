import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterConnection } from '@/lib/clusters/connection'
import { createCluster } from '@/lib/clusters/create'
import { deleteCluster } from '@/lib/clusters/delete'
import { toClusterDto } from '@/lib/clusters/dto'
import { updateCluster } from '@/lib/clusters/update'
import { db } from '@/lib/db'
import {
  closeAllKafka,
  createTopic,
  describeBrokerConfigs,
  describeTopic,
  fetchNewest,
  type KafkaConnection,
} from '@/lib/kafka'
import { log } from '@/lib/log'
import { brokerFolders } from '@/worker/brokers/broker-folder'
import { readBrokerMetrics } from '@/worker/brokers/metrics'
import { processStamp } from '@/worker/brokers/process-identity'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { applyClusterKeys, clusterFolder } from '@/worker/clusters/apply-keys'
import { forgetLastRead } from '@/worker/clusters/record-key-uses'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import type { Loop } from '@/worker/loops/loop'
import { makeApiKey, makeOrganization, type Organization } from '@/tests/support/factories'
import { freeBasePort } from '@/tests/support/free-ports'
import { keepLedger } from '@/tests/support/ledger'
import { connectionWith, untilRunning } from '@/tests/support/local-cluster'
import { eventually } from '@/tests/support/poll'

let organization: Organization
let loop: Loop
let id: string
let newestKey: string

const rowOf = () => db.kafkaCluster.findUniqueOrThrow({ where: { id } })
const statusOf = async () => toClusterDto(await rowOf()).status
const processes = async (): Promise<number[]> => {
  const running = await Promise.all((await brokerFolders(clusterFolder(id))).map(findRunningBroker))
  return running.map((broker) => broker?.pid ?? 0)
}
const allRun = () =>
  eventually(
    'all three brokers run',
    async () => {
      loop.wake()
      const { brokers = [] } = await statusOf()
      return (await processes()).every((pid) => pid > 0) && brokers.every(({ state }) => state === 'RUNNING')
    },
    { timeoutMs: 90_000 },
  )

async function clientOf(): Promise<KafkaConnection> {
  const key = await makeApiKey(organization.ctx, organization.userId, id)
  newestKey = key.key
  const row = await rowOf()
  await applyClusterKeys(row)
  const { clientPort } = row
  const servers = [0, 1, 2].map((index) => `127.0.0.1:${(clientPort ?? 0) + index}`).join(',')
  return { ...connectionWith(row, key), bootstrapServers: servers }
}

/** All values of the topic, read as Tributary itself. */
async function valuesOf(topic: string): Promise<Set<number>> {
  const found = await fetchNewest(await clusterConnection(await rowOf()), { topic, max: 100_000 })
  return new Set(found.records.map(({ value }) => Number(value?.toString())))
}

beforeAll(async () => {
  organization = await makeOrganization()
  loop = startClustersLoop(log)
  const made = await createCluster(organization.ctx, {
    spec: {
      display_name: 'three',
      availability: 'SINGLE_ZONE',
      cloud: 'AWS',
      region: 'eu-central-1',
      config: { kind: 'Dedicated', cku: 1 },
      environment: { id: organization.environmentId },
    },
  })
  id = made.id
  await db.kafkaCluster.update({ where: { id }, data: { clientPort: await freeBasePort() } })
  loop.wake()
  await untilRunning(id)
})

afterAll(async () => {
  await loop.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

describe('a Dedicated cluster', () => {
  test('has three brokers, and a new topic is on all of them with two that must acknowledge', async () => {
    const connection = await clusterConnection(await rowOf())
    await createTopic(connection, { name: 'ledger', partitions: 3 })
    const { partitions } = await describeTopic(connection, 'ledger')
    for (const { replicas } of partitions) expect([...replicas].sort()).toEqual([1, 2, 3])
    const configs = await describeBrokerConfigs(connection, 1)
    const values = Object.fromEntries(configs.map(({ name, value }) => [name, value]))
    expect(values).toMatchObject({
      'min.insync.replicas': '2',
      'offsets.topic.replication.factor': '3',
      'transaction.state.log.replication.factor': '3',
    })
    const { spec, status } = toClusterDto(await rowOf())
    expect(status).toMatchObject({ cku: 1, phase: 'PROVISIONED' })
    expect(status.brokers).toEqual([1, 2, 3].map((broker) => ({ id: broker, state: 'RUNNING' })))
    expect(spec.kafka_bootstrap_endpoint).toMatch(
      /^SASL_PLAINTEXT:\/\/127\.0\.0\.1:\d+(,127\.0\.0\.1:\d+){2}$/,
    )
  })

  test('stays writable with acks=all while one broker is killed, which comes back; nothing acknowledged is lost', async () => {
    const ledger = await keepLedger(await clientOf(), 'ledger')
    await eventually('it flows', () => ledger.count() > 50)
    const before = await processes()
    process.kill(before[1] ?? 0, 'SIGKILL')
    const atKill = ledger.count()
    await eventually('it flows on without the broker', () => ledger.count() > atKill + 50, {
      timeoutMs: 30_000,
    })
    loop.wake()
    await eventually('people see that one is away', async () =>
      (await statusOf()).brokers?.some(({ state }) => state !== 'RUNNING'),
    )
    expect((await rowOf()).health).toBe('RUNNING')
    await allRun()
    const after = await processes()
    expect(after[1]).not.toBe(before[1])
    expect([after[0], after[2]]).toEqual([before[0], before[2]])
    const acknowledged = await ledger.stop()
    const found = await valuesOf('ledger')
    expect(acknowledged.filter((number) => !found.has(number))).toEqual([])
  })

  test('its traffic is added up over its brokers and makes no jump when one of them restarted', async () => {
    const folder = clusterFolder(id)
    const from = (await readBrokerMetrics(folder)).topics['ledger']?.messagesIn ?? 0
    const ledger = await keepLedger(await clientOf(), 'ledger')
    await eventually('it flows', () => ledger.count() > 100)
    const written = (await ledger.stop()).length
    const to = (await readBrokerMetrics(folder)).topics['ledger']?.messagesIn ?? 0
    expect(to - from).toBeGreaterThanOrEqual(written)
    expect(to - from).toBeLessThan(written * 2)
  })

  test('a key that was used on any of its brokers says so', async () => {
    forgetLastRead(id)
    await applyClusterKeys(await rowOf())
    const { lastUsedAt } = await db.apiKey.findUniqueOrThrow({ where: { id: newestKey } })
    expect(lastUsedAt).not.toBeNull()
  })

  test('new listeners restart one broker after another, and what was acknowledged meanwhile is there', async () => {
    const ledger = await keepLedger(await clientOf(), 'ledger')
    await eventually('it flows', () => ledger.count() > 50)
    const before = await processes()
    await updateCluster(organization.ctx, id, { spec: { listeners: { tls: 'GENERATED' } } })
    loop.wake()
    const row = await eventually(
      'TLS is offered',
      async () => {
        const now = await rowOf()
        return now.protocol === 'SASL_SSL' && now
      },
      { timeoutMs: 110_000 },
    )
    const after = await processes()
    after.forEach((pid, index) => expect(pid).not.toBe(before[index]))
    expect(row.bootstrapServers?.split(',')).toHaveLength(3)
    const acknowledged = await ledger.stop()
    const found = await valuesOf('ledger')
    expect(acknowledged.filter((number) => !found.has(number))).toEqual([])
  })

  test('another worker adopts its three brokers and restarts none', async () => {
    const before = await processes()
    await loop.stop()
    loop = startClustersLoop(log)
    await allRun()
    expect(await processes()).toEqual(before)
  })

  test('deleting it ends all three processes and removes the folder', async () => {
    const pids = await processes()
    await deleteCluster(organization.ctx, id)
    loop.wake()
    await eventually('the row is gone', async () => (await db.kafkaCluster.count({ where: { id } })) === 0, {
      timeoutMs: 60_000,
    })
    for (const pid of pids) expect(await processStamp(pid)).toBeNull()
    expect(existsSync(clusterFolder(id))).toBe(false)
  })
})
