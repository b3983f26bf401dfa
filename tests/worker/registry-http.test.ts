// What the registry's port says before and around its operations: media types, keys, paths, texts of errors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organizationCrn } from '@/lib/crn'
import { disconnectDb } from '@/lib/db'
import { makeActor, makeApiKey, makeOrganization, type Organization } from '@/tests/support/factories'
import {
  asking,
  basicOf,
  makeRegistryKey,
  media,
  registryOf,
  startGateway,
  type AskRegistry,
  type RunningGateway,
} from '@/tests/support/registry-gateway'

let gateway: RunningGateway
let organization: Organization
let registryId: string
let authorization: string
let ask: AskRegistry

beforeAll(async () => {
  gateway = await startGateway()
  organization = await makeOrganization()
  registryId = await registryOf(organization)
  authorization = await makeRegistryKey(organization)
  ask = asking(gateway.url, authorization)
  await ask('POST', '/subjects/orders/versions', { schema: '"string"' })
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
})

describe('media types', () => {
  test.each([
    [undefined, media],
    ['*/*', media],
    ['application/*', media],
    ['application/json', 'application/json'],
    ['application/vnd.schemaregistry+json', 'application/vnd.schemaregistry+json'],
    ['application/json;q=0.5, application/vnd.schemaregistry.v1+json;q=0.9, */*;q=0.1', media],
    ['text/html, application/json;q=0.1', 'application/json'],
  ])('Accept %s is answered as %s', async (accept, type) => {
    const answer = await ask('GET', '/subjects', undefined, accept === undefined ? {} : { accept })
    expect(answer).toMatchObject({ status: 200, body: ['orders'] })
    expect(answer.headers.get('content-type')).toBe(type)
  })

  test.each(['text/html', 'application/json;q=0', 'image/*'])('Accept %s is 406', async (accept) => {
    expect(await ask('GET', '/subjects', undefined, { accept })).toMatchObject({
      status: 406,
      body: { error_code: 406, message: 'HTTP 406 Not Acceptable' },
    })
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.schemaregistry+json',
    'application/octet-stream',
  ])('a body of type %s is taken', async (type) => {
    const answer = await ask('POST', '/subjects/orders', '{"schema":"\\"string\\""}', {
      'content-type': type,
    })
    expect(answer.status).toBe(200)
  })

  test('a body without a type is taken, one of another type is 415', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${gateway.url}/subjects/orders`, {
        method: 'POST',
        headers: { authorization, ...headers },
        body: new TextEncoder().encode('{"schema":"\\"string\\""}'),
      })
    expect((await send({})).status).toBe(200)
    const refused = await send({ 'content-type': 'text/plain' })
    expect(refused.status).toBe(415)
    expect(await refused.json()).toEqual({ error_code: 415, message: 'HTTP 415 Unsupported Media Type' })
  })
})

describe('errors of the web layer', () => {
  test.each([
    ['GET', '/nothing', 404, 'HTTP 404 Not Found'],
    ['GET', '/schemas/ids/abc', 404, 'HTTP 404 Not Found'],
    ['GET', '/subjects?limit=few', 404, 'HTTP 404 Not Found'],
    ['POST', '/subjects', 405, 'HTTP 405 Method Not Allowed'],
    ['PATCH', '/config', 405, 'HTTP 405 Method Not Allowed'],
    ['GET', '/associations/resources/-/orders', 404, 'HTTP 404 Not Found'],
  ])('%s %s is %i', async (method, path, status, message) => {
    const answer = await ask(method, path)
    expect(answer).toMatchObject({ status, body: { error_code: status, message } })
    expect(answer.headers.get('content-type')).toBe(media)
  })

  test.each(['/exporters', '/exporters/a/status', '/dek-registry/v1/keks'])('%s is 501', async (path) => {
    expect(await ask('GET', path)).toMatchObject({ status: 501, body: { error_code: 501 } })
  })

  test('what is no JSON is 400, what is too large 42209, wherever it is sent', async () => {
    expect(await ask('POST', '/subjects/orders/versions', '{"schema": ')).toMatchObject({
      status: 400,
      body: { error_code: 400 },
    })
    expect(await ask('POST', '/subjects/orders/versions', 'x'.repeat(9 * 1024 * 1024))).toMatchObject({
      status: 422,
      body: { error_code: 42209 },
    })
  })
})

describe('errors of operations', () => {
  const avro = (body: object) => ({ schema: JSON.stringify(body) })
  test.each<[string, string, unknown, number, number]>([
    ['GET', '/subjects/nobody/versions', undefined, 404, 40401],
    ['DELETE', '/subjects/nobody', undefined, 404, 40401],
    ['GET', '/subjects/orders/versions/9', undefined, 404, 40402],
    ['GET', '/schemas/ids/999', undefined, 404, 40403],
    ['POST', '/subjects/orders', { schema: '"long"' }, 404, 40403],
    ['DELETE', '/subjects/orders?permanent=true', undefined, 404, 40405],
    ['DELETE', '/subjects/orders/versions/1?permanent=true', undefined, 404, 40407],
    ['POST', '/subjects/orders/versions', avro({ type: 'array', items: 'int' }), 409, 40901],
    ['POST', '/subjects/orders/versions', { schema: '{"type":"recor"}' }, 422, 42201],
    ['POST', '/subjects/orders/versions', { schema: '"string"', schemaType: 'THRIFT' }, 422, 42201],
    ['POST', '/subjects/nobody/versions', { schema: '' }, 422, 42201],
    ['GET', '/subjects/orders/versions/0', undefined, 422, 42202],
    ['GET', '/subjects/orders/versions/2147483648', undefined, 422, 42202],
    ['GET', '/subjects/orders/versions/first', undefined, 422, 42202],
    ['POST', '/subjects/nobody/versions', { schema: '"string"', id: 77 }, 422, 42205],
  ])('%s %s with %j is %i, %i', async (method, path, body, status, errorCode) => {
    const answer = await ask(method, path, body)
    expect(answer).toMatchObject({ status, body: { error_code: errorCode } })
    expect(answer.body).toEqual({ error_code: errorCode, message: expect.stringMatching(/\w+/) as string })
  })
})

describe('who is let in', () => {
  test('GET / answers without a key, and nothing else does', async () => {
    const stranger = asking(gateway.url, null)
    expect(await stranger('GET', '/')).toMatchObject({ status: 200, body: {} })
    for (const path of ['/subjects', '/schemas/types', '/nothing', '/exporters', `/${registryId}/subjects`])
      expect(await stranger('GET', path), path).toMatchObject({ status: 401, body: { error_code: 401 } })
  })

  test('a key of the registry, a Cloud key and a Global key open it', async () => {
    const global = basicOf(await makeApiKey(organization.ctx, organization.userId, 'global'))
    for (const key of [authorization, organization.authorization, global])
      expect(await asking(gateway.url, key)('GET', '/subjects')).toMatchObject({
        status: 200,
        body: ['orders'],
      })
  })

  test.each([
    ['a wrong secret', () => basicOf({ key: keyOf(authorization), secret: 'wrong' })],
    ['an unknown key', () => basicOf({ key: 'AAAAAAAAAAAAAAAA', secret: 'x' })],
    ['no colon', () => `Basic ${btoa('nothing')}`],
    ['a token that is none', () => 'Bearer x.y.z'],
    ['a cookie', () => ''],
  ])('%s is 401', async (_what, made) => {
    const answer = await asking(gateway.url, made())('GET', '/subjects', undefined, {
      cookie: 'tributary.session=x',
    })
    expect(answer).toMatchObject({ status: 401, body: { error_code: 401 } })
  })

  test('a key of another registry or of a cluster opens nothing here, whatever is named', async () => {
    const other = await makeOrganization()
    const others = await makeRegistryKey(other)
    expect(await asking(gateway.url, others)('GET', '/subjects')).toMatchObject({ status: 200, body: [] })
    for (const named of [
      { path: `/${registryId}/subjects` },
      { header: { 'target-sr-cluster': registryId } },
    ])
      expect(
        (await asking(gateway.url, others)('GET', named.path ?? '/subjects', undefined, named.header)).status,
      ).toBe(401)
    expect((await asking(gateway.url, other.authorization)('GET', `/${registryId}/subjects`)).status).toBe(
      404,
    )
  })

  test('who has no role sees no subject and writes none; the key itself is taken', async () => {
    const nobody = asking(
      gateway.url,
      (await makeActor(organization, 'MetricsViewer', organizationCrn(organization.id))).authorization,
    )
    expect(await nobody('GET', '/subjects')).toMatchObject({ status: 200, body: [] })
    for (const [method, path, body] of [
      ['GET', '/subjects/orders/versions', undefined],
      ['POST', '/subjects/orders/versions', { schema: '"string"' }],
      ['PUT', '/config', { compatibility: 'NONE' }],
      ['DELETE', '/subjects/orders', undefined],
    ] as const)
      expect(await nobody(method, path, body), `${method} ${path}`).toMatchObject({
        status: 403,
        body: { error_code: 403 },
      })
  })
})

describe('paths', () => {
  test.each(['pkg/addr.proto', 'a b:c%d', 'ümlaut', ':.lab:orders', '50%25'])(
    'the subject "%s" is the same in every path',
    async (subject) => {
      const path = `/subjects/${encodeURIComponent(subject)}`
      const { body } = await ask('POST', `${path}/versions`, { schema: '"bytes"' })
      expect(body).toMatchObject({ version: 1 })
      expect((await ask('GET', `${path}/versions/latest`)).body).toMatchObject({ subject, version: 1 })
      expect((await ask('GET', '/subjects')).body).toContain(subject)
      expect((await ask('GET', `/${registryId}${path}/versions`)).body).toEqual([1])
    },
  )

  test('a context before the path is that of the names in it', async () => {
    const { body } = await ask('POST', '/contexts/.north/subjects/orders/versions', { schema: '"int"' })
    expect((await ask('GET', '/subjects/:.north:orders/versions/1')).body).toMatchObject({
      subject: ':.north:orders',
      schema: '"int"',
    })
    expect((await ask('GET', '/contexts/.north/subjects')).body).toEqual([':.north:orders'])
    expect((await ask('GET', '/contexts/.north/schemas')).body).toMatchObject([{ subject: ':.north:orders' }])
    expect((await ask('GET', `/contexts/.north/schemas/ids/${idOf(body)}`)).body).toMatchObject({
      schema: '"int"',
    })
    expect((await ask('GET', '/contexts')).body).toEqual(expect.arrayContaining(['.', '.north']))
    expect(await ask('DELETE', '/contexts/.north')).toMatchObject({ body: { error_code: 42211 } })
  })

  test('a schema alone is its text, not a JSON string; HEAD has no body; a slash at the end is nothing', async () => {
    const { body } = await ask('GET', '/subjects/orders/versions/1')
    for (const path of [`/schemas/ids/${idOf(body)}/schema`, '/subjects/orders/versions/1/schema'])
      expect(await ask('GET', path)).toMatchObject({ status: 200, text: '"string"' })
    expect(await ask('HEAD', '/subjects')).toMatchObject({ status: 200, text: '' })
    expect((await ask('GET', '/subjects/')).status).toBe(200)
  })

  test('the limits of the registry and its types are told', async () => {
    expect((await ask('GET', '/clusterconfig')).body).toMatchObject({ maxRequestsPerSec: 2000 })
    expect((await ask('GET', '/schemas/types')).body).toEqual(['JSON', 'PROTOBUF', 'AVRO'])
  })
})

const idOf = (body: unknown): number => (body as { id: number }).id
const keyOf = (basic: string): string => atob(basic.slice('Basic '.length)).split(':')[0] ?? ''
