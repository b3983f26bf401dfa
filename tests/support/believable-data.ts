// A product in use, for screenshots and accessibility checks: topics, running sample data, keys, a consumer group that lags.
import { Kafka, logLevel } from 'kafkajs'
import { db } from '@/lib/db'
import { fillRegistry } from './believable-schemas'
import { eventually } from './poll'
import { connectorsPath, newestMessages, type Product } from './product'

export type Place = {
  environmentId: string
  clusterId: string
  topic: string
  emptyTopic: string
  connector: string
  otherConnector: string
  account: string
  apiKey: string
  group: string
  subject: string
  deletedSubject: string
}

const topics = { orders: 6, users: 3, page_views: 6, 'payments.enriched': 12, stock_trades: 6, audit_log: 1 }

async function makeKey({ ask, clusterId, userId }: Product, description: string) {
  type Key = { id: string; spec: { secret: string } }
  const { id, spec } = await ask<Key>('POST', '/iam/v2/api-keys', {
    spec: {
      display_name: '',
      description,
      owner: { id: userId },
      resource: { id: clusterId },
    },
  })
  return { username: id, password: spec.secret }
}

/** Commits a few offsets of the topic in a group and leaves: from then on it lags. */
async function fallBehind(product: Product, topic: string, groupId: string): Promise<void> {
  const sasl = { mechanism: 'plain' as const, ...(await makeKey(product, 'billing-writer on staging')) }
  const { bootstrapServers } = await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } })
  const brokers = (bootstrapServers ?? '').split(',')
  const admin = new Kafka({ clientId: 'billing-writer', brokers, sasl, logLevel: logLevel.NOTHING }).admin()
  await eventually('the new key works', async () => (await admin.connect(), true))
  await admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: '0' }] })
  await admin.disconnect()
}

async function launch(
  product: Product,
  topic: string,
  quickstart: string,
  interval: number,
): Promise<string> {
  const { name } = await product.ask<{ name: string }>(
    'POST',
    `/api/console/clusters/${product.clusterId}/launch-connector`,
    { connector_class: 'DatagenSource', topic, config: { quickstart, 'max.interval': String(interval) } },
  )
  await eventually(`messages in ${topic}`, async () => (await newestMessages(product, topic)).length > 0)
  return name
}

/** Names get the suffix, so that several tests can fill one product. */
export async function fillProduct(product: Product, suffix = ''): Promise<Place> {
  const { ask, clusterId, environmentId } = product
  for (const [name, partitions] of Object.entries(topics))
    await ask('POST', `/kafka/v3/clusters/${clusterId}/topics`, {
      topic_name: `${name}${suffix}`,
      partitions_count: partitions,
    })
  const topic = `orders${suffix}`
  const connector = await launch(product, topic, 'ORDERS', 20)
  const otherConnector = await launch(product, `page_views${suffix}`, 'PAGEVIEWS', 50)
  await makeKey(product, 'Orders service on staging')
  const group = `billing-writer${suffix}`
  await fallBehind(product, topic, group)
  const accounts = await fillAccounts(product, suffix)
  const subject = await fillRegistry(product, suffix)
  return {
    environmentId,
    clusterId,
    topic,
    emptyTopic: `audit_log${suffix}`,
    connector,
    otherConnector,
    ...accounts,
    group,
    subject,
    deletedSubject: `returns${suffix}-value`,
  }
}

/** Ends the sample data: what follows need not share the machine with it. */
export async function stopStreams(product: Product, { connector, otherConnector }: Place): Promise<void> {
  for (const name of [connector, otherConnector]) await product.ask('DELETE', connectorsPath(product, name))
}

/** A service account with a role, a key and an ACL of its own, and an open invitation. */
async function fillAccounts({ ask, clusterId, environmentId }: Product, suffix: string) {
  const name = `orders-service${suffix}`
  const account = await ask<{ id: string }>('POST', '/iam/v2/service-accounts', {
    display_name: name,
    description: 'Reads orders, writes shipments',
  })
  const { metadata } = await ask<{ metadata: { resource_name: string } }>(
    'GET',
    `/cmk/v2/clusters/${clusterId}?environment=${environmentId}`,
  )
  await ask('POST', '/iam/v2/role-bindings', {
    principal: `User:${account.id}`,
    role_name: 'DeveloperRead',
    crn_pattern: `${metadata.resource_name}/topic=orders*`,
  })
  const { id: apiKey } = await ask<{ id: string }>('POST', '/iam/v2/api-keys', {
    spec: { description: 'Orders service', owner: { id: account.id }, resource: { id: clusterId } },
  })
  await ask('POST', `/kafka/v3/clusters/${clusterId}/acls:batch`, {
    data: [
      {
        resource_type: 'TOPIC',
        resource_name: 'shipments',
        pattern_type: 'PREFIXED',
        principal: `User:${account.id}`,
        host: '*',
        operation: 'WRITE',
        permission: 'ALLOW',
      },
    ],
  })
  await ask('POST', '/iam/v2/invitations', {
    email: `ada${suffix}@example.com`,
    role_name: 'MetricsViewer',
  })
  return { account: name, apiKey }
}
