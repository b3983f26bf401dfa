import type { Consumer } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as groups from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/consumer-groups/route'
import * as group from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/consumer-groups/[groupId]/route'
import * as consumers from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/consumer-groups/[groupId]/consumers/route'
import * as lags from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/consumer-groups/[groupId]/lags/route'
import * as summary from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/consumer-groups/[groupId]/lag-summary/route'
import * as rows from '@/app/api/console/clusters/[clusterId]/consumer-groups/route'
import * as detail from '@/app/api/console/clusters/[clusterId]/consumer-groups/[groupId]/route'
import { clusterCrn } from '@/lib/crn'
import { closeAllKafka, createTopic, describeGroups, produce } from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeOrganization, type Answer, type Organization } from '@/tests/support/factories'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { makeMember } from '@/tests/support/members'
import { eventually } from '@/tests/support/poll'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

const groupId = 'billing/orders'
let broker: TestBroker
let owner: Organization
let stranger: Organization
let clusterId: string
let consumer: Consumer

/** A group that has read two of three messages of one topic, with one member connected. */
beforeAll(async () => {
  broker = await startTestBroker()
  owner = await makeOrganization()
  stranger = await makeOrganization()
  clusterId = await makeReachableCluster(owner, broker)
  await createTopic(broker.connection, { name: 'orders', partitions: 2 })
  await produce(
    broker.connection,
    [0, 0, 0].map((partition) => ({ topic: 'orders', partition, value: 'x' })),
  )
  consumer = kafkaJs(broker.connection).consumer({ groupId, sessionTimeout: 60_000 })
  await consumer.connect()
  await consumer.subscribe({ topic: 'orders', fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() })
  await eventually('the offset is committed', async () => {
    await consumer.commitOffsets([{ topic: 'orders', partition: 0, offset: '2' }])
    const [found] = await describeGroups(broker.connection, [groupId])
    return found?.state === 'STABLE' && found.members[0]?.assignments.length === 1
  })
})

afterAll(async () => {
  await consumer.disconnect()
  await closeAllKafka()
  await broker.destroy()
})

type Handler = Parameters<typeof call>[0]
const ask = (handler: Handler, params: Record<string, string> = {}, as = owner): Promise<Answer> =>
  call(handler, { authorization: as.authorization, params: { clusterId, groupId, ...params } })

describe('Kafka REST v3 consumer groups', () => {
  test('a group has its state, type, assignor and links, its id escaped in them', async () => {
    const { status, body } = await ask(group.GET)
    const self = `http://localhost:3000/kafka/v3/clusters/${clusterId}/consumer-groups/billing%2Forders`
    expect(status).toBe(200)
    expect(body).toMatchObject({
      kind: 'KafkaConsumerGroup',
      metadata: { self, resource_name: `crn:///kafka=${clusterId}/consumer-group=${groupId}` },
      consumer_group_id: groupId,
      is_simple: false,
      state: 'STABLE',
      type: 'CLASSIC',
      lag_summary: { related: `${self}/lag-summary` },
    })
    expect((await ask(groups.GET)).body).toMatchObject({
      kind: 'KafkaConsumerGroupList',
      metadata: { next: null },
      data: [{ consumer_group_id: groupId }],
    })
  })

  test('its members are listed with their client ids', async () => {
    expect((await ask(consumers.GET)).body).toMatchObject({
      kind: 'KafkaConsumerList',
      data: [{ kind: 'KafkaConsumer', client_id: 'kafkajs', instance_id: null }],
    })
  })

  test('lag is the end of the partition less the commit, with the member that has it', async () => {
    expect((await ask(lags.GET)).body).toMatchObject({
      kind: 'KafkaConsumerLagList',
      data: [
        {
          topic_name: 'orders',
          partition_id: 0,
          client_id: 'kafkajs',
          current_offset: 2,
          log_end_offset: 3,
          lag: 1,
        },
      ],
    })
    expect((await ask(summary.GET)).body).toMatchObject({
      kind: 'KafkaConsumerGroupLagSummary',
      total_lag: 1,
      max_lag: 1,
      max_lag_topic_name: 'orders',
      max_lag_partition_id: 0,
    })
  })

  test('who may see the group but not its topics sees no lag of them', async () => {
    const onGroup = `${clusterCrn(owner.id, owner.environmentId, clusterId)}/kafka=${clusterId}/group=billing*`
    const reader = await makeMember(owner, [{ roleName: 'DeveloperRead', crnPattern: onGroup }])
    const seen = await call(lags.GET, { authorization: reader.authorization, params: { clusterId, groupId } })
    expect(seen.status).toBe(200)
    expect(seen.body).toMatchObject({ data: [] })
  })

  test("an unknown group and another organization's answer 404", async () => {
    expect((await ask(group.GET, { groupId: 'nobody' })).status).toBe(404)
    expect((await ask(lags.GET, { groupId: 'nobody' })).status).toBe(404)
    expect((await ask(group.GET, {}, stranger)).status).toBe(404)
    expect((await ask(rows.GET, {}, stranger)).status).toBe(404)
  })
})

describe('consumer groups of the console', () => {
  test('rows and detail show members and lag per partition, also where nothing is committed yet', async () => {
    expect((await ask(rows.GET)).body).toEqual({
      data: [
        {
          groupId,
          state: 'STABLE',
          type: 'classic',
          members: 1,
          totalLag: 1,
          topics: [{ name: 'orders', lag: 1 }],
        },
      ],
    })
    expect((await ask(detail.GET)).body).toMatchObject({
      memberDetails: [{ clientId: 'kafkajs', assignments: [{ topic: 'orders', partitions: [0, 1] }] }],
      lags: [
        { partition: 0, currentOffset: '2', endOffset: '3', lag: 1 },
        { partition: 1, currentOffset: null, endOffset: '0', lag: null },
      ],
    })
  })
})
