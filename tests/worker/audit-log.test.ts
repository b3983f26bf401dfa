import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAuditLogPlace } from '@/lib/audit-events/place'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { auditTopic, type AuditEventDto } from '@/lib/audit-events/schema'
import { verifyAuditChain } from '@/lib/audit-events/verify'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { closeAllKafka, deleteTopic, fetchFrom, listTopics } from '@/lib/kafka'
import { log } from '@/lib/log'
import { createTopic } from '@/lib/topics/create'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'
import { publishEvents } from '@/worker/audit-events/publish'
import { sealEvents } from '@/lib/audit-events/seal'
import { startAuditLoop } from '@/worker/loops/audit'

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  broker = await startTestBroker()
  owner = await makeOrganization()
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

async function record(count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await recordAuditEvent(db, owner.ctx, { method: 'CreateThing', resource: organizationCrn(owner.id) })
}

async function published(): Promise<AuditEventDto[]> {
  const { records } = await fetchFrom(broker.connection, { topic: auditTopic, from: 'earliest', max: 5000 })
  return records.map(({ value }) => JSON.parse(value?.toString() ?? '') as AuditEventDto)
}

const indexesOf = (events: AuditEventDto[]): number[] => events.map(({ chainindex }) => Number(chainindex))
const sealedCount = (): Promise<number> =>
  db.auditEvent.count({ where: { organizationId: owner.id, chainIndex: { not: null } } })
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

describe('the audit topic', () => {
  test('events wait while there is no cluster, and one that is not running is none', async () => {
    await sealEvents(owner.id)
    expect(await publishEvents(owner.id)).toBe(0)
    clusterId = await makeReachableCluster(owner, broker)
    await db.kafkaCluster.update({ where: { id: clusterId }, data: { health: 'UNREACHABLE' } })
    expect(await publishEvents(owner.id)).toBe(0)
    await db.kafkaCluster.update({ where: { id: clusterId }, data: { health: 'RUNNING' } })
  })

  test('two workers make the topic and write every event once, in the order of the chain', async () => {
    await record(450)
    const loops = [startAuditLoop(log), startAuditLoop(log)]
    await eventually(
      'everything is published',
      async () => {
        for (const loop of loops) loop.wake()
        return (await db.auditEvent.count({ where: { organizationId: owner.id, publishedAt: null } })) === 0
      },
      { timeoutMs: 60_000 },
    )
    await Promise.all(loops.map((loop) => loop.stop()))
    const total = await db.auditEvent.count({ where: { organizationId: owner.id } })
    expect(total).toBeGreaterThan(450)
    const events = await published()
    expect(indexesOf(events)).toEqual(upTo(total))
    expect(new Set(events.map(({ id }) => id)).size).toBe(total)
    const topic = (await listTopics(broker.connection)).find(({ name }) => name === auditTopic)
    expect(topic?.partitions).toHaveLength(1)
    expect(await verifyAuditChain(owner.ctx)).toMatchObject({ status: 'INTACT', topic: 'AGREES' })
  })

  test('its reader is an account that may read the topic and nothing else, and programs are told of both', async () => {
    const place = await findAuditLogPlace(owner.id)
    expect(place).toMatchObject({
      cluster_id: clusterId,
      account_id: owner.environmentId,
      topic_name: auditTopic,
    })
    expect(place?.service_account_resource_id).toMatch(/^sa-/)
    const principal = `User:${place?.service_account_resource_id}`
    const bindings = await db.roleBinding.findMany({ where: { principal }, orderBy: { crnPattern: 'asc' } })
    expect(bindings.map(({ roleName, crnPattern }) => [roleName, crnPattern.split('/').at(-1)])).toEqual([
      ['DeveloperRead', 'group=confluent-audit-log*'],
      ['DeveloperRead', `topic=${auditTopic}`],
    ])
    expect(await findAuditLogPlace((await makeOrganization()).id)).toBeNull()
  })

  test('a write whose confirmation was lost is not repeated', async () => {
    const before = await sealedCount()
    await record(5)
    await sealEvents(owner.id)
    await publishEvents(owner.id)
    await db.auditEvent.updateMany({
      where: { organizationId: owner.id, chainIndex: { gt: before } },
      data: { publishedAt: null },
    })
    await record(2)
    await sealEvents(owner.id)
    await publishEvents(owner.id)
    expect(indexesOf(await published())).toEqual(upTo(before + 7))
  })

  test('a change of Kafka is two events, the attempt before and the result that names it', async () => {
    const create = () => createTopic(owner.ctx, clusterId, { topic_name: 'orders', partitions_count: 1 })
    await create()
    await expect(create()).rejects.toThrow()
    await sealEvents(owner.id)
    await publishEvents(owner.id)
    const events = (await published()).slice(-4)
    expect(events.map(({ data }) => data.result.status)).toEqual(['ATTEMPT', 'SUCCESS', 'ATTEMPT', 'FAILURE'])
    expect([events[1]?.data.attempt, events[3]?.data.attempt]).toEqual([events[0]?.id, events[2]?.id])
    expect(events[3]?.data.result.message).toContain('orders')
    expect(events.every(({ data }) => data.methodName === 'kafka.CreateTopics')).toBe(true)
  })

  test('an end that was cut off in the database, sealed head and all, still shows by the topic', async () => {
    const head = await db.secret.findFirstOrThrow({ where: { place: { contains: owner.id } } })
    const kept = await sealedCount()
    await record(3)
    await sealEvents(owner.id)
    await publishEvents(owner.id)
    await db.auditEvent.deleteMany({ where: { organizationId: owner.id, chainIndex: { gt: kept } } })
    await db.secret.update({ where: { place: head.place }, data: head })
    expect(await verifyAuditChain(owner.ctx)).toMatchObject({
      status: 'BROKEN',
      topic: 'DIFFERS',
      broken: { index: String(kept + 1) },
    })
  })

  test('a topic that was deleted is made again for what comes next', async () => {
    await deleteTopic(broker.connection, auditTopic)
    await record(2)
    await sealEvents(owner.id)
    expect(await publishEvents(owner.id)).toBe(2)
    expect(await published()).toHaveLength(2)
  })
})
