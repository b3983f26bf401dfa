// Secrets wherever a connector's configuration can hold one: none comes back, by whatever door one asks.
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { PUT as validate } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connector-plugins/[pluginName]/config/validate/route'
import {
  GET as list,
  POST as create,
} from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { GET as read } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/route'
import { PUT as putConfig } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/config/route'
import { GET as recommendations } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/error-recommendations/route'
import { GET as tasks } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/tasks/route'
import { POST as check } from '@/app/api/console/clusters/[clusterId]/check-connector/route'
import { GET as rows } from '@/app/api/console/clusters/[clusterId]/connectors/route'
import { GET as detail } from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/route'
import { POST as preview } from '@/app/api/console/clusters/[clusterId]/preview-connector/route'
import { openConfig } from '@/lib/connectors/config/stored-config'
import { db } from '@/lib/db'
import { connectForAll } from '@/tests/support/connect-gateway'
import { call } from '@/tests/support/factories'

const api = connectForAll()
const canary = (place: string): string => `canary-${place}-5f0c9e1d7a`
const anyCanary = /canary-[a-z-]+-5f0c9e1d7a/
const MASK = '****************'

const secrets: Record<string, string> = {
  'connection.password': canary('password'),
  'connection.url': `jdbc:postgresql://db.example.com/shop?user=shop&password=${canary('url')}`,
  'value.converter.basic.auth.user.info': `user:${canary('registry')}`,
  'value.converter.schema.registry.ssl.keystore.password': canary('keystore'),
  'transforms.hide.api.key': canary('transform'),
  'unknown.access.token': canary('unknown'),
}
const config: Record<string, string> = {
  'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
  name: 'canaries',
  topics: 'orders',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  transforms: 'hide',
  'transforms.hide.type': 'org.apache.kafka.connect.transforms.MaskField$Value',
  'transforms.hide.fields': 'card',
  ...secrets,
}

test('no secret of a configuration is told by any answer, right or wrong, nor stored readable, nor in the audit log', async () => {
  const told: unknown[] = []
  const web = async (handler: Parameters<typeof call>[0], method: string, body?: unknown, query = '') => {
    const { organization, clusterId } = api
    const answer = await call(handler, {
      authorization: organization.authorization,
      method,
      query,
      params: {
        envId: organization.environmentId,
        clusterId,
        connectorName: 'canaries',
        pluginName: 'JdbcSinkConnector',
      },
      ...(body === undefined ? {} : { body }),
    })
    told.push([handler.name, method, answer.status, answer.body])
    return answer.status
  }
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await api.ask(method, path, body)
    told.push([method, path, answer.status, answer.body])
    return answer.status
  }
  const wrong = {
    ...config,
    'tasks.max': 'many',
    'transforms.hide.type': 'Nothing',
    'db.timezone': 'Nowhere',
  }
  const judged = '/connector-plugins/JdbcSinkConnector/config/validate'
  expect(await web(create, 'POST', { name: 'canaries', config: wrong })).toBe(400)
  expect(await ask('POST', '/connectors', { name: 'canaries', config: wrong })).toBe(400)
  expect(await web(create, 'POST', { name: 'canaries', config })).toBe(201)
  expect(await web(create, 'POST', { name: 'canaries', config })).toBe(409)
  for (const given of [config, wrong]) {
    expect(await web(validate, 'PUT', given)).toBe(200)
    expect(await web(check, 'POST', { config: given })).toBe(200)
    expect(await ask('PUT', judged, given)).toBe(200)
    expect(await web(preview, 'POST', { config: given })).toBeGreaterThanOrEqual(400)
  }
  for (const handler of [read, tasks, recommendations, detail, rows])
    expect(await web(handler, 'GET')).toBe(200)
  expect(await web(list, 'GET', undefined, '?expand=info,status,id')).toBe(200)
  for (const path of ['', '/config', '/status', '/tasks'])
    expect(await ask('GET', `/connectors/canaries${path}`)).toBe(200)
  expect(await ask('GET', '/connectors?expand=info&expand=status')).toBe(200)
  const masked = { ...config, ...Object.fromEntries(Object.keys(secrets).map((name) => [name, MASK])) }
  expect(await web(putConfig, 'PUT', { ...masked, 'batch.size': '7' })).toBe(200)
  expect(await ask('PATCH', '/connectors/canaries/config', { 'batch.size': 8 })).toBe(200)
  const row = await db.connector.findFirstOrThrow({ where: { clusterId: api.clusterId, name: 'canaries' } })
  expect(await openConfig(row)).toMatchObject(secrets)
  const stored = [
    row,
    await db.secret.findMany({ where: { organizationId: api.organization.id } }),
    await db.auditEvent.findMany({ where: { organizationId: api.organization.id } }),
  ]
  expect(inspect(secrets)).toMatch(anyCanary)
  for (const one of [...told, ...stored])
    expect(inspect(one, { depth: null, maxStringLength: null })).not.toMatch(anyCanary)
})
