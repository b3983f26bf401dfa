// Every endpoint there is, found by its file: nobody gets in without a session or key, and nobody into another organization.
import { globSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RouteHandler } from '@/lib/http'
import { makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Endpoint = { name: string; method: string; file: string; handler: RouteHandler }

const root = path.resolve(import.meta.dirname, '../..')
/** Public on purpose; everything else must ask who is there. */
const publicOperations = [
  'healthz',
  'console/set-up',
  'console/invitations.accept',
  'console/invitations.look-up',
  'console/invitations.oidc',
  'cli/login-realm.get',
  'cli/sessions.create',
]
/** Not ours: next-auth's own endpoints. */
const foreign = ['app/api/auth/[...nextauth]/route.ts']

const files = globSync('app/**/route.ts', { cwd: root }).filter((file) => !foreign.includes(file))
const endpoints: Endpoint[] = []
for (const file of files) {
  const module = (await import(path.join(root, file))) as Record<string, RouteHandler>
  for (const method of methods) {
    const handler = module[method]
    if (handler) endpoints.push({ name: `${method} /${urlOf(file)}`, method, file, handler })
  }
}

function urlOf(file: string): string {
  return path
    .dirname(file)
    .split('/')
    .slice(1)
    .filter((part) => !part.startsWith('('))
    .join('/')
}

function paramsOf(file: string, known: Record<string, string>): Record<string, string> {
  const names = [...file.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? '')
  return Object.fromEntries(names.map((name) => [name, known[name] ?? 'orders']))
}

function ask(
  endpoint: Endpoint,
  headers: Record<string, string>,
  known: Record<string, string> = {},
): Promise<Response> {
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
  const request = new Request('http://localhost:3000/x?environment=env-1', {
    method: endpoint.method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    ...(hasBody ? { body: '{}' } : {}),
  })
  return endpoint.handler(request, { params: Promise.resolve(paramsOf(endpoint.file, known)) })
}

const isPublic = ({ handler }: Endpoint): boolean => publicOperations.includes(handler.operation.id)
const guarded = endpoints.filter((endpoint) => !isPublic(endpoint))

let owner: Organization
let stranger: Organization
let clusterId: string

beforeAll(async () => {
  ;[owner, stranger] = [await makeOrganization(), await makeOrganization()]
  clusterId = await makeCluster(owner)
})

test('every endpoint is a declared operation with a permission and a name of its own', () => {
  expect(endpoints.length).toBeGreaterThan(30)
  for (const { name, handler } of endpoints) expect(handler.operation?.permission, name).toBeTruthy()
  const ids = endpoints.map(({ handler }) => handler.operation.id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(
    endpoints
      .filter(isPublic)
      .map(({ handler }) => handler.operation.id)
      .sort(),
  ).toEqual(publicOperations.sort())
})

const tricks: [string, Record<string, string>][] = [
  ['no credentials', {}],
  ['an empty Authorization', { authorization: '' }],
  ['another scheme', { authorization: 'Bearer x.y.z' }],
  ['a key without a colon', { authorization: `Basic ${btoa('nothing')}` }],
  ['a key that does not exist', { authorization: `Basic ${btoa('AAAAAAAAAAAAAAAA:secret')}` }],
  ['a forged session cookie', { cookie: 'tributary.session=eyJhbGciOiJub25lIn0.e30.' }],
  ['a header of the middleware', { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
  ['headers of proxies', { 'x-forwarded-host': 'localhost:3000', 'x-original-url': '/healthz' }],
]

describe.each(guarded.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_name, endpoint) => {
  test('answers 401 without a session or key, whatever the headers', async () => {
    for (const [what, headers] of tricks) expect((await ask(endpoint, headers)).status, what).toBe(401)
  })

  test('does not answer for a foreign host or a foreign origin', async () => {
    const { authorization } = owner
    expect((await ask(endpoint, { authorization, host: 'evil.example' })).status).toBe(400)
    if (endpoint.method !== 'GET')
      expect((await ask(endpoint, { authorization, origin: 'http://evil.example' })).status).toBe(403)
  })

  test('tells another organization no more than that nothing is there', async () => {
    const known = { envId: owner.environmentId, clusterId, apiKeyId: 'AAAAAAAAAAAAAAAA' }
    if (!/\[(envId|clusterId|apiKeyId)\]/.test(endpoint.file)) return
    const response = await ask(endpoint, { authorization: stranger.authorization }, known)
    const body = await response.text()
    expect([400, 404], `${response.status} ${body}`).toContain(response.status)
    expect(body).not.toContain('cluster_0')
  })
})
