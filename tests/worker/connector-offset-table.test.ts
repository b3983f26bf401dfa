import { afterAll, beforeAll, expect, test } from 'vitest'
import { GET as history } from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/offset-requests/route'
import { GET as list } from '@/app/api/console/clusters/[clusterId]/connectors/route'
import { GET as detail } from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/route'
import { GET as table } from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/offsets/route'
import type { OffsetTable } from '@/lib/connectors/console-schema'
import { db } from '@/lib/db'
import { createTopic, produce } from '@/lib/kafka'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, type Answer, type Organization } from '@/tests/support/factories'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { makeConnector } from '@/tests/support/make-connector'
import { startReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
})

afterAll(() => endTestBroker(broker))

const ask = (handler: Parameters<typeof call>[0], connectorName: string, query = ''): Promise<Answer> =>
  call(handler, { authorization: owner.authorization, params: { clusterId, connectorName }, query })

test('a sink is told by partition: where it is, where the topic ends, and what lies between', async () => {
  const { id, name } = await makeConnector(owner, clusterId, { class: 'PostgresSink' })
  const topic = `table-${id}`
  await createTopic(broker.connection, { name: topic, partitions: 2 })
  await produce(
    broker.connection,
    Array.from({ length: 5 }, (_, i) => ({ topic, partition: i % 2, value: `v${i}`, timestamp: 1000 + i })),
  )
  const admin = kafkaJs(broker.connection).admin()
  await admin.connect()
  await admin.setOffsets({ groupId: `connect-${id}`, topic, partitions: [{ partition: 0, offset: '1' }] })
  await admin.disconnect()
  const { status, body } = await ask(table, name)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body).toEqual({
    source: null,
    sink: [
      { topic, partition: 0, current: '1', start: '0', end: '3', lag: 2 },
      { topic, partition: 1, current: null, start: '0', end: '2', lag: 2 },
    ],
  })
  // What nothing measures, because no task runs, is read from the group.
  expect((await ask(detail, name)).body).toMatchObject({ tasks_running: 0, messages_behind: 4 })
  const { body: rows } = await ask(list, name)
  expect(rows).toMatchObject({ data: [{ name, messages_behind: 4 }] })
  const then = async (at: number) => {
    const answer = await ask(table, name, `?at=${at}`)
    return (answer.body as OffsetTable).sink?.map(({ at: offset }) => offset)
  }
  expect(await then(1002)).toEqual(['1', '1'])
  expect(await then(1004)).toEqual(['2', '2'])
})

test('changes of offsets come newest first, with what to restore', async () => {
  const { id, name } = await makeConnector(owner, clusterId, { class: 'PostgresSink' })
  const offsets = [{ partition: { kafka_topic: 't', kafka_partition: 0 }, offset: { kafka_offset: 7 } }]
  const made = { connectorId: id, requestedBy: 'User:u-1', requestedAt: new Date(1_700_000_000_000) }
  await db.connectorOffsetRequest.createMany({
    data: [
      { ...made, id: `${id}-1`, type: 'PATCH', offsets, previousOffsets: [], phase: 'APPLIED' },
      { ...made, id: `${id}-2`, type: 'DELETE', requestedAt: new Date(), previousOffsets: offsets },
    ],
  })
  const { body } = await ask(history, name)
  expect(body).toMatchObject({
    data: [
      { type: 'DELETE', phase: 'PENDING', offsets: null, previous_offsets: offsets, applied_at: null },
      { type: 'PATCH', phase: 'APPLIED', offsets, previous_offsets: [] },
    ],
  })
})
