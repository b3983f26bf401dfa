import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { GET as listPlugins } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connector-plugins/route'
import { PUT as validate } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connector-plugins/[pluginName]/config/validate/route'
import {
  GET as list,
  POST as create,
} from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import {
  DELETE as remove,
  GET as read,
} from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/route'
import {
  GET as readConfig,
  PUT as putConfig,
} from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/config/route'
import { GET as offsets } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/offsets/route'
import { PUT as pause } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/pause/route'
import { PUT as resume } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/resume/route'
import { POST as restart } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/restart/route'
import { GET as status } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/status/route'
import { GET as tasks } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/tasks/route'
import { GET as rows } from '@/app/api/console/clusters/[clusterId]/connectors/route'
import { GET as logs } from '@/app/api/console/clusters/[clusterId]/connectors/[connectorName]/logs/route'
import { db } from '@/lib/db'
import { connectorSpecs } from '@/lib/connectors/catalog'
import { openConfig } from '@/lib/connectors/config/stored-config'
import {
  call,
  makeApiKey,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'

const MASK = '****************'
let organization: Organization
let clusterId: string, key: { key: string; secret: string }

type Handler = Parameters<typeof call>[0]
const ask = (
  handler: Handler,
  connectorName = '',
  more: { method?: string; query?: string; body?: unknown; params?: Record<string, string> } = {},
): Promise<Answer> =>
  call(handler, {
    authorization: organization.authorization,
    method: more.method ?? (more.body === undefined ? 'GET' : 'PUT'),
    ...more,
    params: { envId: organization.environmentId, clusterId, connectorName, ...more.params },
  })

const configOf = (more: Record<string, unknown> = {}) => ({
  'connector.class': 'DatagenSource',
  'kafka.auth.mode': 'KAFKA_API_KEY',
  'kafka.api.key': key.key,
  'kafka.api.secret': key.secret,
  'kafka.topic': 'orders',
  'output.data.format': 'JSON',
  quickstart: 'ORDERS',
  'tasks.max': '1',
  ...more,
})
const post = (name: string, more: Record<string, unknown> = {}, params: Record<string, string> = {}) =>
  ask(create, '', { method: 'POST', body: { name, config: configOf({ name, ...more }) }, params })

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  key = await makeApiKey(organization.ctx, organization.userId, clusterId)
})

describe('creating connectors', () => {
  test('POST answers 201 with exactly the given keys and masked secrets', async () => {
    const { status: code, body } = await post('first')
    expect(code).toBe(201)
    expect(body).toEqual({
      name: 'first',
      type: 'source',
      config: { ...configOf({ name: 'first' }), 'kafka.api.key': MASK, 'kafka.api.secret': MASK },
      tasks: [],
    })
  })

  test('secrets are sealed and nowhere else', async () => {
    const row = await db.connector.findFirstOrThrow({ where: { clusterId, name: 'first' } })
    expect(inspect(row)).not.toContain(key.secret)
    expect(inspect(row)).not.toContain(MASK)
    const secrets = await db.secret.findMany({ where: { place: { startsWith: `connectors/${row.id}/` } } })
    expect(secrets.map(({ place }) => place.split('/')[2]).sort()).toEqual([
      'kafka.api.key',
      'kafka.api.secret',
    ])
    expect(JSON.stringify(secrets)).not.toContain(key.secret)
    expect(await openConfig(row)).toMatchObject({ 'kafka.api.secret': key.secret })
  })

  test('numbers become texts', async () => {
    const { body } = await post('numbers', { 'tasks.max': 2, 'max.interval': 50 })
    expect(body).toMatchObject({ config: { 'tasks.max': '2', 'max.interval': '50' } })
  })

  test('a taken name answers 409', async () => {
    const { status: code, body } = await post('first')
    expect(code).toBe(409)
    expect(body).toMatchObject({
      error: { code: 409, message: expect.stringContaining('already exists') as string },
    })
  })

  test.each([
    ['an unknown class', { 'connector.class': 'Nothing' }, 'connector.class'],
    ['two names', { name: 'other' }, 'name'],
    ['no schema', { quickstart: '' }, 'quickstart'],
    ['a value that is no number', { 'max.interval': 'soon' }, 'max.interval'],
    ['a nested value', { 'max.interval': { ms: 5 } }, 'max.interval'],
    ['the mask as a secret', { 'kafka.api.secret': MASK }, 'kafka.api.secret'],
    ['a wrong secret', { 'kafka.api.secret': 'cflt-not-this' }, 'kafka.api.secret'],
    ['a key of nobody', { 'kafka.api.key': 'ABCDEFGHIJKLMNOP' }, 'kafka.api.key'],
    ['too many tasks', { 'tasks.max': '10000' }, 'tasks.max'],
  ])('%s is refused at its field', async (_what, more, path) => {
    const { status: code, body } = await post('bad', more)
    expect(code).toBe(400)
    expect(body).toMatchObject({ error: { code: 400, fields: [{ path }] } })
    expect(JSON.stringify(body)).not.toContain(key.secret)
    expect(await db.connector.count({ where: { clusterId, name: 'bad' } })).toBe(0)
  })

  test('a key of another cluster, or one of the cloud, is refused', async () => {
    const other = await makeCluster(organization, 'other')
    for (const foreign of [
      await makeApiKey(organization.ctx, organization.userId, other),
      await makeApiKey(organization.ctx, organization.userId),
    ]) {
      const { status: code, body } = await post('bad', {
        'kafka.api.key': foreign.key,
        'kafka.api.secret': foreign.secret,
      })
      expect(code).toBe(400)
      expect(body).toMatchObject({ error: { fields: [{ path: 'kafka.api.key' }] } })
    }
  })
})

describe('reading connectors', () => {
  test('GET lists names, and with expand an object by name', async () => {
    expect((await ask(list)).body).toEqual(['first', 'numbers'])
    const { body } = await ask(list, '', { query: '?expand=info%2Cstatus%2Cid' })
    expect(body).toMatchObject({
      first: {
        id: { id: expect.stringMatching(/^lcc-/) as string, id_type: 'ID' },
        info: { name: 'first', config: { 'kafka.api.secret': MASK, quickstart: 'ORDERS' } },
        status: { name: 'first', type: 'source', connector: { state: 'PROVISIONING', trace: '' }, tasks: [] },
      },
    })
    expect(Object.keys((body as { first: { info: { config: object } } }).first.info.config).sort()).toEqual(
      Object.keys(configOf({ name: 'first' })).sort(),
    )
    expect((await ask(list, '', { query: '?expand=id&expand=info' })).body).not.toHaveProperty('first.status')
  })

  test('GET of one, its config, status and tasks', async () => {
    expect((await ask(read, 'first')).body).toMatchObject({ name: 'first', type: 'source' })
    expect((await ask(readConfig, 'first')).body).toMatchObject({ 'kafka.api.key': MASK })
    expect((await ask(status, 'first')).body).toMatchObject({ connector: { state: 'PROVISIONING' } })
    expect((await ask(tasks, 'first')).body).toEqual([])
  })

  test('the console reads rows with topics, and says when the worker is away', async () => {
    const { body } = await ask(rows)
    expect(body).toMatchObject({
      data: [{ name: 'first', topics: ['orders'], tasks_max: 1 }, { name: 'numbers' }],
    })
    expect((await ask(logs, 'first')).status).toBe(503)
  })

  test('plugins are those that run here', async () => {
    expect((await ask(listPlugins)).body).toEqual(
      connectorSpecs.map(({ className, type }) => ({ class: className, type })),
    )
  })

  test("unknown names and another organization's connectors answer the same 404", async () => {
    const stranger = await makeOrganization()
    const params = { envId: organization.environmentId, clusterId, connectorName: 'first' }
    for (const handler of [read, readConfig, status, tasks]) {
      expect((await ask(handler, 'nobody')).status).toBe(404)
      const answer = await call(handler, { authorization: stranger.authorization, params })
      expect(answer.status).toBe(404)
    }
    const foreign = await call(create, {
      authorization: stranger.authorization,
      method: 'POST',
      params,
      body: { name: 'mine', config: configOf() },
    })
    expect(foreign.status).toBe(404)
    expect((await ask(read, 'first', { params: { envId: 'env-other' } })).status).toBe(404)
  })
})

describe('validating', () => {
  const check = (body: Record<string, unknown>, pluginName = 'DatagenSource') =>
    ask(validate, '', { body, params: { pluginName } })

  test('a right configuration answers 200 without errors', async () => {
    const { status: code, body } = await check(configOf({ name: 'new' }))
    expect(code).toBe(200)
    expect(body).toMatchObject({ name: 'DatagenSource', error_count: 0 })
  })

  test('errors stand at their fields, secrets are masked', async () => {
    const { status: code, body } = await check(configOf({ name: 'new', quickstart: 'ORDRS' }))
    expect(code).toBe(200)
    const { error_count: count, configs } = body as {
      error_count: number
      configs: { value: { name: string; value: string | null; errors: string[] } }[]
    }
    expect(count).toBe(1)
    const byName = new Map(configs.map(({ value }) => [value.name, value]))
    expect(byName.get('quickstart')?.errors[0]).toContain('Did you mean ORDERS?')
    expect(byName.get('kafka.api.secret')?.value).toBe(MASK)
  })

  test('an unknown plugin answers 404', async () => {
    expect((await check({}, 'Nothing')).status).toBe(404)
  })
})

describe('changing connectors', () => {
  test('PUT config keeps masked secrets, drops keys that are left out and answers 200', async () => {
    const { status: code, body } = await ask(putConfig, 'first', {
      body: configOf({ 'kafka.api.key': MASK, 'kafka.api.secret': MASK, 'max.interval': '10' }),
    })
    expect(code).toBe(200)
    expect(body).toMatchObject({ name: 'first', config: { 'max.interval': '10', 'kafka.api.secret': MASK } })
    const row = await db.connector.findFirstOrThrow({ where: { clusterId, name: 'first' } })
    expect(row.generation).toBe(2)
    expect(await openConfig(row)).toMatchObject({
      'kafka.api.key': key.key,
      'kafka.api.secret': key.secret,
      'max.interval': '10',
    })
    const without = configOf()
    await ask(putConfig, 'first', { body: without })
    expect((await ask(readConfig, 'first')).body).not.toHaveProperty('max.interval')
  })

  test('PUT config refuses another topic and another name', async () => {
    const topic = await ask(putConfig, 'first', { body: configOf({ 'kafka.topic': 'other' }) })
    expect(topic).toMatchObject({ status: 400, body: { error: { fields: [{ path: 'kafka.topic' }] } } })
    const name = await ask(putConfig, 'first', { body: configOf({ name: 'second' }) })
    expect(name).toMatchObject({ status: 400, body: { error: { fields: [{ path: 'name' }] } } })
  })

  test('PUT config of a new name creates it', async () => {
    expect((await ask(putConfig, 'put', { body: configOf() })).status).toBe(200)
    expect((await ask(list)).body).toContain('put')
  })

  test('pause, resume and restart answer 202 and leave their intent', async () => {
    const wanted = () => db.connector.findFirstOrThrow({ where: { clusterId, name: 'first' } })
    const before = (await wanted()).generation
    expect((await ask(pause, 'first', { method: 'PUT' })).status).toBe(202)
    expect((await wanted()).desired).toBe('PAUSED')
    expect((await ask(resume, 'first', { method: 'PUT' })).status).toBe(202)
    expect((await wanted()).desired).toBe('RUNNING')
    expect((await ask(restart, 'first', { method: 'POST' })).status).toBe(202)
    expect((await wanted()).generation).toBe(before + 3)
    expect((await ask(pause, 'nobody', { method: 'PUT' })).status).toBe(404)
  })

  test('offsets of a source need the worker', async () => {
    expect((await ask(offsets, 'first')).status).toBe(503)
    expect((await ask(offsets, 'nobody')).status).toBe(404)
  })

  test('DELETE answers 200 with error null, frees the name and forgets the secrets', async () => {
    const { id } = await db.connector.findFirstOrThrow({ where: { clusterId, name: 'put' } })
    const answer = await ask(remove, 'put', { method: 'DELETE' })
    expect(answer).toMatchObject({ status: 200, body: { error: null } })
    expect(await db.secret.count({ where: { place: { startsWith: `connectors/${id}/` } } })).toBe(0)
    expect((await ask(read, 'put')).status).toBe(404)
    expect((await ask(remove, 'put', { method: 'DELETE' })).status).toBe(404)
    expect((await post('put')).status).toBe(201)
  })

  test('every change is in the audit log without its secrets', async () => {
    const events = await db.auditEvent.findMany({
      where: { organizationId: organization.id, method: { contains: 'Connector' } },
    })
    const methods = [...new Set(events.map(({ method }) => method.replace('Connector', '')))].sort()
    expect(methods.join(' ')).toBe('Alter Create Delete Pause Restart Resume')
    const shown = JSON.stringify(events.map(({ data, resource }) => [data, resource]))
    expect(shown).not.toContain(key.secret)
  })
})
