import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  closeAllKafka,
  createAcls,
  createTopic,
  describeCluster,
  fetchNewest,
  listTopics,
  produce,
} from '@/lib/kafka'
import { allow, newTestKey, startTestBroker, type TestBroker, type TestKey } from '@/tests/support/broker'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { eventually } from '@/tests/support/poll'
import { brokerStatus } from '@/worker/brokers/status'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
  await createTopic(broker.connection, { name: 'orders' })
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const refused = { code: 'unauthenticated' }

describe('logging in with an API key', () => {
  test('a new key logs in with PLAIN and with SCRAM-SHA-512', async () => {
    const key = await broker.newKey()
    for (const connection of [key.plain, key.scram])
      expect((await describeCluster(connection)).clusterId).toBe(broker.clusterId)
  })

  test('a wrong secret and an unknown key are refused with both mechanisms, also right after a good login', async () => {
    const key = await broker.newKey()
    const stranger = newTestKey(broker.clientPort)
    await describeCluster(key.plain)
    for (const { plain, scram } of [key, stranger])
      for (const connection of [plain, scram]) {
        const wrong = { ...connection, id: `${connection.id}-wrong`, password: 'not-the-secret' }
        await expect(describeCluster(wrong)).rejects.toMatchObject(refused)
      }
  })

  test('the name of the super user is no key', async () => {
    const { password } = broker.connection
    const impostor = { ...newTestKey(broker.clientPort).plain, username: 'tributary-internal' }
    await expect(describeCluster({ ...impostor, password: password ?? '' })).rejects.toMatchObject(refused)
  })

  test('no listener answers a client that does not log in', async () => {
    const { internalPort, controllerPort } = JSON.parse(
      await readFile(path.join(broker.dataDir, 'broker.json'), 'utf8'),
    ) as Record<string, number>
    for (const port of [broker.clientPort, internalPort, controllerPort]) {
      const anonymous = {
        id: `anonymous-${port}`,
        bootstrapServers: `127.0.0.1:${port}`,
        protocol: 'PLAINTEXT' as const,
      }
      await expect(listTopics(anonymous)).rejects.toMatchObject({ code: 'unavailable' })
    }
  })
})

describe('rights of an API key', () => {
  test('they are those of the account that owns it, whichever way it logs in', async () => {
    const key = await broker.newKey()
    const write = (connection: TestKey['plain']) => produce(connection, [{ topic: 'orders', value: 'x' }])
    for (const connection of [key.plain, key.scram]) {
      expect(await listTopics(connection)).toEqual([])
      await expect(write(connection)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(createTopic(connection, { name: 'mine' })).rejects.toMatchObject({ code: 'forbidden' })
    }
    await createAcls(broker.connection, [allow(key.principal, 'WRITE', 'TOPIC', 'orders')])
    for (const connection of [key.plain, key.scram]) {
      expect(await write(connection)).toHaveLength(1)
      await expect(fetchNewest(connection, { topic: 'orders', max: 1 })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
  })
})

describe('a deleted key', () => {
  test('is refused at once, and its producer and consumer in full flow stop within 10 s', async () => {
    const key = await broker.newKey({ isAdmin: true })
    const producer = kafkaJs(key.plain).producer({ retry: { retries: 0 } })
    const consumer = kafkaJs(key.scram).consumer({ groupId: `flow-${key.key}`, retry: { retries: 0 } })
    let consumed = 0
    let crashed: unknown = null
    consumer.on('consumer.crash', ({ payload }) => void (crashed = payload.error))
    await producer.connect()
    await consumer.connect()
    await consumer.subscribe({ topic: 'orders' })
    await consumer.run({ eachBatch: async ({ batch }) => void (consumed += batch.messages.length) })
    const send = () => producer.send({ topic: 'orders', messages: [{ value: 'flow' }] })
    const flow = (async () => {
      for (;;) await send()
    })()
    const stopped = flow.catch((error: unknown) => error)
    await eventually('the consumer reads', () => consumed > 100)

    const revokedAt = Date.now()
    await broker.revoke(key)
    await expect(describeCluster({ ...key.plain, id: 'after' })).rejects.toMatchObject(refused)
    expect(await stopped).toBeInstanceOf(Error)
    await eventually('the consumer stops', () => crashed !== null, { timeoutMs: 10_000 })
    expect(Date.now() - revokedAt).toBeLessThan(10_000)
    await producer.disconnect()
    await consumer.disconnect()
  })

  test('a connection that stays open has no rights, not even those of its own name', async () => {
    const key = await broker.newKey({ isAdmin: true })
    await describeCluster(key.plain)
    await createAcls(broker.connection, [allow(`User:${key.key}`, 'ALL', 'TOPIC', '*')])
    expect(await listTopics(key.plain)).not.toEqual([])
    await broker.revoke(key)
    expect(await listTopics(key.plain)).toEqual([])
  })

  test('leaves other keys alone', async () => {
    const other = await broker.newKey()
    const key = await broker.newKey()
    await broker.revoke(other)
    expect((await describeCluster({ ...key.plain, id: 'again' })).clusterId).toBe(broker.clusterId)
  })
})

describe('the key file', () => {
  const keyFile = () => path.join(broker.dataDir, 'api-keys')

  test.each([
    ['missing', async (file: string) => rm(file)],
    ['truncated', async (file: string) => writeFile(file, (await readFile(file, 'utf8')).slice(0, -20))],
    [
      'edited by hand',
      async (file: string) => writeFile(file, (await readFile(file, 'utf8')).replace('sa-', 'u-')),
    ],
    ['not a key file', async (file: string) => writeFile(file, '\u0000'.repeat(100))],
  ])('%s: no client logs in and the broker says so, until it is right again', async (_, damage) => {
    const key = await broker.newKey({ isAdmin: true })
    const good = await readFile(keyFile(), 'utf8')
    await listTopics(key.plain)
    await damage(keyFile())
    await eventually('the broker says so', async () => {
      const status = await brokerStatus(broker.dataDir)
      return status.state === 'running' && /key file/.test(status.keyFileError) && status.keysInForce === 0
    })
    await expect(describeCluster({ ...key.plain, id: 'now' })).rejects.toMatchObject(refused)
    await expect(describeCluster({ ...key.scram, id: 'now' })).rejects.toMatchObject(refused)
    expect(await listTopics(key.plain)).toEqual([])
    expect(await readFile(path.join(broker.dataDir, 'logs/broker.log'), 'utf8')).toMatch(
      /No API key can log in/,
    )

    await writeFile(keyFile(), good)
    await eventually(
      'the key works again',
      async () => (await listTopics({ ...key.plain, id: 'later' })).length > 0,
    )
  })
})
