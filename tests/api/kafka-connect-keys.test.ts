// Who may do what through Kafka Connect's REST API, and which keys open it.
import { describe, expect, test } from 'vitest'
import { connectForAll, type AskConnect } from '@/tests/support/connect-gateway'
import { makeApiKey, makeCluster, makeServiceAccount } from '@/tests/support/factories'

const api = connectForAll()
const ask: AskConnect = (...request) => api.ask(...request)

const config = {
  'connector.class': 'io.confluent.kafka.connect.datagen.DatagenConnector',
  'kafka.topic': 'orders',
  quickstart: 'orders',
}
const create = (name: string) => ask('POST', '/connectors', { name, config })

describe('Keys', () => {
  test('nothing but the health is told without one', async () => {
    const stranger = api.askAs(null)
    expect((await stranger('GET', '/health')).body).toMatchObject({ status: 'healthy' })
    for (const path of ['/', '/connectors', '/connector-plugins', '/admin/loggers', '/nothing'])
      expect((await stranger('GET', path)).status, path).toBe(401)
  })

  test('of another cluster opens that one only; a Cloud key opens any by the path', async () => {
    const otherId = await makeCluster(api.organization, 'another')
    await create('mine')
    const other = api.askAs(await makeApiKey(api.organization.ctx, api.organization.userId, otherId))
    expect((await other('GET', '/connectors')).body).toEqual([])
    expect((await other('GET', `/${api.clusterId}/connectors`)).status).toBe(401)
    const cloud = api.askAs(await makeApiKey(api.organization.ctx, api.organization.userId))
    expect((await cloud('GET', `/${otherId}/connectors`)).body).toEqual([])
    expect((await cloud('GET', `/${api.clusterId}/connectors`)).body).toContain('mine')
    expect((await cloud('GET', '/lkc-nothing/connectors')).status).toBe(404)
  })

  test('of an account without rights sees nothing and makes nothing', async () => {
    const account = await makeServiceAccount(api.organization)
    const weak = api.askAs(await makeApiKey(api.organization.ctx, account.id, api.clusterId))
    await create('hidden')
    expect((await weak('GET', '/connectors')).body).toEqual([])
    expect((await weak('GET', '/connectors/hidden')).status).toBe(403)
    expect((await weak('POST', '/connectors', { name: 'weak', config })).status).toBe(403)
    expect((await weak('PUT', '/connectors/hidden/stop')).status).toBe(403)
  })
})

test('log levels are read with any key and changed with the organization’s right only', async () => {
  expect((await ask('GET', '/admin/loggers')).body).toMatchObject({
    root: { level: expect.any(String) as string },
  })
  expect((await ask('PUT', '/admin/loggers/root', { level: 'DEBUG' })).status).toBe(403)
  const cloud = api.askAs(await makeApiKey(api.organization.ctx, api.organization.userId))
  const before = ((await cloud('GET', '/admin/loggers/root')).body as { level: string }).level
  expect((await cloud('PUT', '/admin/loggers/root', { level: 'LOUD' })).status).toBe(404)
  expect((await cloud('PUT', '/admin/loggers/root', {})).status).toBe(400)
  expect((await cloud('PUT', '/admin/loggers/root', { level: 'error' })).body).toEqual(['root'])
  expect((await ask('GET', '/admin/loggers/root')).body).toMatchObject({ level: 'ERROR' })
  await cloud('PUT', '/admin/loggers/root', { level: before })
})
