// A Global key is on every cluster of its organization: in the key file of local ones, as a SCRAM user on somebody's own Kafka.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GET as TOPICS } from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/route'
import { createApiKey } from '@/lib/api-keys/create'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { clusterConnection, externalPasswordPlace } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { closeAllKafka, createTopic, describeCluster, listScramUsers, listTopics } from '@/lib/kafka'
import { log } from '@/lib/log'
import { putSecret } from '@/lib/secrets/store'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { forgetLastRead } from '@/worker/clusters/record-key-uses'
import { convergeExternal } from '@/worker/clusters/external-cluster'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import type { Loop } from '@/worker/loops/loop'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { connectionWith, untilRunning } from '@/tests/support/local-cluster'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

let organization: Organization
let broker: TestBroker
let loop: Loop
let local: string

const rowOf = (id: string) => db.kafkaCluster.findUniqueOrThrow({ where: { id } })
const apply = async (id: string) => applyClusterKeys(await rowOf(id))
const keyRow = (id: string) => db.apiKey.findUnique({ where: { id } })
const isOnExternal = async (id: string) => (await listScramUsers(broker.connection)).has(id)

beforeAll(async () => {
  broker = await startTestBroker()
  organization = await makeOrganization()
  local = await makeCluster(organization, 'local')
  loop = startClustersLoop(log)
  await untilRunning(local)
  // From here on the test takes the turns, one at a time.
  await loop.stop()
  await createTopic(await clusterConnection(await rowOf(local)), { name: 'orders', partitions: 1 })
})
afterAll(async () => {
  await stopLocalBrokers(log)
  await closeAllKafka()
  await broker.destroy()
})

/** Somebody's own Kafka, as far as SCRAM users go: the other broker, reached as its super user. */
async function attach(): Promise<string> {
  const id = await makeReachableCluster(organization, broker)
  const { bootstrapServers, protocol, mechanism, username, password = '' } = broker.connection
  await putSecret(db, organization.id, externalPasswordPlace(id), password)
  await db.kafkaCluster.update({
    where: { id },
    data: {
      provider: 'EXTERNAL',
      phase: 'PROVISIONED',
      health: 'RUNNING',
      kafkaClusterId: 'external',
      external: {
        bootstrap_servers: bootstrapServers,
        security_protocol: protocol,
        sasl_mechanism: mechanism ?? 'PLAIN',
        sasl_username: username ?? '',
      },
    },
  })
  return id
}

async function makeGlobalKey(ownerId = organization.userId): Promise<{ key: string; secret: string }> {
  const { id, spec } = await createApiKey(organization.ctx, {
    spec: { display_name: '', description: '', owner: { id: ownerId }, resource: { id: 'global' } },
  })
  return { key: id, secret: spec.secret ?? '' }
}
const loginLocal = async (key: { key: string; secret: string }, id: string) =>
  describeCluster({ ...connectionWith(await rowOf(local), key), id })

describe('a Global key', () => {
  test('works on a local cluster by PLAIN and SCRAM, and counts as applied once every running cluster has it', async () => {
    const external = await attach()
    const key = await makeGlobalKey()
    await apply(local)
    expect((await keyRow(key.key))?.appliedAt).toBeNull()
    expect((await loginLocal(key, 'plain')).clusterId).toBeTruthy()
    const scram = {
      ...connectionWith(await rowOf(local), key),
      mechanism: 'SCRAM-SHA-512' as const,
      id: 'scram',
    }
    expect((await listTopics(scram)).map(({ name }) => name)).toContain('orders')

    await apply(external)
    expect(await isOnExternal(key.key)).toBe(true)
    expect((await keyRow(key.key))?.appliedAt).not.toBeNull()
    await db.kafkaCluster.delete({ where: { id: external } })
  })

  test('comes to a cluster that is attached later, and leaves when it is detached', async () => {
    const key = await makeGlobalKey()
    await apply(local)
    const external = await attach()
    await apply(external)
    expect(await isOnExternal(key.key)).toBe(true)
    await db.kafkaCluster.update({ where: { id: external }, data: { desired: 'DELETED' } })
    await convergeExternal(await rowOf(external), log)
    expect(await isOnExternal(key.key)).toBe(false)
    expect(await db.kafkaCluster.count({ where: { id: external } })).toBe(0)
    expect(await keyRow(key.key)).not.toBeNull()
  })

  test('is refused everywhere while its owner is deactivated, and works again after it', async () => {
    const external = await attach()
    const key = await makeGlobalKey()
    for (const id of [local, external]) await apply(id)
    await db.user.update({ where: { id: organization.userId }, data: { isActive: false } })
    for (const id of [local, external]) await apply(id)
    expect(await isOnExternal(key.key)).toBe(false)
    await expect(loginLocal(key, 'inactive')).rejects.toThrow()
    await db.user.update({ where: { id: organization.userId }, data: { isActive: true } })
    for (const id of [local, external]) await apply(id)
    expect(await isOnExternal(key.key)).toBe(true)
    expect((await loginLocal(key, 'active-again')).clusterId).toBeTruthy()
    await db.kafkaCluster.delete({ where: { id: external } })
  })

  test('that is deleted is refused everywhere, on open connections too; its row leaves when no cluster has it', async () => {
    const external = await attach()
    const key = await makeGlobalKey()
    for (const id of [local, external]) await apply(id)
    const open = { ...connectionWith(await rowOf(local), key), id: 'open' }
    expect(await listTopics(open)).not.toEqual([])

    await deleteApiKey(organization.ctx, key.key)
    await apply(local)
    expect(await listTopics(open)).toEqual([])
    await expect(loginLocal(key, 'deleted')).rejects.toThrow()
    expect(await keyRow(key.key)).not.toBeNull()
    await apply(external)
    expect(await isOnExternal(key.key)).toBe(false)
    expect(await keyRow(key.key)).toBeNull()
    expect(await db.secret.count({ where: { place: { startsWith: `api-keys/${key.key}` } } })).toBe(0)
    await db.kafkaCluster.delete({ where: { id: external } })
  })
})

describe('last used', () => {
  test('a key that a client uses on the broker says so; making, applying and listing it do not, nor do they edit it', async () => {
    const key = await makeGlobalKey()
    await apply(local)
    const made = await keyRow(key.key)
    expect(made?.lastUsedAt).toBeNull()
    const before = Date.now()
    await loginLocal(key, 'used')
    forgetLastRead(local)
    await apply(local)
    const used = await keyRow(key.key)
    expect(used?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(before - 1000)
    expect(used?.updatedAt).toEqual(made?.updatedAt)
  })
})

describe('a key of an account without rights', () => {
  test('logs in at the broker and sees no topic; the API answers 200 with an empty list', async () => {
    const id = 'sa-nothing'
    await db.serviceAccount.create({ data: { id, organizationId: organization.id, displayName: id } })
    const { id: key, spec } = await createApiKey(organization.ctx, {
      spec: { display_name: '', description: '', owner: { id }, resource: { id: local } },
    })
    const secret = spec.secret ?? ''
    await apply(local)
    expect(await listTopics({ ...connectionWith(await rowOf(local), { key, secret }), id: key })).toEqual([])
    const answer = await call(TOPICS, {
      authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
      params: { clusterId: local },
    })
    expect(answer).toMatchObject({ status: 200, body: { data: [] } })
  })
})
