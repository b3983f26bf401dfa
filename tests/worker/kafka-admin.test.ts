import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  alterTopicConfigs,
  closeAllKafka,
  createAcls,
  createPartitions,
  createTopic,
  deleteAcls,
  deleteTopic,
  describeAcls,
  describeBrokerConfigs,
  describeCluster,
  describeLogDirs,
  describeTopic,
  describeTopicConfigs,
  describeTopics,
  listOffsets,
  listTopicOffsets,
  listTopics,
  produce,
} from '@/lib/kafka'
import { allow, startTestBroker, type TestBroker } from '@/tests/support/broker'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const freshName = (): string => `admin-${randomBytes(4).toString('hex')}`

describe('topics', () => {
  test('one made with defaults has 6 partitions and is there at once, with leaders', async () => {
    const name = freshName()
    await createTopic(broker.connection, { name })
    const topic = await describeTopic(broker.connection, name)
    expect(topic).toMatchObject({ name, isInternal: false })
    expect(topic.partitions.map(({ partition, leader }) => ({ partition, leader }))).toEqual(
      Array.from({ length: 6 }, (_, partition) => ({ partition, leader: 1 })),
    )
    expect((await listTopics(broker.connection)).map((one) => one.name)).toContain(name)
    expect(await describeTopics(broker.connection, [name, 'nowhere'])).toEqual([topic])
  })

  test('a deleted one is gone at once, and what is not there is named', async () => {
    const name = freshName()
    await createTopic(broker.connection, { name, partitions: 1 })
    await deleteTopic(broker.connection, name)
    const missing = { code: 'not_found', message: expect.stringContaining(name) as string }
    await expect(describeTopic(broker.connection, name)).rejects.toMatchObject(missing)
    await expect(deleteTopic(broker.connection, name)).rejects.toMatchObject(missing)
    await expect(describeTopicConfigs(broker.connection, name)).rejects.toMatchObject(missing)
  })

  test('partitions are added, never taken away', async () => {
    const name = freshName()
    await createTopic(broker.connection, { name, partitions: 2 })
    await createPartitions(broker.connection, name, 5)
    expect((await describeTopic(broker.connection, name)).partitions).toHaveLength(5)
    await expect(createPartitions(broker.connection, name, 3)).rejects.toMatchObject({ code: 'invalid' })
  })

  test.each([
    ['a name with a blank', { name: 'a b' }, 'invalid'],
    ['a replication factor of 3 on one broker', { name: 'x', replicationFactor: 3 }, 'invalid'],
    ['a setting that is no number', { name: 'x', configs: { 'retention.ms': 'week' } }, 'invalid'],
    ['a setting that does not exist', { name: 'x', configs: { 'no.such': '1' } }, 'invalid'],
  ])('%s is refused with the reason, and nothing is made', async (_, topic, code) => {
    await expect(createTopic(broker.connection, topic)).rejects.toMatchObject({ code })
    expect(await describeTopics(broker.connection, ['x'])).toEqual([])
  })

  test('one that exists is a conflict, and a check only makes none', async () => {
    const name = freshName()
    await createTopic(broker.connection, { name, validateOnly: true })
    expect(await describeTopics(broker.connection, [name])).toEqual([])
    await createTopic(broker.connection, { name })
    await expect(createTopic(broker.connection, { name })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('configuration', () => {
  const own = async (name: string) =>
    Object.fromEntries(
      (await describeTopicConfigs(broker.connection, name))
        .filter((entry) => !entry.isDefault)
        .map((entry) => [entry.name, entry.value]),
    )

  test('a change leaves all other overrides alone, and a deletion brings the default back', async () => {
    const name = freshName()
    await createTopic(broker.connection, {
      name,
      configs: { 'retention.ms': '1000', 'segment.bytes': '2000000' },
    })
    await alterTopicConfigs(broker.connection, name, [
      { name: 'cleanup.policy', operation: 'SET', value: 'compact' },
    ])
    expect(await own(name)).toEqual({
      'retention.ms': '1000',
      'segment.bytes': '2000000',
      'cleanup.policy': 'compact',
    })
    await alterTopicConfigs(broker.connection, name, [
      { name: 'retention.ms', operation: 'DELETE' },
      { name: 'segment.bytes', operation: 'SET', value: '3000000' },
    ])
    expect(await own(name)).toEqual({ 'segment.bytes': '3000000', 'cleanup.policy': 'compact' })
  })

  test('a value that Kafka refuses changes nothing, and a check changes nothing either', async () => {
    const name = freshName()
    await createTopic(broker.connection, { name, configs: { 'retention.ms': '1000' } })
    await expect(
      alterTopicConfigs(broker.connection, name, [{ name: 'retention.ms', operation: 'SET', value: 'x' }]),
    ).rejects.toMatchObject({ code: 'invalid' })
    const change = { name: 'retention.ms', operation: 'SET', value: '5' } as const
    await alterTopicConfigs(broker.connection, name, [change], { validateOnly: true })
    expect(await own(name)).toEqual({ 'retention.ms': '1000' })
  })

  test('entries say their type, source, defaults and meaning', async () => {
    const name = freshName()
    await createTopic(broker.connection, { name, configs: { 'retention.ms': '1000' } })
    const entries = await describeTopicConfigs(broker.connection, name)
    const retention = entries.find((entry) => entry.name === 'retention.ms')
    expect(retention).toMatchObject({
      value: '1000',
      type: 'LONG',
      source: 'DYNAMIC_TOPIC_CONFIG',
      isDefault: false,
    })
    expect(retention?.documentation).toMatch(/retain a log/)
    expect(retention?.synonyms[1]).toEqual({
      name: 'log.retention.ms',
      value: '604800000',
      source: 'STATIC_BROKER_CONFIG',
    })
    expect(entries.find((entry) => entry.name === 'cleanup.policy')).toMatchObject({
      isDefault: true,
      type: 'LIST',
    })
  })

  test('passwords of the broker are never told', async () => {
    const entries = await describeBrokerConfigs(broker.connection, 1)
    const secrets = entries.filter(({ isSensitive }) => isSensitive)
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.every(({ value }) => value === null)).toBe(true)
  })
})

describe('offsets and sizes', () => {
  test('of many topics at once, by position and by time', async () => {
    const [first, second] = [freshName(), freshName()]
    await createTopic(broker.connection, { name: first, partitions: 2 })
    await createTopic(broker.connection, { name: second, partitions: 1 })
    const write = (topic: string, partition: number, timestamp: number) =>
      produce(broker.connection, [{ topic, partition, timestamp, value: 'x'.repeat(100) }])
    for (const timestamp of [1_000, 2_000, 3_000]) await write(first, 1, timestamp)
    await write(second, 0, 5_000)
    expect(await listTopicOffsets(broker.connection, [second, 'nowhere', first])).toEqual(
      [
        { topic: first, partition: 0, earliest: 0n, latest: 0n },
        { topic: first, partition: 1, earliest: 0n, latest: 3n },
        { topic: second, partition: 0, earliest: 0n, latest: 1n },
      ].sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition)),
    )
    const found = await listOffsets(broker.connection, [
      { topic: first, partition: 1, at: 1_500 },
      { topic: second, partition: 0, at: 9_999 },
      { topic: first, partition: 0, at: 'max-timestamp' },
    ])
    expect(found).toContainEqual({ topic: first, partition: 1, offset: 1n, timestamp: 2_000 })
    expect(found).toContainEqual({ topic: second, partition: 0, offset: null, timestamp: -1 })
    expect(found).toContainEqual({ topic: first, partition: 0, offset: null, timestamp: -1 })
    const sizes = await describeLogDirs(broker.connection, [first])
    expect(sizes).toHaveLength(2)
    expect(sizes.find(({ partition }) => partition === 1)?.bytes).toBeGreaterThan(300)
    expect(sizes.find(({ partition }) => partition === 0)?.bytes).toBe(0)
  })
})

describe('the cluster', () => {
  test('says its id and brokers', async () => {
    const cluster = await describeCluster(broker.connection)
    expect(cluster).toMatchObject({ clusterId: broker.clusterId, brokers: [{ id: 1, host: '127.0.0.1' }] })
  })
})

describe('ACLs', () => {
  test('are created once, listed by filter, and only what matches is deleted', async () => {
    const alice = `User:sa-${randomBytes(3).toString('hex')}`
    const bob = `User:u-${randomBytes(3).toString('hex')}`
    const read = allow(alice, 'READ', 'TOPIC', 'orders')
    const all = { ...allow(alice, 'ALL', 'TOPIC', 'eu-'), patternType: 'PREFIXED' as const }
    const group = allow(bob, 'READ', 'GROUP', '*')
    const deny = { ...allow(bob, 'DELETE', 'TOPIC', '*'), permission: 'DENY' as const }
    await createAcls(broker.connection, [read, all, group, deny])
    await createAcls(broker.connection, [read])
    const of = async (principal: string) => describeAcls(broker.connection, { principal })
    expect(await of(alice)).toHaveLength(2)
    expect(await of(alice)).toEqual(expect.arrayContaining([read, all]))
    expect(await of(bob)).toEqual(expect.arrayContaining([group, deny]))
    expect(await deleteAcls(broker.connection, [{ principal: alice, patternType: 'PREFIXED' }])).toEqual([
      all,
    ])
    expect(await of(alice)).toEqual([read])
    await deleteAcls(broker.connection, [{ principal: alice }, { principal: bob }])
    expect([...(await of(alice)), ...(await of(bob))]).toEqual([])
  })
})
