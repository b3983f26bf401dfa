import { beforeAll, describe, expect, test } from 'vitest'
import { PUT as validate } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connector-plugins/[pluginName]/config/validate/route'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { GET as read } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/route'
import { PUT as putConfig } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/config/route'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { effectiveConfig } from '@/lib/connectors/config/read-config'
import { openConfig } from '@/lib/connectors/config/stored-config'
import { db } from '@/lib/db'
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
  method: string,
  body?: unknown,
  params: Record<string, string> = {},
): Promise<Answer> =>
  call(handler, {
    authorization: organization.authorization,
    method,
    ...(body === undefined ? {} : { body }),
    params: { envId: organization.environmentId, clusterId, ...params },
  })
const post = (name: string, config: Record<string, unknown>): Promise<Answer> =>
  ask(create, 'POST', { name, config: { name, ...config } })
const rowOf = (name: string) => db.connector.findFirstOrThrow({ where: { clusterId, name } })

const tables = { 'insert.mode': 'UPSERT', 'pk.mode': 'record_key', 'pk.fields': 'id', 'auto.create': true }
const managed = () => ({
  'connector.class': 'PostgresSink',
  'kafka.api.key': key.key,
  'kafka.api.secret': key.secret,
  topics: 'orders',
  'input.data.format': 'AVRO',
  'connection.host': 'db.example.com',
  'connection.port': 5432,
  'connection.user': 'shop',
  'connection.password': 'the-password-of-the-shop',
  'db.name': 'shop',
  'tasks.max': 1,
  ...tables,
})
const selfManaged = () => ({
  'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
  topics: 'orders',
  'value.converter': 'io.confluent.connect.avro.AvroConverter',
  'connection.url': 'jdbc:postgresql://db.example.com:5432/shop',
  'connection.user': 'shop',
  'connection.password': 'the-password-of-the-shop',
  'tasks.max': 1,
  ...tables,
  'insert.mode': 'upsert',
})

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  key = await makeApiKey(organization.ctx, organization.userId, clusterId)
})

describe('a sink in either dialect', () => {
  test('is created, kept as given, and runs with the same settings', async () => {
    expect((await post('managed', managed())).status).toBe(201)
    const answer = await post('self-managed', selfManaged())
    expect(answer).toMatchObject({
      status: 201,
      body: {
        type: 'sink',
        config: {
          'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
          'connection.url': 'jdbc:postgresql://db.example.com:5432/shop',
          'connection.password': MASK,
          'insert.mode': 'upsert',
        },
      },
    })
    const spec = findConnectorSpec('PostgresSink')
    if (!spec) throw new Error('the catalogue has no PostgresSink')
    const settings = async (name: string) => {
      const row = await rowOf(name)
      expect(row).toMatchObject({ connectorClass: 'PostgresSink', kind: 'sink', tasksMax: 1 })
      const config = effectiveConfig(spec, await openConfig(row))
      return Object.fromEntries(
        Object.entries(config).filter(([property]) =>
          /^(connection|db|insert|pk|auto|input|ssl|table|topics)\./.test(`${property}.`),
        ),
      )
    }
    expect(await settings('self-managed')).toEqual(await settings('managed'))
  })

  test('a self-managed one works with a key of its maker that nobody sees', async () => {
    const { id } = await rowOf('self-managed')
    expect(await db.secret.count({ where: { place: `connector-keys/${id}` } })).toBe(1)
    const { body } = await ask(read, 'GET', undefined, { connectorName: 'self-managed' })
    expect(
      Object.keys((body as { config: object }).config).filter((name) => name.startsWith('kafka.')),
    ).toEqual([])
  })

  test('PUT config keeps the dialect and masked secrets, and refuses another class', async () => {
    const body = { ...selfManaged(), 'connection.password': MASK, 'batch.size': 100 }
    const connectorName = 'self-managed'
    expect(await ask(putConfig, 'PUT', body, { connectorName })).toMatchObject({
      status: 200,
      body: { config: { 'batch.size': '100', 'connection.password': MASK } },
    })
    expect(await openConfig(await rowOf(connectorName))).toMatchObject({
      'connection.password': 'the-password-of-the-shop',
    })
    const other = await ask(putConfig, 'PUT', { 'connector.class': 'DatagenSource' }, { connectorName })
    expect(other).toMatchObject({ status: 400, body: { error: { fields: [{ path: 'connector.class' }] } } })
  })

  test('a password within connection.url is sealed with it', async () => {
    const url = 'jdbc:postgresql://db.example.com/shop?user=shop&password=in-the-url-it-is-shown'
    const { 'connection.user': _user, 'connection.password': _password, ...rest } = selfManaged()
    const { body } = await post('url', { ...rest, 'connection.url': url })
    expect(body).toMatchObject({ config: { 'connection.url': MASK } })
    expect(JSON.stringify((await rowOf('url')).config)).not.toContain('in-the-url')
    const kept = await ask(putConfig, 'PUT', { ...rest, 'connection.url': MASK }, { connectorName: 'url' })
    expect(kept.status).toBe(200)
    expect(await openConfig(await rowOf('url'))).toMatchObject({ 'connection.url': url })
  })

  test.each([
    ['a transform that is none', { transforms: 'a', 'transforms.a.type': 'Nothing' }, 'transforms.a.type'],
    ['a value from the environment', { 'connection.password': '${env:HOME}' }, 'connection.password'],
    ['a metadata address', { 'connection.host': '169.254.169.254' }, 'connection.host'],
    ['a regular expression that is none', { topics: '', 'topics.regex': '(orders' }, 'topics.regex'],
    ['a queue that is read', { topics: '', 'topics.regex': 'dlq-.*' }, 'errors.deadletterqueue.topic.name'],
  ])('%s is refused at its field', async (_what, change, path) => {
    const answer = await post('bad', { ...managed(), ...change })
    expect(answer).toMatchObject({ status: 400, body: { error: { fields: [{ path }] } } })
    expect(JSON.stringify(answer.body)).not.toContain('the-password-of-the-shop')
  })

  test('validation answers in the dialect that it is asked in', async () => {
    const params = { pluginName: 'JdbcSinkConnector' }
    const { status, body } = await ask(
      validate,
      'PUT',
      { ...selfManaged(), 'connection.url': 'jdbc:x' },
      params,
    )
    expect(status).toBe(200)
    const {
      name,
      error_count: count,
      configs,
    } = body as {
      name: string
      error_count: number
      configs: { value: { name: string; errors: string[] } }[]
    }
    expect(name).toBe('io.confluent.connect.jdbc.JdbcSinkConnector')
    expect(configs.filter(({ value }) => value.errors.length > 0).map(({ value }) => value.name)).toEqual([
      'name',
      'connection.url',
    ])
    expect(count).toBe(2)
  })
})
