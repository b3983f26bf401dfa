// Kafka Connect's REST API as its clients use it: shapes, status codes and words (facts observed on Kafka Connect 4.3.1).
import { describe, expect, test } from 'vitest'
import { findServiceAccountKey } from '@/lib/connectors/service-account-key'
import { db } from '@/lib/db'
import { connectForAll, connectsDatagen as config, type AskConnect } from '@/tests/support/connect-gateway'

const api = connectForAll()
const ask: AskConnect = (...request) => api.ask(...request)

const create = (name: string, more: object = {}) =>
  ask('POST', '/connectors', { name, config: { ...config, ...more } })
const messageOf = ({ body }: { body: unknown }): string => (body as { message: string }).message

describe('A connector made through Kafka Connect’s REST API', () => {
  test('answers 201 with its place and its configuration as texts, and is the same object everywhere', async () => {
    const made = await create('made')
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(`${api.url}/connectors/made`)
    const texts = {
      ...config,
      name: 'made',
      'max.interval': '100',
      'tasks.max': '2',
      'value.converter.schemas.enable': 'false',
    }
    expect(made.body).toEqual({ name: 'made', config: texts, tasks: [], type: 'source' })
    expect((await ask('GET', '/connectors/made')).body).toMatchObject({ name: 'made', config: texts })
    expect((await ask('GET', '/connectors/made/config')).body).toEqual(texts)
    expect((await ask('GET', '/connectors')).body).toContain('made')
    const row = await db.connector.findFirstOrThrow({ where: { clusterId: api.clusterId, name: 'made' } })
    expect(row).toMatchObject({ connectorClass: 'DatagenSource', kind: 'source', tasksMax: 2 })
    expect(row.id).toMatch(/^lcc-/)
  })

  test('runs with a key of its own of the account that made it, which nobody sees', async () => {
    await create('with-key')
    const { id } = await db.connector.findFirstOrThrow({
      where: { clusterId: api.clusterId, name: 'with-key' },
    })
    const key = await findServiceAccountKey(id)
    expect(key?.account).toBe(api.organization.userId)
    expect(JSON.stringify((await ask('GET', '/connectors?expand=info&expand=status')).body)).not.toContain(
      key?.secret,
    )
  })

  test('may be named by Connect’s short name, which is a managed class as well', async () => {
    const lines = { 'connector.class': 'FileStreamSource', file: 'lines.txt', topic: 'lines' }
    const { status, body } = await ask('POST', '/connectors', { name: 'short', config: lines })
    expect([status, body]).toMatchObject([
      201,
      { config: { 'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector' } },
    ])
  })

  test('begins paused or stopped where that is wished', async () => {
    await ask('POST', '/connectors', { name: 'begins-stopped', config, initial_state: 'stopped' })
    const { body } = await ask('GET', '/connectors/begins-stopped/status')
    expect(body).toMatchObject({
      name: 'begins-stopped',
      connector: { state: 'STOPPED', version: '4.3.1' },
      tasks: [],
      type: 'source',
    })
    await ask('PUT', '/connectors/begins-stopped/pause')
    expect((await ask('GET', '/connectors/begins-stopped/status')).body).toMatchObject({
      connector: { state: 'PAUSED' },
    })
  })

  test('is refused twice, with two names, without a class, with a null, and with what is invalid', async () => {
    await create('taken')
    const again = await create('taken')
    expect([again.status, again.body]).toEqual([
      409,
      { error_code: 409, message: 'Connector taken already exists' },
    ])
    const named = await create('outer', { name: 'inner' })
    expect([named.status, messageOf(named)]).toEqual([
      400,
      "Connector name configuration (inner) doesn't match connector name in the URL (outer)",
    ])
    const classless = await ask('POST', '/connectors', {
      name: 'no-class',
      config: { 'connection.password': 'a-secret' },
    })
    expect([classless.status, messageOf(classless)]).toEqual([
      400,
      'Connector config {connection.password, name} contains no connector type',
    ])
    const empty = await create('null', { quickstart: null })
    expect(messageOf(empty)).toBe('Null value can not be supplied as the configuration value.')
    const invalid = await create('invalid', { 'kafka.topic': '', 'tasks.max': 'many' })
    expect(invalid.status).toBe(400)
    expect(messageOf(invalid)).toMatch(
      /^Connector configuration is invalid and contains the following 2 error\(s\):\n[\s\S]*You can also find the above list of errors at the endpoint `\/connector-plugins\/\{connectorType\}\/config\/validate`$/,
    )
    for (const body of ['', '{', '[]', '{"name":"x","config":{},"more":1}'])
      expect((await ask('POST', '/connectors', body)).status, body).toBe(400)
    expect(
      await db.connector.count({
        where: { clusterId: api.clusterId, name: { in: ['outer', 'inner', 'no-class', 'null', 'invalid'] } },
      }),
    ).toBe(0)
  })

  test('is changed by PUT, made by PUT, merged by PATCH, deleted', async () => {
    const made = await ask('PUT', '/connectors/changed/config', config)
    expect([made.status, made.headers.get('location')]).toEqual([201, `${api.url}/connectors/changed`])
    const changed = await ask('PUT', '/connectors/changed/config', { ...config, 'max.interval': 7 })
    expect([changed.status, changed.body]).toMatchObject([200, { config: { 'max.interval': '7' } }])
    const patched = await ask('PATCH', '/connectors/changed/config', { 'max.interval': null, 'tasks.max': 3 })
    expect(patched.status).toBe(200)
    expect(patched.body).toMatchObject({ config: { 'tasks.max': '3' } })
    expect((patched.body as { config: object }).config).not.toHaveProperty('max.interval')
    expect((await ask('PATCH', '/connectors/changed/config', { quickstart: 'none-such' })).status).toBe(400)
    expect((await ask('DELETE', '/connectors/changed')).status).toBe(204)
    expect((await ask('DELETE', '/connectors/changed')).status).toBe(404)
  })

  test('becomes one of another class by PUT, and its type follows', async () => {
    await create('becomes')
    const lines = {
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
      topics: 'orders',
      file: 'lines.txt',
    }
    const { status, body } = await ask('PUT', '/connectors/becomes/config', lines)
    expect([status, body]).toMatchObject([200, { type: 'sink', config: { file: 'lines.txt' } }])
    const row = await db.connector.findFirstOrThrow({ where: { clusterId: api.clusterId, name: 'becomes' } })
    expect(row).toMatchObject({ connectorClass: 'FileStreamSink', kind: 'sink', tasksMax: 1 })
  })

  test('is paused, resumed, stopped and restarted as often as one likes', async () => {
    await create('operated')
    const put = async (verb: string) => (await ask('PUT', `/connectors/operated/${verb}`)).status
    expect([
      await put('pause'),
      await put('pause'),
      await put('resume'),
      await put('stop'),
      await put('stop'),
    ]).toEqual([202, 202, 202, 204, 204])
    expect((await ask('GET', '/connectors/operated/tasks')).body).toEqual([])
    expect((await ask('POST', '/connectors/operated/restart')).status).toBe(204)
    const all = await ask('POST', '/connectors/operated/restart?includeTasks=true&onlyFailed=true')
    expect([all.status, all.body]).toMatchObject([
      202,
      { name: 'operated', connector: { state: 'STOPPED' }, tasks: [] },
    ])
  })
})

describe('Offsets', () => {
  test('are changed of a stopped connector only, and not by an empty list', async () => {
    await create('offsets')
    const offsets = [{ partition: { 'task.id': 0 }, offset: { 'current.iteration': 5 } }]
    const early = await ask('PATCH', '/connectors/offsets/offsets', { offsets })
    expect([early.status, messageOf(early)]).toEqual([
      400,
      expect.stringMatching(
        /^Connectors must be in the STOPPED state .*'\/connectors\/offsets\/stop' endpoint$/,
      ),
    ])
    expect((await ask('DELETE', '/connectors/offsets/offsets')).status).toBe(400)
    await ask('PUT', '/connectors/offsets/stop')
    for (const body of [{}, { offsets: null }, { offsets: [] }])
      expect(messageOf(await ask('PATCH', '/connectors/offsets/offsets', body))).toBe(
        'Partitions / offsets need to be provided for an alter offsets request',
      )
    expect(await ask('PATCH', '/connectors/none/offsets', { offsets })).toMatchObject({
      status: 404,
      body: { message: 'Connector none not found' },
    })
  })
})

describe('What is not there', () => {
  test.each([
    ['GET', '/connectors/none', 'Connector none not found'],
    ['GET', '/connectors/none/config', 'Connector none not found'],
    ['GET', '/connectors/none/tasks', 'Connector none not found'],
    ['DELETE', '/connectors/none', 'Connector none not found'],
    ['GET', '/connectors/none/status', 'No status found for connector none'],
    ['GET', '/connectors/none/tasks/0/status', 'No status found for task none-0'],
    ['PUT', '/connectors/none/pause', 'Unknown connector none'],
    ['PUT', '/connectors/none/resume', 'Unknown connector none'],
    ['PUT', '/connectors/none/stop', 'Unknown connector none'],
    ['POST', '/connectors/none/restart', 'Unknown connector: none'],
    ['POST', '/connectors/none/tasks/9/restart', 'Unknown task: none-9'],
    ['GET', '/connector-plugins/none/config', 'Unknown plugin none.'],
    ['GET', '/admin/loggers/none', 'Logger none not found.'],
    ['GET', '/nothing', 'HTTP 404 Not Found'],
  ])('%s %s says "%s"', async (method, path, message) => {
    expect(await ask(method, path)).toMatchObject({ status: 404, body: { error_code: 404, message } })
  })

  test('topics of an unknown connector are none, a wrong method is 405', async () => {
    expect((await ask('GET', '/connectors/none/topics')).body).toEqual({ none: { topics: [] } })
    expect((await ask('PUT', '/connectors/none/topics/reset')).status).toBe(202)
    expect((await ask('DELETE', '/connectors')).status).toBe(405)
    const options = await ask('OPTIONS', '/connectors')
    expect([options.status, options.headers.get('allow')]).toEqual([200, 'GET,POST,HEAD,OPTIONS'])
    expect((await ask('HEAD', '/connectors')).status).toBe(200)
  })

  test('what only the workers of a Connect cluster ask each other is refused, and so is another medium', async () => {
    const unsigned = { status: 400, body: { message: 'Internal request missing required signature' } }
    expect(await ask('POST', '/connectors/none/tasks', [])).toMatchObject(unsigned)
    expect(await ask('PUT', '/connectors/none/fence')).toMatchObject(unsigned)
    const form = await fetch(`${api.url}/connectors`, {
      method: 'POST',
      headers: { authorization: api.authorization, 'content-type': 'text/plain' },
      body: '{}',
    })
    expect([form.status, await form.json()]).toEqual([
      415,
      { error_code: 415, message: 'HTTP 415 Unsupported Media Type' },
    ])
  })
})
