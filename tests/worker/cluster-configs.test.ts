import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as list from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/broker-configs/route'
import * as one from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/broker-configs/[configName]/route'
import * as alter from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/broker-configs:alter/route'
import * as all from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/-/configs/route'
import * as defaults from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/default-configs/route'
import { createTopic } from '@/lib/kafka'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, type Answer, type Organization } from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'
import { startReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
})

afterAll(() => endTestBroker(broker))

type Handler = Parameters<typeof call>[0]
type Options = Partial<Parameters<typeof call>[1]>
const ask = (handler: Handler, { params, ...more }: Options = {}): Promise<Answer> =>
  call(handler, { authorization: owner.authorization, ...more, params: { clusterId, ...params } })
const change = (data: unknown, more: Record<string, unknown> = {}) =>
  ask(alter.POST, { method: 'POST', body: { data, ...more } })
const set = async (): Promise<Record<string, string>> => {
  const { body } = await ask(list.GET)
  const { data } = body as { data: { name: string; value: string; source: string }[] }
  expect(data.every(({ source }) => source === 'DYNAMIC_DEFAULT_BROKER_CONFIG')).toBe(true)
  return Object.fromEntries(data.map(({ name, value }) => [name, value]))
}

describe('broker configs of Kafka REST v3', () => {
  test('the list holds what was set and nothing else; what was sent comes back', async () => {
    expect(await set()).toEqual({})
    expect((await change([{ name: 'log.retention.ms', value: '86400000' }])).status).toBe(204)
    expect(await set()).toEqual({ 'log.retention.ms': '86400000' })
    const { body } = await ask(list.GET)
    expect(body).toMatchObject({
      kind: 'KafkaClusterConfigList',
      metadata: { next: null },
      data: [
        {
          kind: 'KafkaClusterConfig',
          config_type: 'BROKER',
          is_default: false,
          is_read_only: false,
          is_sensitive: false,
        },
      ],
    })
    expect(JSON.stringify(body)).not.toContain('"value":null')
    expect((await change([{ name: 'log.retention.ms', operation: 'DELETE' }])).status).toBe(204)
    expect(await set()).toEqual({})
  })

  test('one setting is set, read and taken back; one that is not set answers 404', async () => {
    const params = { configName: 'message.max.bytes' }
    expect((await ask(one.GET, { params })).status).toBe(404)
    expect((await ask(one.PUT, { method: 'PUT', params, body: { value: '2000000' } })).status).toBe(204)
    expect((await ask(one.GET, { params })).body).toMatchObject({
      name: 'message.max.bytes',
      value: '2000000',
    })
    expect((await ask(one.DELETE, { method: 'DELETE', params })).status).toBe(204)
    expect((await ask(one.GET, { params })).status).toBe(404)
  })

  test('validate_only checks and changes nothing', async () => {
    const good = [{ name: 'log.retention.ms', value: '1000' }]
    expect((await change(good, { validate_only: true })).status).toBe(204)
    expect(await set()).toEqual({})
    const bad = [{ name: 'log.retention.ms', value: 'soon' }]
    expect((await change(bad, { validate_only: true })).status).toBe(400)
  })

  test.each([
    'log.dirs',
    'listeners',
    'metric.reporters',
    'listener.name.client.plain.sasl.jaas.config',
    'ssl.keystore.location',
    'tributary.apikeys.file',
    'no.such.config',
  ])('%s is refused: it is not dynamic here', async (name) => {
    expect(await change([{ name, value: 'x' }])).toMatchObject({ status: 400, body: { error_code: 40002 } })
    expect(await set()).toEqual({})
  })

  test('reading and changing are rights of their own', async () => {
    const { authorization } = await makeMember(owner)
    expect((await ask(list.GET, { authorization })).status).toBe(403)
    const body = { data: [{ name: 'log.retention.ms', value: '1' }] }
    expect((await ask(alter.POST, { method: 'POST', authorization, body })).status).toBe(403)
  })
})

describe('configurations of topics', () => {
  test('defaults of a new topic are told and nothing is made', async () => {
    const { status, body } = await ask(defaults.GET, { params: { topicName: 'not-there-yet' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ kind: 'KafkaTopicConfigList' })
    const { data } = body as { data: { name: string; value: string; topic_name: string }[] }
    expect(data.find(({ name }) => name === 'retention.ms')).toMatchObject({
      value: '604800000',
      topic_name: 'not-there-yet',
    })
  })

  test('those of all topics come as one list, of what the caller may see', async () => {
    for (const name of ['all-a', 'all-b'])
      await createTopic(broker.connection, { name, partitions: 1, configs: { 'retention.ms': '5000' } })
    const read = async (authorization = owner.authorization) => {
      const { status, body } = await ask(all.GET, { authorization })
      expect(status).toBe(200)
      return body as { kind: string; data: { topic_name: string; name: string; value: string }[] }
    }
    const { kind, data } = await read()
    expect(kind).toBe('KafkaTopicConfigList')
    expect(data.filter(({ name }) => name === 'retention.ms')).toMatchObject([
      { topic_name: 'all-a', value: '5000' },
      { topic_name: 'all-b', value: '5000' },
    ])
    expect((await read((await makeMember(owner)).authorization)).data).toEqual([])
  })
})
