import { randomBytes } from 'node:crypto'
import { Consumer } from '@platformatic/kafka'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  closeAllKafka,
  commitGroupOffsets,
  createTopic,
  deleteGroup,
  deleteGroupOffsets,
  describeGroups,
  groupOffsets,
  listGroups,
  produce,
} from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { eventually } from '@/tests/support/poll'

let broker: TestBroker
let topic: string

beforeAll(async () => {
  broker = await startTestBroker()
  topic = `groups-${randomBytes(4).toString('hex')}`
  await createTopic(broker.connection, { name: topic, partitions: 3 })
  await produce(
    broker.connection,
    Array.from({ length: 9 }, (_, i) => ({ topic, partition: i % 3, value: String(i) })),
  )
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const describeOne = async (groupId: string) => (await describeGroups(broker.connection, [groupId]))[0]
const committed = async (groupId: string) =>
  (await groupOffsets(broker.connection, groupId)).sort((a, b) => a.partition - b.partition)

describe('a classic group', () => {
  test('shows its members, what they read and what they committed; empty, it can be deleted', async () => {
    const groupId = 'classic-group'
    const consumer = kafkaJs(broker.connection).consumer({ groupId })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    let read = 0
    await consumer.run({ eachMessage: async () => void (read += 1) })
    const group = await eventually('the group is stable', async () => {
      const found = await describeOne(groupId)
      return found?.state === 'STABLE' && found
    })
    expect(group).toMatchObject({ groupId, type: 'classic', coordinator: 1 })
    expect(group.members).toEqual([
      expect.objectContaining({
        clientId: 'kafkajs',
        host: '127.0.0.1',
        assignments: [{ topic, partitions: [0, 1, 2] }],
      }),
    ])
    await expect(deleteGroup(broker.connection, groupId)).rejects.toMatchObject({ code: 'conflict' })
    await eventually('all is read', () => read === 9)
    await consumer.disconnect()
    await eventually('the group is empty', async () => (await describeOne(groupId))?.state === 'EMPTY')
    expect(await committed(groupId)).toEqual(
      [0, 1, 2].map((partition) => ({
        topic,
        partition,
        offset: 3n,
        metadata: expect.anything() as string | null,
      })),
    )
    expect((await listGroups(broker.connection)).find((one) => one.groupId === groupId)).toMatchObject({
      state: 'EMPTY',
      type: 'classic',
    })
    await deleteGroup(broker.connection, groupId)
    expect(await describeOne(groupId)).toBeUndefined()
  })
})

describe('a group of the new protocol', () => {
  test('shows its members, what they read and what they committed', async () => {
    const groupId = 'modern-group'
    const { username, password, bootstrapServers } = broker.connection
    const consumer = new Consumer({
      clientId: 'modern',
      groupId,
      groupProtocol: 'consumer',
      bootstrapBrokers: bootstrapServers.split(','),
      sasl: { mechanism: 'PLAIN', username: username ?? '', password: password ?? '' },
    })
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: true })
    let read = 0
    stream.on('data', () => void (read += 1))
    const group = await eventually('the group is stable', async () => {
      const found = await describeOne(groupId)
      return found?.state === 'STABLE' && found.members[0]?.assignments.length === 1 && found
    })
    expect(group).toMatchObject({ groupId, type: 'consumer', coordinator: 1 })
    expect(group.members[0]).toMatchObject({ clientId: 'modern', host: '127.0.0.1' })
    expect(
      group.members[0]?.assignments.map((one) => ({ ...one, partitions: [...one.partitions].sort() })),
    ).toEqual([{ topic, partitions: [0, 1, 2] }])
    expect((await listGroups(broker.connection)).find((one) => one.groupId === groupId)).toMatchObject({
      type: 'consumer',
    })
    await eventually('all is read and committed', async () => {
      const offsets = await committed(groupId)
      return read === 9 && offsets.length === 3 && offsets.every(({ offset }) => offset === 3n)
    })
    await stream.close()
    await consumer.close(true)
  })
})

describe('groups that do not exist', () => {
  test('are left out of descriptions, have no offsets, and cannot be deleted', async () => {
    expect(await describeGroups(broker.connection, ['nobody', 'no-one'])).toEqual([])
    expect(await describeGroups(broker.connection, [])).toEqual([])
    expect(await groupOffsets(broker.connection, 'nobody')).toEqual([])
    await expect(deleteGroup(broker.connection, 'nobody')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a group whose readers do not join', () => {
  test('has its offsets committed, moved back and deleted, and every tool sees them', async () => {
    const groupId = 'connect-lcc-groups'
    const at = (partition: number, offset: number) => ({ topic, partition, offset })
    await commitGroupOffsets(broker.connection, groupId, [at(0, 2), at(1, 3)])
    await commitGroupOffsets(broker.connection, groupId, [{ ...at(0, 1), metadata: 'moved back' }])
    expect(await committed(groupId)).toEqual([
      { topic, partition: 0, offset: 1n, metadata: 'moved back' },
      { topic, partition: 1, offset: 3n, metadata: '' },
    ])
    expect(await describeOne(groupId)).toMatchObject({ state: 'EMPTY', members: [] })
    const admin = kafkaJs(broker.connection).admin()
    await admin.connect()
    const seen = await admin.fetchOffsets({ groupId, topics: [topic] })
    await admin.disconnect()
    expect(seen[0]?.partitions.map(({ partition, offset }) => [partition, offset]).sort()).toEqual([
      [0, '1'],
      [1, '3'],
      [2, '-1'],
    ])
    await deleteGroupOffsets(broker.connection, groupId, [at(0, 0), at(2, 0)])
    expect((await committed(groupId)).map(({ partition }) => partition)).toEqual([1])
    await deleteGroupOffsets(broker.connection, 'connect-lcc-unknown', [at(0, 0)])
  })

  test('does not take the offsets of a topic that is not there', async () => {
    const missing = { topic: 'no-such-topic', partition: 0, offset: 1 }
    await expect(commitGroupOffsets(broker.connection, 'connect-lcc-none', [missing])).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
