import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterConnection } from '@/lib/clusters/connection'
import { createConnector } from '@/lib/connectors/create'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { closeAllKafka, createTopic, fetchFrom, listTopicOffsets, type KafkaConnection } from '@/lib/kafka'
import { log } from '@/lib/log'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { clusterFolder } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { untilRunning } from '@/tests/support/local-cluster'
import { eventually } from '@/tests/support/poll'
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process'

const partitions = 3
let organization: Organization
let worker: WorkerProcess
let cluster: KafkaCluster
let connection: KafkaConnection

beforeAll(async () => {
  organization = await makeOrganization()
  const clusterId = await makeCluster(organization, 'ledger')
  worker = startWorkerProcess()
  cluster = await untilRunning(clusterId)
  connection = await clusterConnection(cluster)
  await createTopic(connection, { name: 'orders', partitions })
})

afterAll(async () => {
  await worker.end('SIGTERM')
  await stopLocalBrokers(log)
  await closeAllKafka()
})

const countRecords = async (): Promise<number> =>
  (await listTopicOffsets(connection, ['orders'])).reduce((sum, { latest }) => sum + Number(latest), 0)

async function readLedger(): Promise<number[]> {
  const numbers: number[] = []
  for (let partition = 0; partition < partitions; partition++) {
    const { records } = await fetchFrom(connection, {
      topic: 'orders',
      partitions: [partition],
      from: 'earliest',
      max: 100_000,
    })
    for (const { value } of records)
      numbers.push((JSON.parse(value?.toString() ?? '{}') as { orderid: number }).orderid)
  }
  return numbers.sort((a, b) => a - b)
}

describe('the worker is killed with SIGKILL while a connector runs', () => {
  test('brokers keep their process, the stream goes on by itself and its numbers have no gap', async () => {
    const key = await makeApiKey(organization.ctx, organization.userId, cluster.id)
    await createConnector(
      organization.ctx,
      { clusterId: cluster.id },
      {
        name: 'ledger',
        config: {
          'connector.class': 'DatagenSource',
          name: 'ledger',
          'kafka.auth.mode': 'KAFKA_API_KEY',
          'kafka.api.key': key.key,
          'kafka.api.secret': key.secret,
          'kafka.topic': 'orders',
          'output.data.format': 'JSON',
          quickstart: 'ORDERS',
          'max.interval': '10',
          'tasks.max': '1',
        },
      },
    )
    const broker = await findRunningBroker(clusterFolder(cluster.id))
    expect(broker).not.toBeNull()
    for (let round = 0; round < 3; round++) {
      const before = await countRecords()
      await eventually('the stream flows', async () => (await countRecords()) > before + 50, {
        timeoutMs: 30_000,
      })
      await worker.end('SIGKILL')
      worker = startWorkerProcess()
    }
    const before = await countRecords()
    await eventually('the stream goes on', async () => (await countRecords()) > before + 50, {
      timeoutMs: 30_000,
    })
    expect(await findRunningBroker(clusterFolder(cluster.id))).toEqual(broker)

    await db.connector.updateMany({ data: { desired: 'PAUSED', generation: { increment: 1 } } })
    await eventually(
      'the connector is paused',
      async () => (await db.connector.count({ where: { state: 'PAUSED' } })) === 1,
      {
        timeoutMs: 30_000,
      },
    )
    const ledger = await readLedger()
    const distinct = [...new Set(ledger)]
    expect(distinct).toEqual(Array.from({ length: distinct.length }, (_, index) => index))
    // At least once: a kill repeats at most what was under way.
    expect(ledger.length - distinct.length).toBeLessThan(3 * 100)
  })

  test('a clean stop takes the brokers along', async () => {
    await worker.end('SIGTERM')
    expect(await findRunningBroker(clusterFolder(cluster.id))).toBeNull()
    worker = startWorkerProcess()
    await eventually('the broker is back', () => findRunningBroker(clusterFolder(cluster.id)), {
      timeoutMs: 60_000,
    })
    await untilRunning(cluster.id)
  })
})
