import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { clusterConnection } from '@/lib/clusters/connection'
import { deleteCluster } from '@/lib/clusters/delete'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { closeAllKafka, createTopic, describeAcls, describeCluster, listTopics } from '@/lib/kafka'
import { log } from '@/lib/log'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { applyClusterKeys, clusterFolder } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import type { Loop } from '@/worker/loops/loop'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { connectionWith, untilRunning } from '@/tests/support/local-cluster'
import { eventually } from '@/tests/support/poll'

let organization: Organization
let ctx: Ctx
let loop: Loop

const rowOf = (id: string) => db.kafkaCluster.findUniqueOrThrow({ where: { id } })

beforeAll(async () => {
  organization = await makeOrganization()
  ctx = organization.ctx
  loop = startClustersLoop(log)
})

afterAll(async () => {
  await loop.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

describe('clusters on this machine', () => {
  let clusterId: string

  test('a new cluster is provisioned with its own broker, and its owner gets ACLs there', async () => {
    clusterId = await makeCluster(organization, 'first')
    loop.wake()
    const row = await untilRunning(clusterId)
    expect(row).toMatchObject({ phase: 'PROVISIONED', protocol: 'SASL_PLAINTEXT', message: null })
    const acls = await describeAcls(await clusterConnection(row))
    expect(acls.filter((acl) => acl.principal === `User:${organization.userId}`)).toHaveLength(4)
  })

  test('a key works once applied, and is refused and its row gone after its deletion', async () => {
    const key = await makeApiKey(ctx, organization.userId, clusterId)
    const row = await rowOf(clusterId)
    await applyClusterKeys(row)
    const connection = { ...connectionWith(row, key), mechanism: 'SCRAM-SHA-512' as const }
    await createTopic(connection, { name: 'by-key', partitions: 1 })
    expect((await listTopics(connection)).map(({ name }) => name)).toContain('by-key')
    await closeAllKafka()

    await deleteApiKey(ctx, key.key)
    await applyClusterKeys(row)
    expect(await db.apiKey.findUnique({ where: { id: key.key } })).toBeNull()
    await expect(listTopics(connection)).rejects.toThrow()
    await closeAllKafka()
  })

  test('a key of a launch that broke off is removed when its time is over', async () => {
    const { key } = await makeApiKey(ctx, organization.userId, clusterId)
    await db.apiKey.update({ where: { id: key }, data: { provisionalUntil: new Date(Date.now() - 1) } })
    await applyClusterKeys(await rowOf(clusterId))
    expect(await db.apiKey.count({ where: { id: key } })).toBe(0)
  })

  test('a broker that was killed is started again with its data', async () => {
    const before = await findRunningBroker(clusterFolder(clusterId))
    expect(before).not.toBeNull()
    process.kill(before?.pid ?? 0, 'SIGKILL')
    loop.wake()
    const after = await eventually(
      'another process runs',
      async () => {
        const broker = await findRunningBroker(clusterFolder(clusterId))
        return broker?.pid !== before?.pid && broker
      },
      { timeoutMs: 40_000 },
    )
    expect(after.pid).not.toBe(before?.pid)
    const topics = await eventually(
      'the broker answers',
      async () => {
        const row = await untilRunning(clusterId)
        return (await listTopics(await clusterConnection(row))).map(({ name }) => name)
      },
      { timeoutMs: 40_000 },
    )
    expect(topics).toContain('by-key')
  })

  test('a second loop adopts the running broker and does not restart it', async () => {
    const before = await findRunningBroker(clusterFolder(clusterId))
    await loop.stop()
    loop = startClustersLoop(log)
    await eventually('the loop turned', async () => {
      await describeCluster(await clusterConnection(await rowOf(clusterId)))
      return true
    })
    expect(await findRunningBroker(clusterFolder(clusterId))).toEqual(before)
  })

  test('a taken port fails the cluster with a message that names it; once it is free the cluster comes up', async () => {
    const id = await makeCluster(organization, 'second')
    const { clientPort } = await rowOf(id)
    const squatter = createServer().listen(clientPort ?? 0, '127.0.0.1')
    loop.wake()
    const failed = await eventually('the cluster failed', async () => {
      const row = await rowOf(id)
      return row.phase === 'FAILED' && row
    })
    expect(failed.message).toContain(String(clientPort))
    await new Promise((resolve) => squatter.close(resolve))
    loop.wake()
    await untilRunning(id)
    await deleteCluster(ctx, id)
    loop.wake()
    await eventually(
      'the cluster is gone',
      async () => (await db.kafkaCluster.count({ where: { id } })) === 0,
    )
  })

  test('a deleted cluster leaves neither process, folder, keys nor secrets', async () => {
    await makeApiKey(ctx, organization.userId, clusterId)
    await deleteCluster(ctx, clusterId)
    loop.wake()
    await eventually(
      'the row is gone',
      async () => (await db.kafkaCluster.count({ where: { id: clusterId } })) === 0,
    )
    expect(existsSync(clusterFolder(clusterId))).toBe(false)
    expect(await findRunningBroker(clusterFolder(clusterId))).toBeNull()
    expect(await db.apiKey.count({ where: { resourceId: clusterId } })).toBe(0)
    expect(await db.secret.count({ where: { place: { startsWith: `clusters/${clusterId}` } } })).toBe(0)
  })
})
