// Hostile configurations at every door by which a connector comes in: refused with a reason, nothing half-made, no secret told.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PUT as validate } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connector-plugins/[pluginName]/config/validate/route'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { PUT as putConfig } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/config/route'
import { POST as check } from '@/app/api/console/clusters/[clusterId]/check-connector/route'
import { POST as launch } from '@/app/api/console/clusters/[clusterId]/launch-connector/route'
import { POST as preview } from '@/app/api/console/clusters/[clusterId]/preview-connector/route'
import { db } from '@/lib/db'
import { connectForAll, type AskConnect } from '@/tests/support/connect-gateway'
import { call, type Answer } from '@/tests/support/factories'
import { readConnectorFile } from '@/worker/standalone/read-connector-file'

const PASSWORD = 'canary-of-the-shop-0c1d2e3f'
const jdbc = 'jdbc:postgresql://db.example.com:5432/shop'
const api = connectForAll()
const ask: AskConnect = (...request) => api.ask(...request)
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-hostile-'))
})
afterAll(() => rm(folder, { recursive: true }))

const name = 'hostile'
type Config = Record<string, unknown>
const base: Config = {
  'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
  name,
  topics: 'orders',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'connection.url': jdbc,
  'connection.user': 'shop',
  'connection.password': PASSWORD,
  'tasks.max': '1',
}
const web = (handler: Parameters<typeof call>[0], method: string, body: unknown): Promise<Answer> =>
  call(handler, {
    authorization: api.organization.authorization,
    method,
    params: {
      envId: api.organization.environmentId,
      clusterId: api.clusterId,
      connectorName: name,
      pluginName: 'JdbcSinkConnector',
    },
    body,
  })
const inStandalone = async (config: Config): Promise<Answer> => {
  const file = path.join(folder, 'hostile.json')
  await writeFile(file, JSON.stringify(config))
  const failure = await readConnectorFile(file, {}).then(() => null, String)
  return { status: failure === null ? 200 : 400, body: failure } as Answer
}
/** By each of which the configuration would become a connector, or be judged. */
const doors: Record<string, (config: Config) => Promise<{ status: number; body: unknown }>> = {
  'POST connect/v1': (config) => web(create, 'POST', { name, config }),
  'PUT connect/v1': (config) => web(putConfig, 'PUT', config),
  'the preview': (config) => web(preview, 'POST', { config }),
  'POST 8083': (config) => ask('POST', '/connectors', { name, config }),
  'PUT 8083': (config) => ask('PUT', `/connectors/${name}/config`, config),
  standalone: inStandalone,
}
/** Which answer 200 and say what is wrong. */
const judges: Record<string, (config: Config) => Promise<{ status: number; body: unknown }>> = {
  'validate of connect/v1': (config) => web(validate, 'PUT', config),
  'the wizard': (config) => web(check, 'POST', { config }),
  'validate of 8083': (config) => ask('PUT', '/connector-plugins/JdbcSinkConnector/config/validate', config),
}

const made = async (): Promise<number[]> => [
  await db.connector.count({ where: { clusterId: api.clusterId } }),
  await db.apiKey.count({ where: { resourceId: api.clusterId } }),
  await db.secret.count({ where: { organizationId: api.organization.id } }),
]

const at = (address: string): Config => ({ 'connection.url': `jdbc:postgresql://${address}/shop` })
const withOption = (option: string): Config => ({ 'connection.url': `${jdbc}?${option}` })
const jaas = (module: string): string => `${module} required username="x" password="${PASSWORD}";`
const hostile: [string, Config, RegExp][] = [
  ['the environment', { 'connection.user': '${env:DATABASE_URL}' }, /\$\{env:DATABASE_URL\} is not allowed/],
  [
    'a file as the password',
    { 'connection.password': `\${file:/etc/${PASSWORD}:x}` },
    /\$\{…\} is not allowed/,
  ],
  ['a folder within a text', { 'table.name.format': 'a${directory:/etc:x}' }, /directory:\/etc:x\} is not/],
  [
    'a socket class',
    withOption('socketFactory=a.B&socketFactoryArg=/etc/passwd'),
    /socketFactory\\?" is not/,
  ],
  ['a log file', withOption('loggerLevel=TRACE&loggerFile=/tmp/x'), /loggerFile\\?" is not allowed/],
  ['an encoded option', withOption('socket%46actory=a.B'), /socketFactory\\?" is not allowed/],
  ['a class of one’s own for TLS', withOption('sslfactory=a.B'), /sslfactory\\?" is not allowed/],
  ['another database’s driver', { 'connection.url': 'jdbc:h2:mem:x;INIT=RUNSCRIPT' }, /cannot be read/],
  ['two hosts', at('a.example.com,b.example.com'), /cannot be read/],
  ['a user in the address', at(`shop:${PASSWORD}@db.example.com`), /cannot be read/],
  ['a socket file', at('%2Fvar%2Frun%2Fpostgresql'), /socket files are not reached/],
  ['cloud metadata', at('169.254.169.254'), /not allowed from this server/],
  ['cloud metadata in IPv6', at('[fd00:ec2::254]'), /not allowed from this server/],
  ['cloud metadata mapped', at('[::ffff:169.254.169.254]'), /not allowed from this server/],
  ['cloud metadata as a number', at('2852039166'), /not allowed from this server/],
  ['cloud metadata in hex', at('0xa9fea9fe'), /not allowed from this server/],
  ['cloud metadata in octal', at('0251.0376.0251.0376'), /not allowed from this server/],
  [
    'a login module',
    { 'sasl.jaas.config': jaas('com.sun.security.auth.module.JndiLoginModule') },
    /JndiLoginModule is not/,
  ],
  [
    'a login of its own',
    { 'consumer.override.sasl.jaas.config': jaas('x.PlainLoginModule') },
    /its API key or service account/,
  ],
  [
    'another Kafka',
    { 'consumer.override.bootstrap.servers': '169.254.169.254:9092' },
    /bootstrap\.servers\\?" is not/,
  ],
  [
    'a token from a file',
    { 'consumer.override.sasl.oauthbearer.token.endpoint.url': 'file:///etc/passwd' },
    /is not allowed/,
  ],
  ['providers', { 'config.providers': 'file' }, /brings no providers/],
  ['a control character', { 'connection.user': 'shop\u001b[2J' }, /not text/],
  ['lines', { 'connection.user': 'shop\nhost=x' }, /must be one line/],
  ['a long value', { 'connection.user': 'x'.repeat(300_000) }, /300000 characters/],
  ['a long name', { ['x'.repeat(300_000)]: 'x' }, /./],
  [
    '10,000 properties',
    Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`some.key.${n}`, 'x'])),
    /at most 1000/,
  ],
  ['a nested value', { 'connection.user': { nested: PASSWORD } }, /must be a text/],
  ['a transform of one’s own', { transforms: 'a', 'transforms.a.type': '__proto__' }, /transforms\.a\.type/],
  ['a converter of one’s own', { 'value.converter': 'constructor' }, /There is no converter/],
]

describe('A hostile configuration', () => {
  test.each(hostile)(
    'with %s is refused at every door with a reason, and leaves nothing',
    async (_what, change, reason) => {
      const before = await made()
      const config = { ...base, ...change }
      for (const [door, through] of Object.entries(doors)) {
        const { status, body } = await through(config)
        expect([door, status]).toEqual([door, 400])
        expect(JSON.stringify(body), door).toMatch(reason)
        expect(JSON.stringify(body), door).not.toContain(PASSWORD)
      }
      for (const [judge, asked] of Object.entries(judges)) {
        const { status, body } = await asked(config)
        expect(JSON.stringify(body), judge).toMatch(status === 200 ? reason : /./)
        expect([200, 400], judge).toContain(status)
        expect(JSON.stringify(body), judge).not.toContain(PASSWORD)
      }
      expect(await made()).toEqual(before)
    },
  )

  test('with a key of prototypes is refused as well, and pollutes nothing', async () => {
    const text = (config: string): string => `{"name":"${name}","config":${config}}`
    const body = text(JSON.stringify(base).replace('{', '{"__proto__":"x",'))
    expect(await ask('POST', '/connectors', body)).toMatchObject({ status: 400 })
    for (const key of ['constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      const { status, body: judged } = await web(validate, 'PUT', { ...base, [key]: 'x' })
      expect(status).toBe(200)
      expect(JSON.stringify(judged)).toContain(`\\"${key}\\" is not a property of this connector`)
    }
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  test.each(['a/b', 'a\nb', 'a\0b', 'a\u202eb', '\u200b', '   ', '.', '..', 'a\ud800', 'x'.repeat(300)])(
    'named %j is refused everywhere',
    async (bad) => {
      const before = await made()
      const config = { ...base, name: bad }
      expect((await web(create, 'POST', { name: bad, config })).status).toBe(400)
      expect((await ask('POST', '/connectors', { name: bad, config })).status).toBe(400)
      expect((await inStandalone(config)).status).toBe(400)
      expect(await made()).toEqual(before)
    },
  )

  test('launched as sample data makes neither topic nor key', async () => {
    const before = await made()
    const { status } = await web(launch, 'POST', {
      connector_class: 'DatagenSource',
      topic: 'a/b',
      config: { quickstart: 'ORDERS', 'max.interval': '${env:HOME}' },
    })
    expect(status).toBe(400)
    expect(await made()).toEqual(before)
  })
})
