import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cluster from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/route'
import * as topics from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/route'
import * as topic from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/route'
import * as configs from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/configs/route'
import * as config from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/configs/[configName]/route'
import * as alter from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/configs:alter/route'
import * as partitions from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/partitions/route'
import * as partition from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/partitions/[partitionId]/route'
import * as rows from '@/app/api/console/clusters/[clusterId]/topics/route'
import * as detail from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/route'
import { db } from '@/lib/db'
import { describeTopicConfigs, listTopics, produce } from '@/lib/kafka'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeOrganization, type Answer, type Organization } from '@/tests/support/factories'
import { startReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let stranger: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
  stranger = await makeOrganization()
})

afterAll(() => endTestBroker(broker))

type Handler = Parameters<typeof call>[0]
type Options = {
  method?: string
  query?: string
  body?: unknown
  params?: Record<string, string>
  as?: Organization
}

const ask = (handler: Handler, { as = owner, params, ...rest }: Options = {}): Promise<Answer> =>
  call(handler, { authorization: as.authorization, params: { clusterId, ...params }, ...rest })

const create = (body: unknown): Promise<Answer> => ask(topics.POST, { method: 'POST', body })
const at = (topicName: string, more: Record<string, string> = {}) => ({ topicName, ...more })

describe('Kafka REST v3 topics', () => {
  test('a created topic has the shape, links and partitions that Confluent answers', async () => {
    const { status, body } = await create({ topic_name: 'orders', partitions_count: 3 })
    expect(status).toBe(201)
    const self = `http://localhost:3000/kafka/v3/clusters/${clusterId}/topics/orders`
    expect(body).toEqual({
      kind: 'KafkaTopic',
      metadata: { self, resource_name: `crn:///kafka=${clusterId}/topic=orders` },
      cluster_id: clusterId,
      topic_name: 'orders',
      is_internal: false,
      replication_factor: 1,
      partitions_count: 3,
      partitions: { related: `${self}/partitions` },
      configs: { related: `${self}/configs` },
      partition_reassignments: { related: `${self}/partitions/-/reassignments` },
    })
    expect((await ask(topic.GET, { params: at('orders') })).body).toEqual(body)
    expect((await ask(topics.GET)).body).toMatchObject({
      kind: 'KafkaTopicList',
      metadata: { next: null },
      data: [{ topic_name: 'orders' }],
    })
  })

  test('a page is had by asking for one; a change of our own shows in the next list at once', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) await create({ topic_name: name, partitions_count: 1 })
    const found: string[] = []
    let query = '?page_size=2'
    for (let pages = 0; query !== '' && pages < 50; pages++) {
      const { status, body } = await ask(topics.GET, { query })
      expect(status).toBe(200)
      const { data, metadata } = body as { data: { topic_name: string }[]; metadata: { next: string | null } }
      expect(data.length).toBeLessThanOrEqual(2)
      found.push(...data.map(({ topic_name: name }) => name))
      query = metadata.next === null ? '' : new URL(metadata.next).search
    }
    expect(found).toEqual(expect.arrayContaining(['page-a', 'page-b', 'page-c']))
    const all = async () =>
      ((await ask(topics.GET)).body as { data: { topic_name: string }[] }).data.map(
        ({ topic_name: name }) => name,
      )
    expect(found).toEqual(await all())
    await ask(topic.DELETE, { method: 'DELETE', params: at('page-a') })
    expect(await all()).not.toContain('page-a')
    expect((await ask(topics.GET, { query: '?page_size=0' })).status).toBe(400)
    expect((await ask(topics.GET, { query: '?page_token=%21' })).status).toBe(400)
  })

  test('without a number of partitions a topic has six', async () => {
    expect((await create({ topic_name: 'six' })).body).toMatchObject({ partitions_count: 6 })
  })

  test('a name that is taken answers 400 with code 40002, as Confluent does', async () => {
    await create({ topic_name: 'taken', partitions_count: 1 })
    const { status, body } = await create({ topic_name: 'taken', partitions_count: 1 })
    expect({ status, body }).toMatchObject({ status: 400, body: { error_code: 40002 } })
  })

  test.each(['a b', '..', '', 'ä', 'x'.repeat(250)])(
    'the name "%s" is refused before Kafka is asked',
    async (name) => {
      const before = await db.auditEvent.count()
      const { status, body } = await create({ topic_name: name, partitions_count: 1 })
      expect({ status, body }).toMatchObject({ status: 400, body: { fields: [{ path: 'topic_name' }] } })
      expect(await db.auditEvent.count()).toBe(before)
    },
  )

  test('an unknown setting is refused with the name that was meant, a wrong value with the reason', async () => {
    const { status, body } = await create({
      topic_name: 'refused',
      configs: [
        { name: 'retention.mss', value: '1' },
        { name: 'cleanup.policy', value: 'burn' },
      ],
    })
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain('Did you mean retention.ms?')
    expect(JSON.stringify(body)).toContain('configs.1.value')
    expect((await listTopics(broker.connection)).map(({ name }) => name)).not.toContain('refused')
  })

  test('validate_only checks everything and creates nothing', async () => {
    const { status } = await create({ topic_name: 'planned', partitions_count: 2, validate_only: true })
    expect(status).toBe(200)
    expect((await ask(topic.GET, { params: at('planned') })).status).toBe(404)
  })

  test('partitions are added, never removed', async () => {
    await create({ topic_name: 'grows', partitions_count: 2 })
    const patch = (count: number) =>
      ask(topic.PATCH, { method: 'PATCH', params: at('grows'), body: { partitions_count: count } })
    expect(await patch(4)).toMatchObject({ status: 200, body: { partitions_count: 4 } })
    expect(await patch(3)).toMatchObject({ status: 400, body: { error_code: 40002 } })
    expect((await ask(partitions.GET, { params: at('grows') })).body).toMatchObject({
      kind: 'KafkaPartitionList',
      data: [0, 1, 2, 3].map((id) => ({ kind: 'KafkaPartition', partition_id: id })),
    })
    const one = await ask(partition.GET, { params: at('grows', { partitionId: '9' }) })
    expect(one).toMatchObject({ status: 404, body: { error_code: 40403 } })
  })

  test('configs:alter changes only what is named; the other overrides stay', async () => {
    await create({
      topic_name: 'tuned',
      partitions_count: 1,
      configs: [{ name: 'segment.bytes', value: '2097152' }],
    })
    const change = (data: unknown) => ask(alter.POST, { method: 'POST', params: at('tuned'), body: { data } })
    expect((await change([{ name: 'retention.ms', value: '86400000' }])).status).toBe(204)
    const overrides = async () =>
      (await describeTopicConfigs(broker.connection, 'tuned'))
        .filter(({ isDefault }) => !isDefault)
        .map(({ name, value }) => `${name}=${value}`)
    expect(await overrides()).toEqual(['retention.ms=86400000', 'segment.bytes=2097152'])
    expect((await change([{ name: 'retention.ms', operation: 'DELETE' }])).status).toBe(204)
    expect(await overrides()).toEqual(['segment.bytes=2097152'])
    expect((await change([{ name: 'no.such', value: '1' }])).status).toBe(400)
  })

  test('single settings are read, set and reset; defaults carry another source than overrides', async () => {
    await create({ topic_name: 'single', partitions_count: 1 })
    const params = at('single', { configName: 'retention.ms' })
    expect((await ask(config.GET, { params })).body).toMatchObject({ is_default: true, value: '604800000' })
    expect((await ask(config.PUT, { method: 'PUT', params, body: { value: '1000' } })).status).toBe(204)
    expect((await ask(config.GET, { params })).body).toMatchObject({
      value: '1000',
      is_default: false,
      source: 'DYNAMIC_TOPIC_CONFIG',
    })
    expect((await ask(config.DELETE, { method: 'DELETE', params })).status).toBe(204)
    const { body } = await ask(configs.GET, { params: at('single') })
    const own = (body as { data: { source: string }[] }).data.filter(
      ({ source }) => source === 'DYNAMIC_TOPIC_CONFIG',
    )
    expect(own).toEqual([])
  })

  test('a deleted topic answers 404 with code 40403 at once', async () => {
    await create({ topic_name: 'gone', partitions_count: 1 })
    expect((await ask(topic.DELETE, { method: 'DELETE', params: at('gone') })).status).toBe(204)
    expect(await ask(topic.GET, { params: at('gone') })).toMatchObject({
      status: 404,
      body: { error_code: 40403 },
    })
    expect((await ask(topic.DELETE, { method: 'DELETE', params: at('gone') })).status).toBe(404)
  })

  test('every change is in the audit log with its result', async () => {
    await create({ topic_name: 'audited', partitions_count: 1 })
    await create({ topic_name: 'audited', partitions_count: 1 })
    const events = await db.auditEvent.findMany({
      where: { organizationId: owner.id, resource: { endsWith: '/topic=audited' } },
      orderBy: { sequence: 'asc' },
    })
    expect(new Set(events.map(({ method }) => method))).toEqual(new Set(['kafka.CreateTopics']))
    expect(events.map(({ data }) => (data as { result: string }).result)).toEqual([
      'ATTEMPT',
      'SUCCESS',
      'ATTEMPT',
      'FAILURE',
    ])
  })

  test("another organization's topics answer 404, and nothing happens to them", async () => {
    await create({ topic_name: 'private', partitions_count: 1 })
    const params = at('private')
    for (const [handler, method] of [
      [topic.GET, 'GET'],
      [topic.DELETE, 'DELETE'],
      [topics.GET, 'GET'],
      [rows.GET, 'GET'],
      [cluster.GET, 'GET'],
    ] as const)
      expect((await ask(handler, { as: stranger, method, params })).status).toBe(404)
    expect((await ask(topic.GET, { params })).status).toBe(200)
  })
})

describe('topics of the console', () => {
  test('rows and detail tell partitions, sizes, offsets and retention in one answer each', async () => {
    await create({
      topic_name: 'shown',
      partitions_count: 2,
      configs: [{ name: 'retention.ms', value: '-1' }],
    })
    await produce(broker.connection, [
      { topic: 'shown', partition: 1, value: 'a' },
      { topic: 'shown', partition: 1, value: 'b' },
    ])
    const { body } = await ask(rows.GET)
    const shown = (body as { data: { name: string; sizeBytes: number }[] }).data.find(
      ({ name }) => name === 'shown',
    )
    expect(shown).toMatchObject({ partitions: 2, replicationFactor: 1, isInternal: false })
    expect(shown?.sizeBytes).toBeGreaterThan(0)
    expect((await ask(detail.GET, { params: at('shown') })).body).toMatchObject({
      messages: 2,
      retentionMs: -1,
      cleanupPolicy: 'delete',
      partitionDetails: [
        { partition: 0, earliest: '0', latest: '0' },
        { partition: 1, earliest: '0', latest: '2', isr: [1] },
      ],
    })
  })
})
