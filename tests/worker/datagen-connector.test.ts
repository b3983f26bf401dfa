import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { scramVerifier } from '@/lib/crypto'
import {
  closeAllKafka,
  createAcls,
  createTopic,
  deleteTopic,
  fetchFrom,
  listTopicOffsets,
  type KafkaConnection,
  type ViewedRecord,
} from '@/lib/kafka'
import { applyKeys } from '@/worker/brokers/apply-keys'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { freePort } from '@/worker/brokers/ports'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { TaskPool, type PoolEvent, type TaskPoolOptions } from '@/worker/connectors/pool'
import type { TaskAssignment } from '@/worker/connectors/runtime'
import { openSourceOffsets, type SourceOffsets } from '@/worker/connectors/source-offsets'
import { eventually } from '../support/poll'

const clusterId = 'lkc-datagen'
const key = 'TESTKEY000000001'
const secret = 'a-secret-for-tests'
let dataDir = ''
let internal: KafkaConnection
let client: KafkaConnection
let topicCount = 0

const allowKeys = async (...keys: string[]): Promise<void> => {
  const verifier = await scramVerifier(secret)
  await applyKeys(
    dataDir,
    keys.map((name) => ({ key: name, principal: 'u-tester', ...verifier })),
  )
}

const newTopic = async (partitions = 1): Promise<string> => {
  const name = `stream-${++topicCount}`
  await createTopic(internal, { name, partitions })
  return name
}

const recordsOf = async (topic: string): Promise<ViewedRecord[]> => {
  const all: ViewedRecord[] = []
  const ends = await listTopicOffsets(internal, [topic])
  for (const { partition } of ends) {
    for (let offset = 0; ;) {
      const { records } = await fetchFrom(internal, {
        topic,
        partitions: [partition],
        from: { offset },
        max: 5_000,
      })
      all.push(...records)
      const last = records.at(-1)
      if (!last) break
      offset = Number(last.offset) + 1
    }
  }
  return all
}
const countOf = async (topic: string): Promise<number> =>
  (await listTopicOffsets(internal, [topic])).reduce(
    (sum, { earliest, latest }) => sum + Number(latest - earliest),
    0,
  )

type Harness = { pool: TaskPool; events: PoolEvent[]; offsets: SourceOffsets; close: () => Promise<void> }
const open: Harness[] = []
const openPool = (options: Partial<TaskPoolOptions> = {}): Harness => {
  const events: PoolEvent[] = []
  const offsets = openSourceOffsets({ connectionOf: async () => internal, onWarning: () => undefined })
  const pool = new TaskPool({
    offsets,
    onEvent: (event) => events.push(event),
    runtimeModules: { Misbehaving: new URL('../support/misbehaving-runtime.ts', import.meta.url).href },
    hangAfterMs: 2_500,
    ...options,
  })
  const harness = {
    pool,
    events,
    offsets,
    close: async () => {
      await pool.close()
      await offsets.close()
    },
  }
  open.push(harness)
  return harness
}

const assignment = (
  connectorId: string,
  config: Record<string, string>,
  more: Partial<TaskAssignment> = {},
): TaskAssignment => ({
  connectorId,
  connectorName: connectorId,
  taskNumber: 0,
  clusterId,
  className: 'DatagenSource',
  config: { quickstart: 'ORDERS', 'max.interval': '5', ...config },
  connection: client,
  ...more,
})

const states = ({ events }: Harness, connectorId: string) =>
  events.flatMap((event) => (event.type === 'state' && event.connectorId === connectorId ? [event] : []))
const acknowledged = ({ events }: Harness, connectorId: string): number =>
  events
    .flatMap((event) => (event.type === 'metrics' ? event.tasks : []))
    .reduce((most, task) => (task.connectorId === connectorId ? Math.max(most, task.recordsTotal) : most), 0)
const reached = (harness: Harness, connectorId: string, state: string, timeoutMs = 20_000) =>
  eventually(
    `${connectorId} is ${state}`,
    () => states(harness, connectorId).findLast((event) => event.state === state),
    { timeoutMs },
  )
const orderIds = (records: ViewedRecord[]): number[] =>
  records
    .map((record) => (JSON.parse(String(record.value)) as { orderid: number }).orderid)
    .sort((a, b) => a - b)

const expectNoGap = (ids: number[]): void => {
  const seen = new Set(ids)
  const last = Math.max(...seen)
  expect(seen.size).toBe(last + 1)
  expect(Math.min(...seen)).toBe(0)
}

beforeAll(async () => {
  dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'tributary-datagen-')), clusterId)
  await provisionBroker({ dataDir, clusterId, clientPort: await freePort('127.0.0.1'), host: '127.0.0.1' })
  const broker = await startOrAdoptBroker({ dataDir })
  internal = await internalConnection(dataDir)
  client = {
    id: clusterId,
    bootstrapServers: `127.0.0.1:${broker.clientPort}`,
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: key,
    password: secret,
  }
  await allowKeys(key)
  await createAcls(internal, [
    {
      resourceType: 'TOPIC',
      resourceName: '*',
      patternType: 'LITERAL',
      principal: 'User:u-tester',
      host: '*',
      operation: 'ALL',
      permission: 'ALLOW',
    },
  ])
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((harness) => harness.close()))
})
afterAll(async () => {
  await closeAllKafka()
  await destroyBroker(dataDir)
  await rm(path.dirname(dataDir), { recursive: true, force: true })
})

describe('datagen connector', () => {
  it('fills a topic with ORDERS of which every field, key and header is valid', async () => {
    const topic = await newTopic(6)
    const harness = openPool()
    harness.pool.startTask(assignment('lcc-orders', { 'kafka.topic': topic, 'max.interval': '0' }))
    await eventually('2000 orders', async () => (await countOf(topic)) >= 2_000)
    await harness.pool.stopTask('lcc-orders-0')
    const records = await recordsOf(topic)
    expectNoGap(orderIds(records))
    for (const record of records) {
      const order = JSON.parse(String(record.value)) as Record<string, unknown> & {
        address: Record<string, unknown>
      }
      expect(Object.keys(order)).toEqual(['ordertime', 'orderid', 'itemid', 'orderunits', 'address'])
      expect(order.ordertime).toBeGreaterThanOrEqual(1487715775521)
      expect(order.ordertime).toBeLessThan(1519273364600)
      expect(order.itemid).toMatch(/^Item_[1-9][0-9]{0,2}$/)
      expect(order.orderunits).toBeGreaterThanOrEqual(0.1)
      expect(order.orderunits).toBeLessThan(10)
      expect(order.address.city).toMatch(/^City_[1-9]{0,2}$/)
      expect(order.address.state).toMatch(/^State_[1-9]{0,2}$/)
      expect(order.address.zipcode).toBeGreaterThanOrEqual(10000)
      expect(order.address.zipcode).toBeLessThan(99999)
      expect(String(record.key)).toBe(String(order.orderid))
      expect(record.headers.map(({ key: name, value }) => [name, String(value)])).toEqual([
        ['task.generation', '0'],
        ['task.id', '0'],
        ['current.iteration', String(order.orderid)],
      ])
    }
    expect(new Set(records.map(({ partition }) => partition)).size).toBe(6)
  })

  it('keeps its average rate and has the first message at once', async () => {
    const topic = await newTopic()
    const harness = openPool()
    harness.pool.startTask(assignment('lcc-pace', { 'kafka.topic': topic, 'max.interval': '20' }))
    await reached(harness, 'lcc-pace', 'RUNNING')
    await eventually('the first message', async () => (await countOf(topic)) >= 1, {
      timeoutMs: 10_000,
      everyMs: 20,
    })
    const records = await eventually('some seconds of messages', async () => {
      const found = await recordsOf(topic)
      const span = (found.at(-1)?.timestamp ?? 0) - (found[0]?.timestamp ?? 0)
      return span >= 5_000 && found
    })
    const seconds = ((records.at(-1)?.timestamp ?? 0) - (records[0]?.timestamp ?? 0)) / 1_000
    expect(records.length / seconds).toBeGreaterThan(80)
    expect(records.length / seconds).toBeLessThan(120)
  })

  it('goes on without a gap after its thread was killed, and after the whole pool was replaced', async () => {
    const topic = await newTopic()
    const harness = openPool({ threads: 1 })
    harness.pool.startTask(assignment('lcc-ledger', { 'kafka.topic': topic }))
    await eventually('the first messages are acknowledged', () => acknowledged(harness, 'lcc-ledger') >= 50)
    harness.pool.startTask(assignment('lcc-crash', { how: 'crash' }, { className: 'Misbehaving' }))
    await reached(harness, 'lcc-ledger', 'RESTARTING')
    await harness.pool.stopTask('lcc-crash-0')
    const before = acknowledged(harness, 'lcc-ledger')
    await eventually('messages after the crash', () => acknowledged(harness, 'lcc-ledger') >= before + 100)
    await harness.close()

    const next = openPool()
    next.pool.startTask(assignment('lcc-ledger', { 'kafka.topic': topic }))
    const middle = await countOf(topic)
    await eventually('messages of the next pool', async () => (await countOf(topic)) >= middle + 100)
    await next.pool.stopTask('lcc-ledger-0')
    const records = await recordsOf(topic)
    expectNoGap(orderIds(records))
    const generations = new Set(
      records.map(({ headers }) => String(headers.find((h) => h.key === 'task.generation')?.value)),
    )
    expect(generations.size).toBeGreaterThanOrEqual(3)
  })

  it('a clean stop and start repeats nothing', async () => {
    const topic = await newTopic()
    const harness = openPool()
    for (const wanted of [50, 100, 150]) {
      harness.pool.startTask(assignment('lcc-clean', { 'kafka.topic': topic }))
      await eventually(`${wanted} messages`, async () => (await countOf(topic)) >= wanted)
      await harness.pool.stopTask('lcc-clean-0')
    }
    const ids = orderIds(await recordsOf(topic))
    expect(ids).toEqual(ids.map((_, i) => i))
  })

  it('a task that spins takes down its own thread only, and comes back within ten seconds', async () => {
    const topic = await newTopic()
    const harness = openPool({ threads: 2 })
    harness.pool.startTask(assignment('lcc-calm', { 'kafka.topic': topic }))
    await reached(harness, 'lcc-calm', 'RUNNING')
    harness.pool.startTask(
      assignment('lcc-spin', { how: 'spin', after: '200' }, { className: 'Misbehaving' }),
    )
    const hung = await reached(harness, 'lcc-spin', 'RESTARTING')
    expect(hung.problem?.reason).toContain('blocked its thread')
    const back = await eventually('the spinning task is back', () =>
      states(harness, 'lcc-spin').find((event) => event.state === 'RUNNING' && event.at > hung.at),
    )
    expect(back.at - hung.at).toBeLessThan(10_000)
    expect(states(harness, 'lcc-calm').map((event) => event.state)).toEqual(['UNASSIGNED', 'RUNNING'])
    await harness.pool.stopTask('lcc-spin-0')
    const before = await countOf(topic)
    await eventually('the calm one goes on', async () => (await countOf(topic)) > before + 20)
  })

  it('fails with a readable reason when its topic vanishes, and recovers when it is back', async () => {
    const topic = await newTopic()
    const harness = openPool()
    harness.pool.startTask(assignment('lcc-topic', { 'kafka.topic': topic }))
    await eventually('the first messages', async () => (await countOf(topic)) >= 20)
    await deleteTopic(internal, topic)
    const failed = await reached(harness, 'lcc-topic', 'FAILED', 30_000)
    expect(failed.problem).toMatchObject({ isUserActionable: true })
    expect(failed.problem?.reason).toContain(`Topic "${topic}" does not exist`)
    await createTopic(internal, { name: topic, partitions: 1 })
    await eventually('it runs again', () =>
      states(harness, 'lcc-topic').find((event) => event.state === 'RUNNING' && event.at > failed.at),
    )
    await eventually('messages again', async () => (await countOf(topic)) >= 20)
  })

  it('fails with the reason when its API key is wrong or deleted', async () => {
    const topic = await newTopic()
    const harness = openPool()
    harness.pool.startTask(
      assignment(
        'lcc-wrong',
        { 'kafka.topic': topic },
        { connection: { ...client, password: 'not-the-secret' } },
      ),
    )
    const wrong = await reached(harness, 'lcc-wrong', 'FAILED')
    expect(wrong.problem?.reason).toContain(`API key ${key}`)
    expect(JSON.stringify(harness.events)).not.toContain('not-the-secret')

    const other = 'TESTKEY000000002'
    await allowKeys(key, other)
    harness.pool.startTask(
      assignment('lcc-deleted', { 'kafka.topic': topic }, { connection: { ...client, username: other } }),
    )
    await eventually('messages with the second key', async () => (await countOf(topic)) >= 10)
    await allowKeys(key)
    const deleted = await reached(harness, 'lcc-deleted', 'FAILED')
    expect(deleted.problem?.reason).toContain(other)
  })

  it('fails, as the original does, once its iterations are used up', async () => {
    const topic = await newTopic()
    const harness = openPool()
    harness.pool.startTask(
      assignment('lcc-count', { 'kafka.topic': topic, iterations: '25', 'max.interval': '0' }),
    )
    const failed = await reached(harness, 'lcc-count', 'FAILED')
    expect(failed.problem?.reason).toBe('Stopping connector: generated the configured 25 number of messages')
    expect(await countOf(topic)).toBe(25)
  })

  it('gives each task its own generator', async () => {
    const topic = await newTopic()
    const harness = openPool()
    for (const taskNumber of [0, 1]) {
      harness.pool.startTask(
        assignment(
          'lcc-two',
          { 'kafka.topic': topic, 'random.seed': '5', iterations: '20', 'max.interval': '0' },
          { taskNumber },
        ),
      )
    }
    await eventually(
      'both have ended',
      () => states(harness, 'lcc-two').filter((event) => event.state === 'FAILED').length === 2,
    )
    for (const event of states(harness, 'lcc-two').filter(({ state }) => state === 'FAILED')) {
      expect(event.problem?.reason).toContain('generated the configured 20')
    }
    const records = await recordsOf(topic)
    expect(orderIds(records)).toEqual(Array.from({ length: 40 }, (_, i) => Math.floor(i / 2)))
    expect(new Set(records.map(({ value }) => String(value))).size).toBe(40)
  })
})
