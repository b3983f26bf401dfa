// What a sink does when it cannot go on: with records that are gone, a dead letter queue that takes nothing, a target that stays away.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alterTopicConfigs, createTopic, fetchFrom, groupOffsets, produce } from '@/lib/kafka'
import type { TaskAssignment } from '@/worker/connectors/runtime'
import { deleteRecords } from '@/tests/support/kafkajs-client'
import { eventually } from '@/tests/support/poll'
import { readLines } from '@/tests/support/recording-sink'
import {
  assignment,
  closePools,
  countOf,
  internal,
  newTopic,
  openPool,
  reached,
  recordsOf,
  startBroker,
  stopBroker,
} from '@/tests/support/task-pools'

let folder = ''
let harness: ReturnType<typeof openPool>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-policies-'))
  await startBroker()
  const recording = new URL('../support/recording-sink.ts', import.meta.url).href
  harness = openPool({ runtimeModules: { Recording: recording }, hangAfterMs: 20_000 })
})
afterAll(async () => {
  await closePools()
  await stopBroker()
})

function sink(id: string, config: Record<string, string>, more: Partial<TaskAssignment> = {}) {
  const file = path.join(folder, id)
  const given = { kind: 'sink', className: 'Recording', ...more } as const
  return { file, task: assignment(id, { file, ...config }, given) }
}

const write = (topic: string, values: string[]): Promise<unknown> =>
  produce(
    internal,
    values.map((value) => ({ topic, partition: 0, value })),
  )
const valuesIn = async (file: string): Promise<string[]> =>
  (await readLines(file)).map(({ value }) => String(value))
const patience = { timeoutMs: 40_000 }
async function stored(file: string, values: string[]): Promise<void> {
  const isThere = async (): Promise<boolean> => (await valuesIn(file)).length >= values.length
  await eventually(`${values.join()} are stored`, isThere, patience)
  expect(await valuesIn(file)).toEqual(values)
}
const committed = async (id: string): Promise<number> =>
  Number((await groupOffsets(internal, `connect-${id}`))[0]?.offset ?? -1)
const logged = (id: string): string =>
  harness.events
    .flatMap((event) => (event.type === 'log' && event.connectorId === id ? [event.message] : []))
    .join('\n')

describe('a sink', () => {
  it('whose next records were deleted names the gap, and goes on as auto.offset.reset says', async () => {
    for (const [reset, rest] of [
      ['earliest', ['6', '7']],
      ['latest', []],
    ] as const) {
      const topic = await newTopic()
      const id = `lcc-${reset}`
      const { file, task } = sink(id, { topics: topic, 'consumer.override.auto.offset.reset': reset })
      // Earliest at first: what is there is read.
      const before = { ...task.config, 'consumer.override.auto.offset.reset': 'earliest' }
      await write(topic, ['0', '1', '2'])
      harness.pool.startTask({ ...task, config: before })
      await stored(file, ['0', '1', '2'])
      await harness.pool.stopTask(`${id}-0`)
      await eventually('it is committed', async () => (await committed(id)) === 3)
      await write(topic, ['3', '4', '5', '6', '7'])
      await deleteRecords(internal, topic, 6)
      harness.pool.startTask({ ...task, epoch: 2 })
      const to = reset === 'latest' ? 7 : 5
      await eventually('the gap is named', () =>
        logged(id).includes(`Records 3 to ${to} of ${topic}-0 are not read`),
      )
      await write(topic, ['8'])
      await stored(file, ['0', '1', '2', ...rest, '8'])
    }
  })

  it('passes no bad record over while its dead letter queue takes none, and goes on once it does', async () => {
    const topic = await newTopic()
    const id = 'lcc-letters'
    const queue = `dlq-${id}`
    await createTopic(internal, { name: queue, partitions: 1, configs: { 'max.message.bytes': '10' } })
    await write(topic, ['1', 'bad', '2'])
    const { file, task } = sink(id, { topics: topic })
    harness.pool.startTask(task)
    const { problem } = await reached(harness, id, 'FAILED', 40_000)
    expect(problem?.reason).toContain(`The dead letter queue "${queue}" refuses records`)
    expect(await countOf(queue)).toBe(0)
    expect(await valuesIn(file)).toEqual([])
    expect(await committed(id)).toBeLessThanOrEqual(0)
    await alterTopicConfigs(internal, queue, [{ name: 'max.message.bytes', operation: 'DELETE' }])
    harness.pool.startTask({ ...task, epoch: 2 })
    await stored(file, ['1', '2'])
    const { records } = await fetchFrom(internal, { topic: queue, from: 'earliest', max: 10 })
    expect(records.map(({ value }) => String(value))).toEqual(['bad'])
    await eventually('it is committed', async () => (await committed(id)) === 3)
  })

  it('gives a target up after errors.retry.timeout, loses nothing, and with 0 waits as Kafka Connect does', async () => {
    const topic = await newTopic()
    await write(topic, ['1'])
    const dialect = 'self-managed' as const
    const more = { 'errors.retry.delay.max.ms': '200' }
    const bounded = sink(
      'lcc-bounded',
      { topics: topic, ...more, 'errors.retry.timeout': '700' },
      { dialect },
    )
    const patient = sink('lcc-patient', { topics: topic, ...more, 'errors.retry.timeout': '0' }, { dialect })
    for (const { file, task } of [bounded, patient]) {
      await writeFile(`${file}.mode`, 'away')
      harness.pool.startTask(task)
    }
    const { problem } = await reached(harness, 'lcc-bounded', 'FAILED', 40_000)
    expect(problem?.reason).toContain('It was tried again for 0.7 s, as errors.retry.timeout says.')
    expect(await committed('lcc-bounded')).toBeLessThanOrEqual(0)
    for (const { file } of [bounded, patient]) await writeFile(`${file}.mode`, '')
    await stored(patient.file, ['1'])
    harness.pool.startTask({ ...bounded.task, epoch: 2 })
    await stored(bounded.file, ['1'])
  })

  it('names bad records in its log as errors.log.enable and errors.log.include.messages say', async () => {
    const topic = await newTopic()
    await write(topic, ['bad', '1'])
    const tolerant = { topics: topic, 'errors.tolerance': 'all' }
    const logs: Record<string, string> = {}
    const settings: Record<string, Record<string, string>> = {
      'lcc-silent': {},
      'lcc-logs': { 'errors.log.enable': 'true' },
      'lcc-names': { 'errors.log.enable': 'true', 'errors.log.include.messages': 'true' },
    }
    for (const [id, config] of Object.entries(settings)) {
      const { file, task } = sink(id, { ...tolerant, ...config }, { dialect: 'self-managed' })
      harness.pool.startTask(task)
      await stored(file, ['1'])
      logs[id] = logged(id)
    }
    expect(logs['lcc-silent']).not.toContain('was refused by the target')
    expect(logs['lcc-logs']).toContain('A record was refused by the target')
    expect(logs['lcc-names']).toContain(`Record 0 of ${topic}-0 was refused by the target`)
  })
})

describe('a source', () => {
  it('writes as producer.override.* says: its compression, and no record beyond max.request.size', async () => {
    const topic = await newTopic()
    const packed = { 'kafka.topic': topic, 'producer.override.compression.type': 'gzip' }
    harness.pool.startTask(assignment('lcc-packed', packed))
    await eventually('records are written', async () => (await countOf(topic)) > 20, patience)
    await harness.pool.stopTask('lcc-packed-0')
    expect((await recordsOf(topic)).length).toBe(await countOf(topic))
    const small = { 'kafka.topic': await newTopic(), 'producer.override.max.request.size': '10' }
    harness.pool.startTask(assignment('lcc-small', small))
    const { problem } = await reached(harness, 'lcc-small', 'FAILED', 40_000)
    expect(problem?.reason).toMatch(/A record of \d+ bytes is larger than max\.request\.size \(10\)/)
  })
})
