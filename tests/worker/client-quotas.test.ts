import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClientQuota } from '@/lib/client-quotas/create'
import { deleteClientQuota } from '@/lib/client-quotas/delete'
import { updateClientQuota } from '@/lib/client-quotas/update'
import { db } from '@/lib/db'
import { alterUserQuotas, closeAllKafka, createTopic, describeUserQuotas, produce } from '@/lib/kafka'
import { applyClusterQuotas } from '@/worker/clusters/apply-quotas'
import { startTestBroker, type TestBroker, type TestKey } from '@/tests/support/broker'
import { makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let clusterId: string
let slow: TestKey
let free: TestKey

const idOf = ({ principal }: TestKey): string => principal.replace('User:', '')

beforeAll(async () => {
  broker = await startTestBroker()
  owner = await makeOrganization()
  clusterId = await makeReachableCluster(owner, broker)
  slow = await broker.newKey({ isAdmin: true })
  free = await broker.newKey({ isAdmin: true })
  for (const id of [idOf(slow), idOf(free)])
    await db.serviceAccount.create({ data: { id, organizationId: owner.id, displayName: id } })
  await createTopic(broker.connection, { name: 'limited', partitions: 1 })
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const apply = async () =>
  applyClusterQuotas(await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } }))
const onBroker = async () =>
  Object.fromEntries(
    (await describeUserQuotas(broker.connection)).map((quota) => [
      quota.user ?? '<default>',
      [quota.producerByteRate, quota.consumerByteRate],
    ]),
  )
const make = (principal: string, ingress: number) =>
  createClientQuota(owner.ctx, {
    spec: {
      display_name: `of ${principal}`,
      description: '',
      throughput: { ingress_byte_rate: String(ingress), egress_byte_rate: '1000000' },
      cluster: { id: clusterId },
      environment: { id: owner.environmentId },
      principals: [{ id: principal }],
    },
  })

/** How long the second of two batches takes: the first one uses the limit up. */
async function secondsOf({ plain }: TestKey): Promise<number> {
  const batch = Array.from({ length: 10 }, () => ({ topic: 'limited', value: Buffer.alloc(20_000) }))
  await produce(plain, batch)
  const start = performance.now()
  await produce(plain, batch)
  return (performance.now() - start) / 1000
}

describe('client quotas on a broker', () => {
  test('a producer above its limit is held back, another one is not', async () => {
    const { id } = await make(idOf(slow), 10_000)
    await apply()
    await eventually('the quota is on the broker', async () => {
      return JSON.stringify(await onBroker()) === JSON.stringify({ [idOf(slow)]: [10_000, 1_000_000] })
    })
    expect((await db.clientQuota.findUniqueOrThrow({ where: { id } })).appliedAt).not.toBeNull()
    expect(await secondsOf(slow)).toBeGreaterThan(1)
    expect(await secondsOf(free)).toBeLessThan(1)
  })

  test('a change arrives, quotas that others set stay, and a deletion takes away its own only', async () => {
    const [quota] = await db.clientQuota.findMany({ where: { clusterId } })
    await alterUserQuotas(broker.connection, [
      { user: 'somebody-else', producerByteRate: 5, consumerByteRate: null },
    ])
    await updateClientQuota(owner.ctx, quota?.id ?? '', {
      spec: { throughput: { ingress_byte_rate: '20000', egress_byte_rate: '30000' } },
    })
    await apply()
    await eventually('the change is there', async () => {
      const present = await onBroker()
      return present[idOf(slow)]?.[0] === 20_000 && present['somebody-else']?.[0] === 5
    })
    await deleteClientQuota(owner.ctx, quota?.id ?? '')
    await apply()
    await eventually('its own quota is gone', async () => {
      return JSON.stringify(await onBroker()) === JSON.stringify({ 'somebody-else': [5, null] })
    })
  })

  test('a limit for everybody does not hold back Tributary itself', async () => {
    const { id } = await make('<default>', 10_000)
    await apply()
    await eventually('the default is there', async () => '<default>' in (await onBroker()))
    expect((await onBroker())[broker.connection.username ?? '']?.[0]).toBeGreaterThan(1e12)
    await deleteClientQuota(owner.ctx, id)
    await apply()
    await eventually('all is lifted', async () => !('<default>' in (await onBroker())))
    expect(await onBroker()).not.toHaveProperty(broker.connection.username ?? '')
  })

  test('taken away by hand, a quota comes back', async () => {
    await make(idOf(free), 12_345)
    await apply()
    await alterUserQuotas(broker.connection, [
      { user: idOf(free), producerByteRate: null, consumerByteRate: null },
    ])
    await eventually('it is away', async () => !(idOf(free) in (await onBroker())))
    await apply()
    await eventually('it is back', async () => (await onBroker())[idOf(free)]?.[0] === 12_345)
  })
})
