// Kafka Connect's port in the test's own process, and what a client asks there.
import { afterAll, beforeAll } from 'vitest'
import { log } from '@/lib/log'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { basicOf } from '@/tests/support/registry-gateway'
import { startConnectGateway } from '@/worker/gateways/connect/server'

export type ConnectAnswer = { status: number; body: unknown; headers: Headers }
export type AskConnect = (method: string, path: string, body?: unknown) => Promise<ConnectAnswer>

export const askingConnect =
  (url: string, authorization: string | null): AskConnect =>
  async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
  }

/** Sample data as a self-managed configuration says it. */
export const connectsDatagen = {
  'connector.class': 'io.confluent.kafka.connect.datagen.DatagenConnector',
  'kafka.topic': 'orders',
  quickstart: 'orders',
  'max.interval': 100,
  'tasks.max': 2,
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter.schemas.enable': false,
}

type Asked = { key: string; secret: string } | null
type OpenConnect = {
  organization: Organization
  clusterId: string
  url: string
  authorization: string
  ask: AskConnect
  askAs: (key: Asked) => AskConnect
  close: () => Promise<void>
}

async function openConnect(): Promise<OpenConnect> {
  const organization = await makeOrganization()
  const clusterId = await makeCluster(organization)
  const gateway = await startConnectGateway(log, { host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${gateway.port}`
  const askAs = (key: Asked): AskConnect => askingConnect(url, key && basicOf(key))
  const key = await makeApiKey(organization.ctx, organization.userId, clusterId)
  const place = { organization, clusterId, url, authorization: basicOf(key) }
  return { ...place, ask: askAs(key), askAs, close: gateway.close }
}

/** For the tests of a file: an organization with a cluster, and its API with a key of its administrator. Filled before the first. */
export function connectForAll(): OpenConnect {
  const api = {} as OpenConnect
  beforeAll(async () => {
    Object.assign(api, await openConnect())
  })
  afterAll(() => api.close())
  return api
}
