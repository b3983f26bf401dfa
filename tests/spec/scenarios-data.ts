// Kafka REST, Connect and metrics on the default cluster.
import { kafkaJs } from '@/tests/support/kafkajs-client'
import type { KafkaConnection } from '@/lib/kafka'
import type { Scenario } from './scenarios-control'
import type { Credentials, SpecRun } from './spec-run'

export type DataPlace = { connection: KafkaConnection; key: { key: string; secret: string } }
type DataScenario = (run: SpecRun, place: Parameters<Scenario>[1], data: DataPlace) => Promise<void>

const asKafka: { as: Credentials } = { as: 'kafka' }
const topic = 'spec-orders'

const topics: DataScenario = async (run, { clusterId }) => {
  const path = `/kafka/v3/clusters/${clusterId}`
  await run.call('GET', path, asKafka)
  const body = {
    topic_name: topic,
    partitions_count: 2,
    replication_factor: 1,
    configs: [{ name: 'retention.ms', value: '60000' }],
  }
  await run.call('POST', `${path}/topics`, { ...asKafka, body })
  await run.call('POST', `${path}/topics`, { ...asKafka, body, expect: [400] })
  await run.call('GET', `${path}/topics`, asKafka)
  await run.call('GET', `${path}/topics/-/configs`, asKafka)
  const one = `${path}/topics/${topic}`
  await run.call('GET', one, asKafka)
  await run.call('PATCH', one, { ...asKafka, body: { partitions_count: 3 } })
  await run.call('GET', `${one}/configs`, asKafka)
  // What a topic of any name would have.
  await run.call('GET', `${one}/default-configs`, { ...asKafka, hasUnknown: false })
  await run.call('POST', `${one}/configs:alter`, {
    ...asKafka,
    body: { data: [{ name: 'retention.ms', value: '70000' }] },
  })
  await run.call('PUT', `${one}/configs/cleanup.policy`, { ...asKafka, body: { value: 'compact' } })
  await run.call('GET', `${one}/configs/cleanup.policy`, asKafka)
  await run.call('DELETE', `${one}/configs/cleanup.policy`, asKafka)
  await run.call('GET', `${one}/partitions`, asKafka)
  await run.call('GET', `${one}/partitions/0`, asKafka)
  const record = { key: { type: 'STRING', data: 'k' }, value: { type: 'JSON', data: { n: 1 } } }
  await run.call('POST', `${one}/records`, { ...asKafka, body: record })
}

const groups: DataScenario = async (run, { clusterId }, { connection }) => {
  const consumer = kafkaJs(connection).consumer({ groupId: 'spec-readers' })
  await consumer.connect()
  try {
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({ eachMessage: () => Promise.resolve() })
    const path = `/kafka/v3/clusters/${clusterId}/consumer-groups`
    const one = `${path}/spec-readers`
    const member = await run.until('the group has its member', async () => {
      const { data } = await run.call<{ data: { consumer_id: string }[] }>('GET', `${one}/consumers`, {
        ...asKafka,
        expect: [200, 404],
      })
      return data?.[0]?.consumer_id ?? null
    })
    await run.call('GET', path, asKafka)
    await run.call('GET', one, asKafka)
    await run.call('GET', `${one}/consumers/${member}`, asKafka)
    await run.until('an offset is committed', async () => {
      const { data } = await run.call<{ data?: unknown[] }>('GET', `${one}/lags`, {
        ...asKafka,
        expect: [200, 404],
      })
      return (data?.length ?? 0) > 0
    })
    await run.call('GET', `${one}/lag-summary`, asKafka)
    const lags = await run.call<{ data: { partition_id: number }[] }>('GET', `${one}/lags`, asKafka)
    await run.call('GET', `${one}/lags/${topic}/partitions/${lags.data[0]?.partition_id ?? 0}`, asKafka)
  } finally {
    await consumer.disconnect()
  }
}

const acls: DataScenario = async (run, { clusterId }) => {
  const path = `/kafka/v3/clusters/${clusterId}/acls`
  const acl = {
    ...{ resource_type: 'TOPIC', resource_name: topic, pattern_type: 'LITERAL' },
    ...{ principal: 'User:sa-spec01', host: '*', operation: 'READ', permission: 'ALLOW' },
  }
  await run.call('POST', path, { ...asKafka, body: acl })
  await run.call('POST', `${path}:batch`, { ...asKafka, body: { data: [{ ...acl, operation: 'WRITE' }] } })
  const { data } = await run.call<{ data: unknown[] }>('GET', path, {
    ...asKafka,
    query: { principal: acl.principal, resource_type: 'TOPIC' },
  })
  if (data.length !== 2) throw new Error(`2 ACLs were made, ${data.length} are listed`)
  await run.call('DELETE', path, { ...asKafka, query: { ...acl, operation: 'ANY' } })
}

const brokerConfigs: DataScenario = async (run, { clusterId }) => {
  const path = `/kafka/v3/clusters/${clusterId}/broker-configs`
  const name = 'log.cleaner.backoff.ms'
  await run.call('GET', path, asKafka)
  await run.call('POST', `${path}:alter`, { ...asKafka, body: { data: [{ name, value: '16000' }] } })
  await run.call('PUT', `${path}/${name}`, { ...asKafka, body: { value: '17000' } })
  await run.call('GET', `${path}/${name}`, asKafka)
  await run.call('DELETE', `${path}/${name}`, asKafka)
}

const connectors: DataScenario = async (run, { clusterId, environmentId }, { key }) => {
  const base = `/connect/v1/environments/${environmentId}/clusters/${clusterId}`
  const path = `${base}/connectors`
  const name = 'spec-source'
  const config = {
    ...{ 'connector.class': 'DatagenSource', name, 'kafka.auth.mode': 'KAFKA_API_KEY', 'kafka.topic': topic },
    ...{ 'kafka.api.key': key.key, 'kafka.api.secret': key.secret, 'output.data.format': 'JSON' },
    ...{ quickstart: 'ORDERS', 'tasks.max': '1' },
  }
  await run.call('GET', `${base}/connector-plugins`)
  await run.call('PUT', `${base}/connector-plugins/DatagenSource/config/validate`, { body: config })
  await run.call('POST', path, { body: { name, config } })
  await run.call('GET', path)
  await run.call('GET', path, { query: { expand: 'info,status,id' }, isValid: false })
  const one = `${path}/${name}`
  await run.until('the connector runs', async () => {
    const { connector } = await run.call<{ connector: { state: string } }>('GET', `${one}/status`)
    return connector.state === 'RUNNING'
  })
  await run.call('GET', one)
  await run.call('GET', `${one}/config`)
  await run.call('PUT', `${one}/config`, { body: { ...config, 'max.interval': '2000' } })
  await run.call('GET', `${one}/tasks`)
  await run.call('GET', `${one}/offsets`)
  await run.call('POST', `${one}/offsets/request`, { body: { type: 'DELETE' }, expect: [202] })
  await run.until('its offsets are forgotten', async () => {
    const { status } = await run.call<{ status: { phase: string } }>('GET', `${one}/offsets/request/status`)
    return status.phase === 'APPLIED'
  })
  await run.call('PUT', `${one}/pause`, { expect: [202] })
  await run.call('PUT', `${one}/resume`, { expect: [202] })
  await run.call('DELETE', one)
  await run.call('GET', one, { expect: [404] })
}

const metrics: DataScenario = async (run, { clusterId }) => {
  const path = '/v2/metrics/cloud'
  await run.call('GET', `${path}/descriptors/resources`)
  await run.call('GET', `${path}/descriptors/metrics`)
  const now = Date.now()
  const interval = `${new Date(now - 3600_000).toISOString()}/${new Date(now).toISOString()}`
  const body = {
    aggregations: [{ metric: 'io.confluent.kafka.server/received_bytes' }],
    filter: { field: 'resource.kafka.id', op: 'EQ', value: clusterId },
    granularity: 'PT1M',
    intervals: [interval],
  }
  await run.call('POST', `${path}/query`, { body })
  await run.call('GET', `${path}/export`, { query: { 'resource.kafka.id': clusterId } })
}

const metricAttributes: DataScenario = async (run, { clusterId }) => {
  const now = Date.now()
  await run.call('POST', '/v2/metrics/cloud/attributes', {
    body: {
      metric: 'io.confluent.kafka.server/received_bytes',
      group_by: ['metric.topic'],
      filter: { field: 'resource.kafka.id', op: 'EQ', value: clusterId },
      intervals: [`${new Date(now - 3600_000).toISOString()}/${new Date(now).toISOString()}`],
    },
  })
}

const removeTopic: DataScenario = async (run, { clusterId }) => {
  await run.call('DELETE', `/kafka/v3/clusters/${clusterId}/topics/${topic}`, asKafka)
}

export const dataScenarios: Record<string, DataScenario> = {
  ...{ topics, groups, acls, brokerConfigs, connectors, metrics, metricAttributes, removeTopic },
}
