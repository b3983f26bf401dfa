import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectorPreviewDto } from '@/lib/connectors/validation/check-schema'
import {
  alterTopicConfigs,
  createTopic,
  fetchFrom,
  listGroups,
  listTopics,
  openTransactionalProducer,
  produce,
} from '@/lib/kafka'
import type { TaskAssignment } from '@/worker/connectors/runtime'
import { eventually } from '../support/poll'
import { readLines } from '../support/recording-sink'
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
} from '../support/task-pools'

let folder = ''
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-sink-'))
  await startBroker()
})
afterEach(closePools)
afterAll(stopBroker)

const sinkPool = () =>
  openPool({
    runtimeModules: { Recording: new URL('../support/recording-sink.ts', import.meta.url).href },
  })

const sink = (config: Record<string, string>, more: Partial<TaskAssignment> = {}) => {
  const id = `lcc-data${++count}`
  const file = path.join(folder, id)
  const given = { file, way: 'data', 'input.data.format': 'JSON', ...config }
  return { id, file, task: assignment(id, given, { kind: 'sink', className: 'Recording', ...more }) }
}
const write = (topic: string, values: (string | null)[]): Promise<unknown> =>
  produce(
    internal,
    values.map((value) => ({ topic, partition: 0, value })),
  )
const has = (file: string, length: number) =>
  eventually(`${length} records`, async () => {
    const lines = await readLines(file)
    return lines.length >= length && lines
  })
const letters = async (topic: string) => {
  const { records } = await fetchFrom(internal, { topic, from: 'earliest', max: 10 })
  return records.map(({ value, headers }) => ({
    value: String(value),
    ...Object.fromEntries(
      headers.map((one) => [one.key.replace('__connect.errors.', ''), String(one.value)]),
    ),
  }))
}
const hoist = {
  transforms: 'wrap',
  'transforms.wrap.type': 'org.apache.kafka.connect.transforms.HoistField$Value',
  'transforms.wrap.field': 'inside',
}

describe('records of a sink with converters and transforms', () => {
  it('are converted and transformed; what cannot be goes to the dead letter queue, its batch-mates arrive in order', async () => {
    const topic = await newTopic()
    await write(topic, ['{"n":1}', 'no json', '{"n":2}', '{"n":"x"}', '{"n":4}'])
    const harness = sinkPool()
    const { id, file, task } = sink({
      topics: topic,
      ...hoist,
      transforms: 'cast,wrap',
      'transforms.cast.type': 'org.apache.kafka.connect.transforms.Cast$Value',
      'transforms.cast.spec': 'n:int32',
    })
    harness.pool.startTask(task)
    const lines = await has(file, 3)
    expect(lines.map(({ value }) => value)).toEqual([1, 2, 4].map((n) => `{"inside":{"n":${n}}}`))
    expect(await letters(`dlq-${id}`)).toMatchObject([
      {
        value: 'no json',
        stage: 'VALUE_CONVERTER',
        'class.name': 'org.apache.kafka.connect.json.JsonConverter',
        'exception.class.name': 'org.apache.kafka.connect.errors.DataException',
        offset: '1',
      },
      {
        value: '{"n":"x"}',
        stage: 'TRANSFORMATION',
        'class.name': 'org.apache.kafka.connect.transforms.Cast$Value',
        offset: '3',
      },
    ])
  })

  it('fail the task where errors are not tolerated, with the stage and the record named', async () => {
    const topic = await newTopic()
    await write(topic, ['{"n":1}', 'no json'])
    const harness = sinkPool()
    const { id, task } = sink({ topics: topic, 'errors.tolerance': 'none' }, { dialect: 'self-managed' })
    harness.pool.startTask(task)
    const { problem } = await reached(harness, id, 'FAILED')
    expect(problem?.reason).toContain(`Record 1 of ${topic}-0 has a value that cannot be read`)
    expect(problem?.trace).toContain('Caused by: DataError')
  })

  it('stay where they are while the dead letter queue refuses them, and get there once', async () => {
    const topic = await newTopic()
    const harness = sinkPool()
    await createTopic(internal, { name: 'letters', partitions: 1, configs: { 'max.message.bytes': '1' } })
    await write(topic, ['bad json', '{"n":1}'])
    const { id, file, task } = sink({ topics: topic, 'errors.deadletterqueue.topic.name': 'letters' })
    harness.pool.startTask(task)
    const { problem } = await reached(harness, id, 'FAILED')
    expect(problem?.reason).toContain('The dead letter queue "letters" refuses records')
    expect(await readLines(file)).toEqual([])
    await alterTopicConfigs(internal, 'letters', [
      { name: 'max.message.bytes', operation: 'SET', value: '1000000' },
    ])
    harness.pool.startTask({ ...task, epoch: 2 })
    await has(file, 1)
    expect(await letters('letters')).toMatchObject([{ value: 'bad json' }])
  })

  it('of transactions come when they were committed, and never when they were aborted', async () => {
    const topic = await newTopic()
    const producer = await openTransactionalProducer(internal, 'tx-sink')
    const harness = sinkPool()
    const { id, file, task } = sink({ topics: topic })
    harness.pool.startTask(task)
    await reached(harness, id, 'RUNNING')
    for (const [value, isKept] of [
      ['1', true],
      ['2', false],
      ['3', true],
    ] as const) {
      await producer.send(topic, [{ value, key: null, partition: 0 }])
      await (isKept ? producer.commit() : producer.abort())
    }
    await producer.close()
    expect((await has(file, 2)).map(({ value }) => value)).toEqual(['1', '3'])
    await eventually('nothing is behind', () =>
      harness.events.some(
        (event) =>
          event.type === 'metrics' &&
          event.tasks.some(({ lag, recordsTotal }) => lag === 0 && recordsTotal === 2),
      ),
    )
  })

  it('can be looked at before launch, step by step, without a trace', async () => {
    const topic = await newTopic()
    await write(topic, ['{"n":1}', 'no json'])
    const harness = sinkPool()
    const { id, task } = sink({ topics: topic, ...hoist })
    const preview = connectorPreviewDto.parse(
      await harness.pool.ask({ kind: 'preview', className: 'Recording', assignment: task, count: 5 }),
    )
    expect(preview.records).toMatchObject([
      {
        ...{ origin: { topic, offset: 1 }, before: null, after: null, fate: 'dead-letters' },
        error: { stage: 'VALUE_CONVERTER' },
      },
      {
        fate: 'written',
        origin: { topic, offset: 0 },
        before: { value: { n: 1 } },
        steps: [{ alias: 'wrap', outcome: 'changed', after: { value: { inside: { n: 1 } } } }],
        after: { value: { inside: { n: 1 } } },
        error: null,
      },
    ])
    expect(preview.deadLetterTopic).toBe('dlq-lcc-…')
    await expect(countOf(`dlq-${id}`)).resolves.toBe(0)
    const [topics, groups] = await Promise.all([listTopics(internal), listGroups(internal)])
    expect(topics.map(({ name }) => name).filter((name) => /^dlq-(lcc-…|preview)/.test(name))).toEqual([])
    expect(groups.filter((group) => JSON.stringify(group).includes(id))).toEqual([])
  })
})

describe('records of a source with transforms', () => {
  it('are transformed and converted; those that are dropped move the offset too', async () => {
    const topic = await newTopic()
    const harness = openPool()
    const task = assignment('lcc-shaped', {
      'kafka.topic': topic,
      'max.interval': '0',
      iterations: '2000',
      transforms: 'few,flat',
      predicates: 'shaped',
      'predicates.shaped.type': 'org.apache.kafka.connect.transforms.predicates.HasHeaderKey',
      'predicates.shaped.name': 'no such header',
      'transforms.few.type': 'org.apache.kafka.connect.transforms.Filter',
      'transforms.few.predicate': 'shaped',
      'transforms.flat.type': 'org.apache.kafka.connect.transforms.Flatten$Value',
      'transforms.flat.delimiter': '_',
    })
    harness.pool.startTask(task)
    await reached(harness, 'lcc-shaped', 'FAILED')
    const records = await recordsOf(topic)
    expect(records).toHaveLength(2_000)
    expect(Object.keys(JSON.parse(String(records[0]?.value)) as object)).toEqual([
      'ordertime',
      'orderid',
      'itemid',
      'orderunits',
      'address_city',
      'address_state',
      'address_zipcode',
    ])
    expect(String(records[0]?.key)).toBe('0')
  })

  it('are written nowhere by a preview', async () => {
    const topic = await newTopic()
    const harness = openPool()
    const task = assignment('lcc-look', { 'kafka.topic': topic, 'max.interval': '10', ...hoist })
    const preview = connectorPreviewDto.parse(
      await harness.pool.ask({ kind: 'preview', className: 'DatagenSource', assignment: task, count: 5 }),
    )
    expect(preview.records).toHaveLength(5)
    expect(preview.records[0]).toMatchObject({
      before: { value: { orderid: 0 } },
      after: { value: { inside: { orderid: 0 } } },
    })
    expect(await countOf(topic)).toBe(0)
  })
})
