import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPartitions, createTopic, deleteTopic, fetchFrom, groupOffsets, produce } from '@/lib/kafka'
import type { TaskAssignment } from '@/worker/connectors/runtime'
import { eventually } from '../support/poll'
import { readLines, type RecordedLine } from '../support/recording-sink'
import {
  assignment,
  closePools,
  internal,
  newTopic,
  openPool,
  reached,
  startBroker,
  stopBroker,
} from '../support/task-pools'

let folder = ''
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-sink-'))
  await startBroker()
})
afterEach(closePools)
afterAll(stopBroker)

const sinkPool = (options: Parameters<typeof openPool>[0] = {}) =>
  openPool({
    ...options,
    runtimeModules: { Recording: new URL('../support/recording-sink.ts', import.meta.url).href },
  })

type Sink = { id: string; file: string; assignment: TaskAssignment }
const sink = (config: Record<string, string>, more: Partial<TaskAssignment> = {}): Sink => {
  const id = more.connectorId ?? `lcc-sink${++count}`
  const file = config.file ?? path.join(folder, id)
  return {
    id,
    file,
    assignment: assignment(id, { file, ...config }, { kind: 'sink', className: 'Recording', ...more }),
  }
}

const write = (topic: string, values: (string | null)[], partition = 0): Promise<unknown> =>
  produce(
    internal,
    values.map((value) => ({ topic, partition, value, key: 'k' })),
  )
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => String(from + n))
const valuesIn = (lines: RecordedLine[]): string[] => lines.map(({ value }) => String(value))
const has = (file: string, length: number) =>
  eventually(`${length} records`, async () => {
    const lines = await readLines(file)
    return lines.length >= length && lines
  })
const logged = ({ events }: ReturnType<typeof openPool>): string[] =>
  events.flatMap((event) => (event.type === 'log' ? [event.message] : []))
const lagOf = ({ events }: ReturnType<typeof openPool>): number | null | undefined =>
  events.flatMap((event) => (event.type === 'metrics' ? event.tasks : [])).at(-1)?.lag
const restarts = ({ events }: ReturnType<typeof openPool>, id: string): number =>
  events.filter((event) => event.type === 'state' && event.connectorId === id && event.state === 'RESTARTING')
    .length
const committed = async (id: string): Promise<number> =>
  (await groupOffsets(internal, `connect-${id}`)).reduce((sum, { offset }) => sum + Number(offset), 0)

describe('a sink', () => {
  it('stores every record of every partition once, in order, over two tasks and a clean restart', async () => {
    const topic = await newTopic(3)
    for (const partition of [0, 1, 2]) await write(topic, numbers(0, 100), partition)
    const harness = sinkPool()
    const { id, file, assignment: first } = sink({ topics: topic }, { taskCount: 2 })
    const second = { ...first, taskNumber: 1 }
    for (const task of [first, second]) harness.pool.startTask(task)
    await has(file, 300)
    await eventually('the offsets are committed', async () => (await committed(id)) === 300)
    for (const task of [first, second]) await harness.pool.stopTask(`${id}-${task.taskNumber}`)
    for (const partition of [0, 1, 2]) await write(topic, numbers(100, 150), partition)
    harness.pool.startTask({ ...first, epoch: 2, taskCount: 1 })
    const lines = await has(file, 450)
    for (const partition of [0, 1, 2]) {
      const own = lines.filter((line) => line.partition === partition)
      expect(valuesIn(own)).toEqual(numbers(0, 150))
    }
    const epochs = new Set(lines.map(({ epoch }) => Math.floor(epoch / 2 ** 32)))
    expect([...epochs]).toEqual([1, 2])
    await eventually('nothing is behind', () => lagOf(harness) === 0)
  })

  it('waits for a target that is away, says so with what is left to do, and goes on without loss or repetition', async () => {
    const topic = await newTopic()
    const harness = sinkPool()
    const { id, file, assignment: task } = sink({ topics: topic })
    harness.pool.startTask(task)
    await reached(harness, id, 'RUNNING')
    await writeFile(`${file}.mode`, 'away')
    await write(topic, numbers(0, 50))
    const { problem } = await reached(harness, id, 'RESTARTING')
    expect(problem?.reason).toBe('the target is away')
    await write(topic, numbers(50, 100))
    await eventually('what is behind is shown', () => lagOf(harness) === 100)
    await writeFile(`${file}.mode`, '')
    expect(valuesIn(await has(file, 100))).toEqual(numbers(0, 100))
    await eventually(
      'it runs',
      () => harness.events.findLast((event) => event.type === 'state')?.state === 'RUNNING',
    )
  })

  it('asks a target that stores offsets how far it came before it writes anything twice', async () => {
    const topic = await newTopic()
    const harness = sinkPool()
    const { file, assignment: task } = sink({ topics: topic, positions: 'stored' })
    await writeFile(`${file}.mode`, 'loses the reply')
    await write(topic, numbers(0, 50))
    harness.pool.startTask(task)
    await has(file, 50)
    await write(topic, numbers(50, 60))
    expect(valuesIn(await has(file, 60))).toEqual(numbers(0, 60))
  })

  it('reads partitions and topics that come while it runs from their beginning', async () => {
    const topic = await newTopic(1)
    const harness = sinkPool()
    const { file, assignment: task } = sink({ 'topics.regex': `${topic}(-more)?` })
    harness.pool.startTask(task)
    await write(topic, ['first'])
    await has(file, 1)
    await createPartitions(internal, topic, 2)
    await write(topic, ['second'], 1)
    await createTopic(internal, { name: `${topic}-more`, partitions: 1 })
    await write(`${topic}-more`, ['third'])
    expect(valuesIn(await has(file, 3)).sort()).toEqual(['first', 'second', 'third'])
  })

  it('reads a topic that was made anew from its beginning and says so', async () => {
    const topic = await newTopic()
    const harness = sinkPool()
    const { id, file, assignment: task } = sink({ topics: topic })
    harness.pool.startTask(task)
    await write(topic, numbers(0, 10))
    await has(file, 10)
    await eventually('the offsets are committed', async () => (await committed(id)) === 10)
    await harness.pool.stopTask(`${id}-0`)
    await deleteTopic(internal, topic)
    await createTopic(internal, { name: topic, partitions: 1 })
    await write(topic, numbers(10, 30))
    harness.pool.startTask(task)
    expect(valuesIn(await has(file, 30))).toEqual(numbers(0, 30))
    expect(logged(harness).join('\n')).toContain('was deleted and created anew')
    expect(logged(harness).join('\n')).toContain('altered [')
  })

  it('puts a refused record into its dead letter queue with Kafka Connect’s headers and stores the others', async () => {
    const topic = await newTopic()
    await write(topic, ['1', 'bad', '2'])
    const harness = sinkPool()
    const { id, file, assignment: task } = sink({ topics: topic })
    harness.pool.startTask(task)
    expect(valuesIn(await has(file, 2))).toEqual(['1', '2'])
    const { records } = await fetchFrom(internal, { topic: `dlq-${id}`, from: 'earliest', max: 10 })
    expect(records).toHaveLength(1)
    const [letter] = records
    expect(String(letter?.value)).toBe('bad')
    expect(String(letter?.key)).toBe('k')
    const headers = Object.fromEntries(letter?.headers.map(({ key, value }) => [key, String(value)]) ?? [])
    expect(headers).toMatchObject({
      '__connect.errors.topic': topic,
      '__connect.errors.partition': '0',
      '__connect.errors.offset': '1',
      '__connect.errors.connector.name': id,
      '__connect.errors.task.id': '0',
      '__connect.errors.stage': 'TASK_PUT',
      '__connect.errors.class.name': 'org.apache.kafka.connect.sink.SinkTask',
      '__connect.errors.exception.message': 'the target wants no bad ones',
    })
    await eventually('bad records are counted', () =>
      harness.events.some(
        (event) => event.type === 'metrics' && event.tasks.some(({ badTotal }) => badTotal === 1),
      ),
    )
  })

  it('stops at a bad record where none are tolerated, and names it', async () => {
    const topic = await newTopic()
    await write(topic, ['1', 'bad'])
    const harness = sinkPool()
    const { id, assignment: task } = sink(
      { topics: topic, 'errors.tolerance': 'none' },
      { dialect: 'self-managed' },
    )
    harness.pool.startTask(task)
    const { problem } = await reached(harness, id, 'FAILED')
    expect(problem?.reason).toContain(
      `Record 1 of ${topic}-0 was refused by the target: the target wants no bad ones`,
    )
    expect(problem?.isUserActionable).toBe(true)
  })

  it('that is stuck in a loop disturbs the others of its thread once, and then has a thread of its own', async () => {
    const [topic, other] = [await newTopic(), await newTopic()]
    // Longer than a busy machine keeps a thread waiting that has nothing to do with it.
    const harness = sinkPool({ threads: 1, hangAfterMs: 4_000 })
    const calm = sink({ topics: other })
    const stuck = sink({ topics: topic })
    for (const { assignment: task } of [calm, stuck]) harness.pool.startTask(task)
    for (const { id } of [calm, stuck]) await reached(harness, id, 'RUNNING')
    await writeFile(`${stuck.file}.mode`, 'spins')
    await write(topic, ['1'])
    const isRestarted = (id: string, times: number) =>
      eventually(`${id} was restarted ${times} times`, () => restarts(harness, id) >= times, {
        timeoutMs: 40_000,
      })
    await isRestarted(stuck.id, 1)
    const before = restarts(harness, calm.id)
    await isRestarted(stuck.id, 2)
    expect(restarts(harness, calm.id)).toBe(before)
    await write(other, ['1', '2'])
    await has(calm.file, 2)
  })
})
