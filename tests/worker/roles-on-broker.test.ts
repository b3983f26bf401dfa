// Roles as clients that we did not write feel them: a worker process, a broker, and the API.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Producer } from 'kafkajs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DELETE as deleteBinding } from '@/app/(control-plane)/iam/v2/role-bindings/[roleBindingId]/route'
import { POST as createBinding } from '@/app/(control-plane)/iam/v2/role-bindings/route'
import { DELETE as deleteServiceAccount } from '@/app/(control-plane)/iam/v2/service-accounts/[serviceAccountId]/route'
import { PATCH as updateUser } from '@/app/(control-plane)/iam/v2/users/[userId]/route'
import { clusterConnection } from '@/lib/clusters/connection'
import { clusterCrn, kafkaCrn, organizationCrn } from '@/lib/crn'
import { findActorOfKey } from '@/lib/api-keys/find-actor'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { closeAllKafka, createTopic } from '@/lib/kafka'
import { watchActor } from '@/lib/live/watch-actor'
import { log } from '@/lib/log'
import { insertUser } from '@/lib/users/create'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import {
  bindRole,
  call,
  makeApiKey,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Organization,
} from '@/tests/support/factories'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { connectionWith, untilRunning } from '@/tests/support/local-cluster'
import { eventually } from '@/tests/support/poll'
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process'

type Key = { key: string; secret: string }

let organization: Organization
let worker: WorkerProcess
let cluster: KafkaCluster
let kafka: string
const producers: Producer[] = []

beforeAll(async () => {
  organization = await makeOrganization()
  const clusterId = await makeCluster(organization)
  worker = startWorkerProcess()
  cluster = await untilRunning(clusterId)
  kafka = kafkaCrn(organization.id, organization.environmentId, clusterId)
  const connection = await clusterConnection(cluster)
  for (const name of ['orders-eu', 'orders', 'order', 'payments'])
    await createTopic(connection, { name, partitions: 1 })
})
afterEach(async () => {
  await Promise.all(producers.splice(0).map((producer) => producer.disconnect()))
})
afterAll(async () => {
  await worker.end('SIGTERM')
  await stopLocalBrokers(log)
  await closeAllKafka()
})

/** By the API, as a tool does it: the broker follows before the answer or right after it. */
async function bind(principal: string, role_name: string, crn_pattern: string): Promise<string> {
  const answer = await call(createBinding, {
    authorization: organization.authorization,
    method: 'POST',
    body: { principal, role_name, crn_pattern },
  })
  expect(answer.status).toBe(201)
  return (answer.body as { id: string }).id
}
const unbind = async (roleBindingId: string): Promise<void> => {
  const { authorization } = organization
  const answer = await call(deleteBinding, { authorization, method: 'DELETE', params: { roleBindingId } })
  expect(answer.status).toBe(200)
}

async function connected(key: Key): Promise<Producer> {
  const producer = kafkaJs(connectionWith(cluster, key)).producer({ allowAutoTopicCreation: false })
  await producer.connect()
  producers.push(producer)
  return producer
}
/** `written`, or why not. */
const write = (producer: Producer, topic: string): Promise<string> =>
  producer.send({ topic, messages: [{ value: 'x' }] }).then(
    () => 'written',
    (error: Error) => (/not authorized/i.test(error.message) ? 'not authorized' : error.message),
  )
const within10s = { timeoutMs: 10_000, everyMs: 100 }
const untilWritten = (producer: Producer, topic: string) =>
  eventually(`${topic} takes records`, async () => (await write(producer, topic)) === 'written', within10s)
const untilRefused = (producer: Producer, topic: string) =>
  eventually(`${topic} is closed`, async () => (await write(producer, topic)) !== 'written', within10s)

describe('a role on the broker', () => {
  test('DeveloperWrite on the prefix orders: there and nowhere else, and no longer than the binding', async () => {
    const { id } = await makeServiceAccount(organization)
    const key = await makeApiKey(organization.ctx, id, cluster.id)
    const bindingId = await bind(`User:${id}`, 'DeveloperWrite', `${kafka}/topic=orders*`)
    const producer = await connected(key)
    await untilWritten(producer, 'orders-eu')
    expect(await write(producer, 'orders')).toBe('written')
    for (const topic of ['order', 'payments']) expect(await write(producer, topic)).toBe('not authorized')

    await unbind(bindingId)
    await untilRefused(producer, 'orders-eu')
    expect(await write(producer, 'orders-eu')).toBe('not authorized')
    expect(await write(producer, 'orders')).toBe('not authorized')
  })

  test('confluent-kafka in full flow loses what the removed role gave, on its open connections', async () => {
    const { id } = await makeServiceAccount(organization)
    const { key, secret } = await makeApiKey(organization.ctx, id, cluster.id)
    const principal = `User:${id}`
    const writing = await bind(principal, 'DeveloperWrite', `${kafka}/topic=orders-eu`)
    const reading = await bind(principal, 'DeveloperRead', `${kafka}/topic=orders-eu`)
    await bind(principal, 'DeveloperRead', `${kafka}/group=flow-*`)
    const script = path.resolve('tests/support/clients/confluent_flow.py')
    const args = [script, cluster.bootstrapServers ?? '', key, 'orders-eu', 'PLAIN']
    const child = spawn(path.resolve('.venv/bin/python'), args, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end(`${secret}\n`)
    const seen: { event: string; at: number }[] = []
    createInterface(child.stdout).on('line', (line) =>
      seen.push(JSON.parse(line) as { event: string; at: number }),
    )
    const has = (event: string, after = 0) => seen.some((one) => one.event === event && one.at > after)
    try {
      await eventually('both flow', () => has('produced') && has('consumed'), { timeoutMs: 40_000 })
      const first = Date.now() / 1000
      await unbind(writing)
      await eventually('the producer is refused', () => has('produce-refused', first), within10s)
      const second = Date.now() / 1000
      await unbind(reading)
      await eventually('the consumer is refused', () => has('consume-refused', second), within10s)
    } finally {
      child.kill('SIGKILL')
    }
  })

  test('a deleted service account loses its open connections’ rights, and its ACLs leave the broker', async () => {
    const { id } = await makeServiceAccount(organization)
    const key = await makeApiKey(organization.ctx, id, cluster.id)
    await bind(`User:${id}`, 'DeveloperWrite', `${kafka}/topic=*`)
    const producer = await connected(key)
    await untilWritten(producer, 'payments')
    const { authorization } = organization
    const params = { serviceAccountId: id }
    expect((await call(deleteServiceAccount, { authorization, method: 'DELETE', params })).status).toBe(204)
    await untilRefused(producer, 'payments')
    await eventually('neither key nor ACL is left', async () => {
      const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: cluster.id } })
      const keys = await db.apiKey.count({ where: { ownerId: id } })
      return keys === 0 && !JSON.stringify(row.compiledAcls).includes(id)
    })
  })

  test('a deactivated user’s key is refused on its open connection, and works again after activation', async () => {
    const email = `${crypto.randomUUID()}@example.com`
    const user = await db.$transaction((tx) =>
      insertUser(tx, { email, fullName: 'Grace', roleName: null, organizationId: organization.id }, 'none'),
    )
    const scope = clusterCrn(organization.id, organization.environmentId, cluster.id)
    await bind(`User:${user.id}`, 'CloudClusterAdmin', scope)
    const producer = await connected(await makeApiKey(organization.ctx, user.id, cluster.id))
    await untilWritten(producer, 'payments')
    const set = (is_active: boolean) =>
      call(updateUser, {
        authorization: organization.authorization,
        method: 'PATCH',
        params: { userId: user.id },
        body: { is_active },
      })
    expect((await set(false)).status).toBe(200)
    await untilRefused(producer, 'payments')
    expect((await set(true)).status).toBe(200)
    await untilWritten(producer, 'payments')
  })

  test('a stream of the API that a key opened ends with its owner’s role', async () => {
    const { id } = await makeServiceAccount(organization)
    const { key } = await makeApiKey(organization.ctx, id)
    const bindingId = await bindRole(organization, `User:${id}`, 'DeveloperRead', `${kafka}/topic=orders`)
    const kept = await bindRole(organization, `User:${id}`, 'Operator', organizationCrn(organization.id))
    const actor = await findActorOfKey(key)
    if (!actor) throw new Error('the key is of no use')
    let hasEnded = false
    const ctx = { ...organization.ctx, actor, authorized: new Set<never>() }
    const stop = watchActor(ctx, 'messages:read', cluster.id, () => (hasEnded = true), { topic: 'orders' })
    await unbind(kept)
    await eventually('a look at another change', async () => {
      const audit = await db.auditEvent.count({ where: { resource: { endsWith: kept } } })
      return audit > 0
    })
    expect(hasEnded).toBe(false)
    await unbind(bindingId)
    await eventually('the stream ended', () => hasEnded, within10s)
    stop()
  })
})
