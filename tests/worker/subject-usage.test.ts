// Which topics and connectors of an environment use a subject, with a real broker.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as LIST } from '@/app/api/console/schema-registries/[registryId]/subject-summaries/route'
import { GET } from '@/app/api/console/schema-registries/[registryId]/subject-usage/route'
import { db } from '@/lib/db'
import { closeAllKafka, createTopic } from '@/lib/kafka'
import type { SubjectSummaryList, SubjectUsage } from '@/lib/subjects/summary-schema'
import { startTestBroker, type TestBroker } from '../support/broker'
import { call, makeCluster } from '../support/factories'
import { makeMember } from '../support/members'
import { makeReachableCluster } from '../support/reachable-cluster'
import { openRegistry, record, register, type Registry } from '../support/subjects'

let registry: Registry
let broker: TestBroker
let clusterId: string
beforeAll(async () => {
  ;[registry, broker] = await Promise.all([openRegistry(), startTestBroker()])
  clusterId = await makeReachableCluster(registry.organization, broker, 'shop')
  for (const name of ['orders', 'orders-eu', '_internal'])
    await createTopic(broker.connection, { name, partitions: 1 })
  await db.connector.create({
    data: {
      id: 'lcc-usage1',
      organizationId: registry.organization.id,
      environmentId: registry.organization.environmentId,
      clusterId,
      name: 'orders-source',
      connectorClass: 'DatagenSource',
      kind: 'source',
      config: {
        'connector.class': 'DatagenSource',
        'kafka.topic': 'orders',
        'output.data.format': 'AVRO',
        'output.key.format': 'STRING',
        quickstart: 'ORDERS',
      },
      tasksMax: 1,
      createdBy: 'User:u-test',
    },
  })
  await register(registry, 'orders-value', record('a'))
  await register(registry, 'orders-eu-R', record('b'))
})
afterAll(async () => {
  await closeAllKafka()
  await Promise.all([registry.close(), broker.destroy()])
})

async function usageOf(subject: string, authorization = registry.organization.authorization) {
  const params = { registryId: registry.place.id }
  const query = `?subject=${encodeURIComponent(subject)}`
  return call(GET, { authorization, params, query })
}
const place = () => ({ clusterId, clusterName: 'shop' })

describe('Usage of a subject', () => {
  it('names the topic of its values, and the connector that writes them with a schema', async () => {
    const { topics, connectors, unread } = (await usageOf('orders-value')).body as SubjectUsage
    const named = { strategy: 'TopicNameStrategy', part: 'value' }
    expect(topics).toEqual([{ ...place(), topic: 'orders', ...named }])
    expect(connectors).toEqual([
      {
        ...place(),
        connector: 'orders-source',
        direction: 'source',
        topic: 'orders',
        format: 'AVRO',
        ...named,
      },
    ])
    expect(unread).toEqual([])
  })

  it('finds the topic before a record’s name, and nobody for keys that have no schema', async () => {
    expect((await usageOf('orders-eu-R')).body).toMatchObject({
      topics: [{ topic: 'orders-eu', strategy: 'TopicRecordNameStrategy', part: null }],
      connectors: [],
    })
    expect((await usageOf('orders-key')).body).toMatchObject({ topics: [{ part: 'key' }], connectors: [] })
  })

  it('counts the same in the list of subjects', async () => {
    const { authorization } = registry.organization
    const { body } = await call(LIST, { authorization, params: { registryId: registry.place.id } })
    const uses = (body as SubjectSummaryList).data.map(({ name, usedBy }) => [name, usedBy])
    expect(Object.fromEntries(uses)).toEqual({
      'orders-eu-R': { topics: 1, connectors: 0 },
      'orders-value': { topics: 1, connectors: 1 },
    })
  })

  it('shows topics and connectors only to those who may see them', async () => {
    const crnPattern = `${registry.crn}/subject=orders*`
    const reader = await makeMember(registry.organization, [{ roleName: 'DeveloperRead', crnPattern }])
    const { body } = await usageOf('orders-value', reader.authorization)
    expect(body).toEqual({ topics: [], connectors: [], unread: [] })
    expect((await usageOf('payments-value', reader.authorization)).status).toBe(403)
  })

  it('says which cluster could not be asked, and answers without waiting for it', async () => {
    const away = await makeCluster(registry.organization, 'away')
    const { topics, unread } = (await usageOf('orders-value')).body as SubjectUsage
    expect(unread).toEqual([{ clusterId: away, clusterName: 'away' }])
    expect(topics).toHaveLength(1)
  })
})
