import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createAcls } from '@/lib/kafka'
import { allow } from '../support/broker'
import { eventually } from '../support/poll'
import {
  acknowledged,
  assignment,
  closePools,
  countOf,
  internal,
  newTopic,
  openPool,
  orderIds,
  reached,
  recordsOf,
  startBroker,
  stopBroker,
} from '../support/task-pools'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-files-'))
  vi.stubEnv('TRIBUTARY_CONNECTOR_FILES', folder)
  await startBroker()
  await createAcls(
    internal,
    (['TRANSACTIONAL_ID', 'GROUP'] as const).map((type) => allow('User:u-tester', 'ALL', type, '*')),
  )
})
afterEach(closePools)
afterAll(async () => {
  await stopBroker()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const exactly = { 'exactly.once.support': 'required' }
const valuesOf = async (topic: string) => (await recordsOf(topic)).map(({ value }) => String(value))

describe('a source with exactly.once.support=required', () => {
  test('repeats and loses nothing when two pools run it at once, neither stopped in order', async () => {
    const topic = await newTopic(2)
    const connector = assignment('lcc-twice', { 'kafka.topic': topic, 'max.interval': '0', ...exactly })
    const zombie = openPool()
    zombie.pool.startTask(connector)
    await eventually('the first writes', async () => (await countOf(topic)) > 2_000)
    const successor = openPool()
    successor.pool.startTask(connector)
    await eventually('the second writes', () => acknowledged(successor, 'lcc-twice') > 2_000)
    await zombie.pool.stopTask('lcc-twice-0')
    const before = acknowledged(successor, 'lcc-twice')
    await eventually('the second goes on', () => acknowledged(successor, 'lcc-twice') > before)
    await successor.pool.stopTask('lcc-twice-0')
    const ids = orderIds(await recordsOf(topic))
    expect(ids).toEqual(ids.map((_, index) => index))
    expect((await successor.offsets.read('lkc-datagen', 'lcc-twice'))[0]?.offset['current.iteration']).toBe(
      ids.length,
    )
  })

  test('says what is wrong with the boundaries of its transactions', async () => {
    const topic = await newTopic()
    const harness = openPool()
    const config = { 'kafka.topic': topic, ...exactly, 'transaction.boundary': 'connector' }
    harness.pool.startTask(assignment('lcc-boundary', config))
    const failed = await reached(harness, 'lcc-boundary', 'FAILED')
    expect(failed.problem?.reason).toContain('transaction.boundary')
  })
})

describe('lines of a file', () => {
  const fileSource = (topic: string, file: string, more: Record<string, string> = {}) =>
    assignment(
      `lcc-${file}`,
      {
        'kafka.topic': topic,
        file,
        'batch.size': '7',
        'output.data.format': 'STRING',
        'output.key.format': 'STRING',
        ...more,
      },
      { className: 'FileStreamSource' },
    )

  test('come to a topic once each, over restarts and a rotation, and from there into another file', async () => {
    const topic = await newTopic()
    const file = path.join(folder, 'in.txt')
    const expected: string[] = []
    const add = async (count: number) => {
      const lines = Array.from({ length: count }, (_, i) => `line ${expected.length + i} äöü`)
      expected.push(...lines)
      await appendFile(file, `${lines.join('\n')}\n`)
    }
    await add(50)
    const config = {
      ...exactly,
      'transaction.boundary': 'interval',
      'transaction.boundary.interval.ms': '100',
    }
    for (let round = 0; round < 3; round++) {
      const harness = openPool()
      harness.pool.startTask(fileSource(topic, 'in.txt', config))
      await add(50)
      if (round === 1) {
        await eventually('the file is read', async () => (await valuesOf(topic)).length === expected.length)
        await rename(file, `${file}.1`)
        await add(30)
      }
      await eventually('all lines are there', async () => (await valuesOf(topic)).length >= expected.length)
      // The pool is left as a killed process leaves it: nobody stops its task in order.
      if (round === 2) await harness.pool.stopTask('lcc-in.txt-0')
    }
    expect(await valuesOf(topic)).toEqual(expected)
    const sink = assignment(
      'lcc-out',
      { topics: topic, file: 'out.txt', 'input.data.format': 'STRING', 'input.key.format': 'STRING' },
      { className: 'FileStreamSink', kind: 'sink' },
    )
    const harness = openPool()
    harness.pool.startTask(sink)
    const written = () => readFile(path.join(folder, 'out.txt'), 'utf8').catch(() => '')
    await eventually(
      'all lines are in the other file',
      async () => (await written()).length > 0 && (await written()).split('\n').length > expected.length,
    )
    expect(await written()).toBe(`${expected.join('\n')}\n`)
  })

  test('from a file that may not be read fail with the reason', async () => {
    const topic = await newTopic()
    await writeFile(path.join(folder, 'ok.txt'), '')
    const harness = openPool()
    harness.pool.startTask(fileSource(topic, '../escape.txt'))
    const failed = await reached(harness, 'lcc-../escape.txt', 'FAILED')
    expect(failed.problem?.reason).toContain('TRIBUTARY_CONNECTOR_FILES')
  })
})
