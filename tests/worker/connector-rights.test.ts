// What a connector's account may not do in Kafka is said before the launch, and given to it where one wishes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST as grant } from '@/app/api/console/clusters/[clusterId]/grant-connector-rights/route'
import { createConnector } from '@/lib/connectors/create'
import type { ConfigInput } from '@/lib/connectors/schema'
import { validateConnector } from '@/lib/connectors/validation/validate'
import { db } from '@/lib/db'
import { createAcls, createTopic, describeAcls, openTransactionalProducer } from '@/lib/kafka'
import { endTestBroker, startTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeOrganization, makeServiceAccount, type Organization } from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let organization: Organization
let clusterId: string
let account: string

beforeAll(async () => {
  broker = await startTestBroker()
  organization = await makeOrganization()
  clusterId = await makeReachableCluster(organization, broker)
  account = (await makeServiceAccount(organization)).id
  await createTopic(broker.connection, { name: 'orders', partitions: 1 })
})
afterAll(() => endTestBroker(broker))

const asAccount = () => ({ 'kafka.auth.mode': 'SERVICE_ACCOUNT', 'kafka.service.account.id': account })
const source = (more: ConfigInput = {}): ConfigInput => ({
  'connector.class': 'DatagenSource',
  name: 'source',
  ...asAccount(),
  'kafka.topic': 'orders',
  'output.data.format': 'JSON',
  quickstart: 'ORDERS',
  'tasks.max': '1',
  ...more,
})
const problems = async (config: ConfigInput): Promise<Record<string, string>> => {
  const pluginName = String(config['connector.class'])
  const { configs } = await validateConnector(organization.ctx, { clusterId, pluginName }, config, {
    connect: false,
  })
  return Object.fromEntries(
    configs.flatMap(({ value }) => value.errors.map((message) => [value.name, message])),
  )
}
const ask = (config: ConfigInput, authorization = organization.authorization) =>
  call(grant, { authorization, method: 'POST', params: { clusterId }, body: { config } })
const exactlyOnce = { 'exactly.once.support': 'required' }

test('a source that may not write to its topic, or not in transactions, is refused with what it lacks, and nothing is made', async () => {
  expect(await problems(source(exactlyOnce))).toEqual({
    'kafka.topic': expect.stringContaining(
      `${account}, as which the connector works, may not write`,
    ) as string,
    'exactly.once.support': expect.stringContaining(
      'transactional ids that begin with "connect-lcc-"',
    ) as string,
  })
  expect(await problems(source())).toHaveProperty('kafka.topic')
  const input = { name: 'source', config: source(exactlyOnce) }
  await expect(createConnector(organization.ctx, { clusterId }, input)).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await db.apiKey.count({ where: { ownerId: account } })).toBe(0)
})

test('a sink that may not read its topic is refused at its topics', async () => {
  const sink = {
    'connector.class': 'FileStreamSink',
    name: 'sink',
    ...asAccount(),
    topics: 'orders',
    file: 'a',
  }
  expect(await problems(sink)).toMatchObject({
    topics: expect.stringContaining('may not read topic "orders"') as string,
  })
})

test('its account is given just what it lacks, by who may give it, and a transaction of it is let in', async () => {
  const { authorization } = await makeMember(organization)
  expect((await ask(source(exactlyOnce), authorization)).status).toBe(403)
  const { 'kafka.auth.mode': _mode, ...mine } = source()
  expect(await ask(mine)).toMatchObject({
    status: 400,
    body: { error: { fields: [{ path: 'kafka.auth.mode' }] } },
  })
  const toWrite = { operation: 'WRITE' }
  expect(await ask(source(exactlyOnce))).toMatchObject({
    status: 200,
    body: {
      data: [
        { ...toWrite, resource_type: 'TOPIC', resource_name: 'orders', pattern_type: 'LITERAL' },
        {
          ...toWrite,
          resource_type: 'TRANSACTIONAL_ID',
          resource_name: 'connect-lcc-',
          pattern_type: 'PREFIXED',
        },
      ],
    },
  })
  expect((await ask(source(exactlyOnce))).body).toEqual({ data: [] })
  expect(await problems(source(exactlyOnce))).toEqual({})
  const given = (await describeAcls(broker.connection)).filter(
    ({ principal }) => principal === `User:${account}`,
  )
  expect(given).toHaveLength(2)
  // What was given is enough, and without it the broker refuses, as the validation says.
  const key = await broker.newKey()
  const write = async () => {
    const producer = await openTransactionalProducer(key.plain, 'connect-lcc-new-0', {
      coordination: broker.connection,
    })
    try {
      await producer.send('orders', [{ value: '{}' }])
      await producer.commit()
    } finally {
      await producer.close()
    }
  }
  await expect(write()).rejects.toMatchObject({ code: 'forbidden' })
  await createAcls(
    broker.connection,
    given.map((acl) => ({ ...acl, principal: key.principal })),
  )
  await write()
})
