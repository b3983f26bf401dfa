import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '@/lib/api-keys/create'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { createCluster } from '@/lib/clusters/create'
import { clusterConnection } from '@/lib/clusters/connection'
import { deleteCluster } from '@/lib/clusters/delete'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { createEnvironment } from '@/lib/environments/create'
import { closeAllKafka, createTopic, describeAcls, describeCluster, listTopics } from '@/lib/kafka'
import { log } from '@/lib/log'
import { systemContextOf } from '@/lib/organizations/system-context'
import { insertUser } from '@/lib/users/create'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { applyClusterKeys, clusterFolder } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import type { Loop } from '@/worker/loops/loop'
import { eventually } from '@/tests/support/poll'

let ctx: Ctx
let loop: Loop
let environmentId: string
let userId: string

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const rowOf = (id: string) => db.kafkaCluster.findUniqueOrThrow({ where: { id } })

async function newCluster(name: string): Promise<string> {
  const { id } = await createCluster(ctx, {
    spec: {
      display_name: name,
      availability: 'SINGLE_ZONE',
      cloud: 'LOCAL',
      region: 'this-machine',
      config: { kind: 'Basic' },
      environment: { id: environmentId },
    },
  })
  await db.kafkaCluster.update({ where: { id }, data: { clientPort: await freePort() } })
  return id
}

const running = (id: string) =>
  eventually('the broker runs', async () => {
    const row = await rowOf(id)
    return row.health === 'RUNNING' && row
  })

beforeAll(async () => {
  const organization = await db.organization.create({
    data: { id: crypto.randomUUID(), displayName: 'Acme' },
  })
  ctx = systemContextOf(organization.id)
  environmentId = (await createEnvironment(ctx, { display_name: 'test' })).id
  const owner = { email: 'ada@example.com', fullName: 'Ada', roleName: 'OrganizationAdmin' as const }
  userId = (
    await db.$transaction((tx) => insertUser(tx, { ...owner, organizationId: organization.id }, 'none'))
  ).id
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
    clusterId = await newCluster('first')
    loop.wake()
    const row = await running(clusterId)
    expect(row).toMatchObject({ phase: 'PROVISIONED', protocol: 'SASL_PLAINTEXT', message: null })
    const acls = await describeAcls(await clusterConnection(row))
    expect(acls.filter((acl) => acl.principal === `User:${userId}`)).toHaveLength(4)
  })

  test('a key works once applied, and is refused and its row gone after its deletion', async () => {
    const resource = { id: clusterId }
    const key = await createApiKey(ctx, {
      spec: { display_name: '', description: '', owner: { id: userId }, resource },
    })
    const row = await rowOf(clusterId)
    await applyClusterKeys(row)
    const connection = {
      id: `as-${key.id}`,
      bootstrapServers: row.bootstrapServers ?? '',
      protocol: 'SASL_PLAINTEXT' as const,
      mechanism: 'SCRAM-SHA-512' as const,
      username: key.id,
      password: key.spec.secret ?? '',
    }
    await createTopic(connection, { name: 'by-key', partitions: 1 })
    expect((await listTopics(connection)).map(({ name }) => name)).toContain('by-key')
    await closeAllKafka()

    await deleteApiKey(ctx, key.id)
    await applyClusterKeys(row)
    expect(await db.apiKey.findUnique({ where: { id: key.id } })).toBeNull()
    await expect(listTopics(connection)).rejects.toThrow()
    await closeAllKafka()
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
        const row = await running(clusterId)
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
    const id = await newCluster('second')
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
    await running(id)
    await deleteCluster(ctx, id)
    loop.wake()
    await eventually(
      'the cluster is gone',
      async () => (await db.kafkaCluster.count({ where: { id } })) === 0,
    )
  })

  test('a deleted cluster leaves neither process, folder, keys nor secrets', async () => {
    await createApiKey(ctx, {
      spec: { display_name: '', description: '', owner: { id: userId }, resource: { id: clusterId } },
    })
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
