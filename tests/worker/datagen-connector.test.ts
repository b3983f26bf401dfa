import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTopic, deleteTopic } from '@/lib/kafka'
import { eventually } from '../support/poll'
import {
  acknowledged,
  allowKeys,
  assignment,
  client,
  closePools,
  countOf,
  expectNoGap,
  internal,
  key,
  newTopic,
  openPool,
  orderIds,
  reached,
  recordsOf,
  startBroker,
  states,
  stopBroker,
} from '../support/task-pools'

beforeAll(startBroker)
afterEach(closePools)
afterAll(stopBroker)

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

  it('a thread that gets no processor for a while is left alone: it has done nothing wrong', async () => {
    const harness = openPool({ hangAfterMs: 1_000 })
    const waiting = { how: 'wait', after: '3000', for: '2500' }
    harness.pool.startTask(assignment('lcc-still', waiting, { className: 'Misbehaving' }))
    await reached(harness, 'lcc-still', 'RUNNING')
    const since = Date.now()
    await eventually('it was silent twice', () => Date.now() - since > 9_000)
    expect(states(harness, 'lcc-still').map(({ state }) => state)).not.toContain('RESTARTING')
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
