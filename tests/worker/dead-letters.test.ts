import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as list from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/dead-letters/route'
import * as one from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/dead-letters/[partitionId]/[offset]/route'
import * as redrive from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/dead-letters/redrive/route'
import * as redriveAll from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/dead-letters/redrive-all/route'
import { clusterCrn, kafkaCrn, topicCrn } from '@/lib/crn'
import { errorHeaders } from '@/lib/connectors/dead-letters/headers'
import type {
  DeadLetter,
  DeadLetterList,
  RedriveAll,
  RedriveOutcome,
} from '@/lib/connectors/dead-letters/schema'
import { createTopic, fetchFrom, produce, type ViewedRecord } from '@/lib/kafka'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { bindRole, call, makeActor, type Answer, type Organization } from '@/tests/support/factories'
import { makeConnector } from '@/tests/support/make-connector'
import { startReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
})

afterAll(() => endTestBroker(broker))

type Handler = Parameters<typeof call>[0]
const ask = (
  handler: Handler,
  connectorName: string,
  more: Partial<Parameters<typeof call>[1]> = {},
): Promise<Answer> =>
  call(handler, {
    authorization: owner.authorization,
    ...more,
    params: { clusterId, connectorName, ...more.params },
  })

type Letter = { value: string; key?: string; offset: number; topic?: string; stage?: string; trace?: string }
const letterOf = (dlq: string, topic: string, letter: Letter) => ({
  topic: dlq,
  key: letter.key ?? null,
  value: letter.value,
  timestamp: 1_700_000_000_000 + letter.offset,
  headers: [
    { key: 'trace-id', value: 'abc' },
    ...Object.entries({
      [errorHeaders.topic]: letter.topic ?? topic,
      [errorHeaders.partition]: '1',
      [errorHeaders.offset]: String(letter.offset),
      [errorHeaders.connector]: dlq.slice('dlq-'.length),
      [errorHeaders.task]: '0',
      [errorHeaders.stage]: letter.stage ?? 'TASK_PUT',
      [errorHeaders.exception]: 'org.apache.kafka.connect.errors.DataException',
      [errorHeaders.message]: `${letter.value} is no order`,
      [errorHeaders.stacktrace]: letter.trace ?? 'at put',
    }).map(([key, value]) => ({ key, value })),
  ],
})

/** A sink with a topic of two partitions and a queue of dead letters. */
async function makeQueue(letters: Letter[]): Promise<{ name: string; topic: string; dlq: string }> {
  const { id, name } = await makeConnector(owner, clusterId, { class: 'PostgresSink' })
  const topic = `orders-${id}`
  const dlq = `dlq-${id}`
  await createTopic(broker.connection, { name: topic, partitions: 2 })
  if (letters.length > 0) {
    await createTopic(broker.connection, { name: dlq, partitions: 1 })
    await produce(
      broker.connection,
      letters.map((letter) => letterOf(dlq, topic, letter)),
    )
  }
  return { name, topic, dlq }
}

const contentsOf = async (topic: string): Promise<ViewedRecord[]> =>
  (await fetchFrom(broker.connection, { topic, max: 100, from: 'earliest' })).records
const look = async (name: string): Promise<DeadLetter[]> => {
  const { status, body } = await ask(list.GET, name)
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as DeadLetterList).data
}
const send = async (name: string, body: object): Promise<RedriveOutcome[]> => {
  const answer = await ask(redrive.POST, name, { method: 'POST', body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return (answer.body as { data: RedriveOutcome[] }).data
}
const headersOf = (record: ViewedRecord | undefined) =>
  Object.fromEntries(record?.headers.map(({ key, value }) => [key, value?.toString()]) ?? [])

describe('looking at dead letters', () => {
  test('newest first, with the failure told apart from the own headers', async () => {
    const { name, topic } = await makeQueue([
      { value: 'one', offset: 7 },
      { value: 'two', offset: 9, trace: 'x'.repeat(60_000) },
    ])
    const letters = await look(name)
    expect(letters.map(({ value }) => value.text)).toEqual(['two', 'one'])
    expect(letters[1]?.headers.map(({ key }) => key)).toEqual(['trace-id'])
    expect(letters[1]?.failure).toEqual({
      stage: 'TASK_PUT',
      exception: 'org.apache.kafka.connect.errors.DataException',
      message: 'one is no order',
      stacktrace: null,
      className: null,
      task: 0,
      origin: { topic, partition: 1, offset: '7' },
      earlierRedrives: 0,
    })
    const { body } = await ask(one.GET, name, { params: { partitionId: '0', offset: '1' } })
    expect((body as DeadLetter).failure.stacktrace).toHaveLength(60_000)
  })

  test('a queue that is longer than a page is gone through page by page, by offsets and not by times', async () => {
    const letters = Array.from({ length: 5 }, (_, index) => ({ value: `v${index}`, offset: 0 }))
    const { name } = await makeQueue(letters)
    const pages: string[][] = []
    let before = ''
    do {
      const { status, body } = await ask(list.GET, name, { query: `?max=2${before && `&before=${before}`}` })
      expect(status, JSON.stringify(body)).toBe(200)
      const page = body as DeadLetterList
      pages.push(page.data.map(({ value }) => value.text))
      before = page.older ?? ''
    } while (before !== '')
    expect(pages).toEqual([['v4', 'v3'], ['v2', 'v1'], ['v0']])
    expect((await ask(list.GET, name, { query: '?before=first' })).status).toBe(400)
  })

  test('a queue that is not there yet is empty; a source has none; forged headers do no harm', async () => {
    const { name, dlq } = await makeQueue([])
    expect((await ask(list.GET, name)).body).toMatchObject({ topic: dlq, doesTopicExist: false, data: [] })
    const source = await makeConnector(owner, clusterId, { class: 'DatagenSource' })
    expect((await ask(list.GET, source.name)).body).toMatchObject({ topic: null, data: [] })
    await createTopic(broker.connection, { name: dlq, partitions: 1 })
    await produce(broker.connection, [
      { topic: dlq, value: 'x', headers: [{ key: errorHeaders.offset, value: '1; DROP' }] },
    ])
    expect((await look(name))[0]?.failure).toMatchObject({ origin: null, stage: null })
    expect(await send(name, { letters: [{ partition: 0, offset: '0' }] })).toMatchObject([
      { status: 'FAILED' },
    ])
  })
})

describe('sending dead letters again', () => {
  test('puts them byte by byte where they came from, marked, in their order', async () => {
    const { name, topic, dlq } = await makeQueue([
      { value: 'late', key: 'k', offset: 20 },
      { value: 'early', key: 'k', offset: 3 },
    ])
    const outcomes = await send(name, {
      letters: [
        { partition: 0, offset: '0' },
        { partition: 0, offset: '1' },
      ],
    })
    expect(outcomes.map(({ status }) => status)).toEqual(['SENT', 'SENT'])
    const sent = await contentsOf(topic)
    expect(sent.map(({ value }) => value?.toString())).toEqual(['early', 'late'])
    expect(sent[0]).toMatchObject({ partition: 1, timestamp: 1_700_000_000_003 })
    expect(headersOf(sent[0])).toEqual({
      'trace-id': 'abc',
      '__connect.errors.redriven.topic': dlq,
      '__connect.errors.redriven.partition': '0',
      '__connect.errors.redriven.offset': '1',
      '__connect.errors.redriven.count': '1',
    })
    const [, first] = await look(name)
    expect(first?.redrive).toMatchObject({ topic, target: { partition: 1 }, isEdited: false })
  })

  test('twice only when that is asked for, also when two ask at once', async () => {
    const { name, topic } = await makeQueue([{ value: 'one', offset: 1 }])
    const letters = [{ partition: 0, offset: '0' }]
    const both = await Promise.all([send(name, { letters }), send(name, { letters })])
    expect(
      both
        .flat()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['ALREADY_SENT', 'SENT'])
    expect(await contentsOf(topic)).toHaveLength(1)
    expect(await send(name, { letters, again: true })).toMatchObject([{ status: 'SENT' }])
    expect(await contentsOf(topic)).toHaveLength(2)
  })

  test('edited and to another topic; an edit that cannot be sent is refused', async () => {
    const { name, topic } = await makeQueue([{ value: 'wrong', key: 'k', offset: 1 }])
    await createTopic(broker.connection, { name: `${topic}-other`, partitions: 1 })
    const letters = [{ partition: 0, offset: '0' }]
    const refused = await ask(redrive.POST, name, {
      method: 'POST',
      body: { letters, edited: { value: '!', valueEncoding: 'base64' } },
    })
    expect(refused.status).toBe(400)
    const edited = { key: 'k', value: 'right', headers: [{ key: 'fixed', value: 'yes' }] }
    await send(name, { letters, topic: `${topic}-other`, edited })
    const [sent] = await contentsOf(`${topic}-other`)
    expect(sent?.value?.toString()).toBe('right')
    expect(headersOf(sent)).toMatchObject({ fixed: 'yes', '__connect.errors.redriven.count': '1' })
    expect((await look(name))[0]?.redrive?.isEdited).toBe(true)
  })

  test('what is gone, or has a topic that is gone, is told and stays free to be sent', async () => {
    const { name } = await makeQueue([{ value: 'one', offset: 1, topic: 'no-such-topic' }])
    const letters = [
      { partition: 0, offset: '0' },
      { partition: 0, offset: '99' },
    ]
    const outcomes = await send(name, { letters })
    expect(outcomes.map(({ status }) => status)).toEqual(['FAILED', 'FAILED'])
    expect((await look(name))[0]?.redrive).toBeNull()
  })

  test('the queue itself is no target', async () => {
    const { name, dlq } = await makeQueue([{ value: 'one', offset: 1 }])
    const body = { letters: [{ partition: 0, offset: '0' }], topic: dlq }
    expect((await ask(redrive.POST, name, { method: 'POST', body })).status).toBe(400)
  })

  test('needs the right to read the queue and to write to the target', async () => {
    const { name, topic, dlq } = await makeQueue([{ value: 'one', offset: 1 }])
    const { id, environmentId } = owner
    const kafka = kafkaCrn(id, environmentId, clusterId)
    const { principal, authorization } = await makeActor(
      owner,
      'Operator',
      clusterCrn(id, environmentId, clusterId),
    )
    const body = { letters: [{ partition: 0, offset: '0' }] }
    expect((await ask(list.GET, name, { authorization })).status).toBe(403)
    await bindRole(owner, principal, 'DeveloperRead', topicCrn(kafka, dlq))
    expect((await ask(list.GET, name, { authorization })).status).toBe(200)
    expect((await ask(redrive.POST, name, { method: 'POST', body, authorization })).status).toBe(403)
    expect((await look(name))[0]?.redrive).toBeNull()
    await bindRole(owner, principal, 'DeveloperWrite', topicCrn(kafka, topic))
    expect((await ask(redrive.POST, name, { method: 'POST', body, authorization })).status).toBe(200)
    expect((await look(name))[0]?.redrive?.by).toBe(principal)
  })
})

describe('sending all again', () => {
  test('takes what fits a filter, in turns, and never what came after it began', async () => {
    const { name, topic, dlq } = await makeQueue([
      { value: 'a', offset: 1 },
      { value: 'b', offset: 2, stage: 'VALUE_CONVERTER' },
      { value: 'c', offset: 3 },
    ])
    const turn = async (body: object): Promise<RedriveAll> =>
      (await ask(redriveAll.POST, name, { method: 'POST', body })).body as RedriveAll
    const first = await turn({ filter: { stage: 'TASK_PUT' } })
    expect(first).toMatchObject({ looked: 3, sent: 2, already: 0, problemCount: 0 })
    await produce(broker.connection, [letterOf(dlq, topic, { value: 'again', offset: 4 })])
    const { cursor, until } = first
    expect(await turn({ filter: { stage: 'TASK_PUT' }, cursor, until })).toMatchObject({
      looked: 0,
      cursor: null,
    })
    expect(await turn({})).toMatchObject({ looked: 4, sent: 2, already: 2 })
    expect((await contentsOf(topic)).map(({ value }) => value?.toString())).toEqual(['a', 'c', 'b', 'again'])
  })
})
