// Paths and headers that talked other servers into answering: the built product decides as for the plain path, tells nobody
// anything, and connects to no one.
import { createServer, type Server } from 'node:net'
import { createApiKey } from '@/lib/api-keys/create'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { systemContextOf } from '@/lib/organizations/system-context'
import { expect, test as base } from '@/tests/support/console'
import { openProduct } from '@/tests/support/product'
import { inParallel, rawRequest, type RawAnswer } from '@/tests/support/raw-request'

type Route = { method: string; path: string }
type Listener = { port: number; connections: () => number; close: () => void }

const test = base.extend<{ listener: Listener }>({
  listener: async ({}, use) => {
    let count = 0
    const server: Server = createServer((socket) => {
      count++
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nstolen')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await use({ port, connections: () => count, close: () => server.close() })
    server.close()
  },
})

/** Somebody who is signed in and has no role; the plain path refuses nearly everything. */
async function makeOutsider(): Promise<Record<string, string>> {
  const { organizationId } = await db.kafkaCluster.findFirstOrThrow()
  const id = newId('u')
  await db.user.create({
    data: { id, email: `${id}@example.com`, fullName: 'Mallory', passwordHash: 'none' },
  })
  await db.membership.create({ data: { organizationId, userId: id } })
  const { id: key, spec } = await createApiKey(systemContextOf(organizationId), {
    spec: { display_name: '', description: '', owner: { id } },
  })
  return { authorization: `Basic ${Buffer.from(`${key}:${spec.secret ?? ''}`).toString('base64')}` }
}

/** Every operation that is not open to all, its parameters filled with what there is. */
async function findRoutes(): Promise<Route[]> {
  const product = await openProduct()
  const { paths } = await product.ask<{ paths: Record<string, Record<string, { security: unknown[] }>> }>(
    'GET',
    '/openapi.json',
  )
  const known: Record<string, string> = {
    envId: product.environmentId,
    clusterId: product.clusterId,
    userId: product.userId,
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security.length > 0)
      .map(([method]) => ({
        method: method.toUpperCase(),
        path: path.replace(/\{(\w+)\}/g, (_all, name: string) => known[name] ?? 'x'),
      })),
  )
}

const lastPart = /\/([^/]+)$/
const pathTricks: Record<string, (path: string) => string> = {
  'an encoded dot segment': (path) => path.replace(lastPart, '/x/%2e%2e/$1'),
  'a dot segment': (path) => path.replace(lastPart, '/x/../$1'),
  'encoded from a public path': (path) => `/healthz/%2e%2e${path}`,
  'an encoded slash': (path) => path.replace(lastPart, '%2f$1'),
  'a doubly encoded slash': (path) => path.replace(lastPart, '%252f$1'),
  'a path parameter': (path) => `${path};x=1`,
  'a path parameter inside': (path) => path.replace(lastPart, ';x=/$1'),
  'two slashes in front': (path) => `/${path}`,
  'two slashes inside': (path) => path.replace(lastPart, '//$1'),
  'a backslash': (path) => path.replace(lastPart, '\\$1'),
  'an encoded backslash': (path) => path.replace(lastPart, '%5c$1'),
  'a trailing dot': (path) => `${path}.`,
  'a trailing slash': (path) => `${path}/`,
  'upper case': (path) => path.toUpperCase(),
  'the ending .rsc': (path) => `${path}.rsc`,
  'the ending .json': (path) => `${path}.json`,
  'a segment prefetch': (path) => `${path}.segments/_tree.segment.rsc`,
  'the query _rsc': (path) => `${path}?_rsc=1`,
  "next's data path": (path) => `/_next/data/development${path}.json`,
  'a locale in front': (path) => `/en${path}`,
  'an encoded letter': (path) =>
    path.replace(lastPart, (_all, part: string) => `/%${part.charCodeAt(0).toString(16)}${part.slice(1)}`),
  'a zero byte': (path) => `${path}%00`,
  'a fragment': (path) => `${path}#/healthz`,
}

const headerTricks: Record<string, Record<string, string>> = {
  'x-middleware-subrequest': { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  'x-middleware-subrequest of src': {
    'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy',
  },
  'x-middleware-rewrite': { 'x-middleware-rewrite': '/healthz' },
  'x-middleware-next': { 'x-middleware-next': '1' },
  'x-original-url': { 'x-original-url': '/healthz' },
  'x-rewrite-url': { 'x-rewrite-url': '/healthz' },
  'x-matched-path': { 'x-matched-path': '/healthz', 'x-now-route-matches': '1' },
  'x-invoke-path': { 'x-invoke-path': '/healthz', 'x-invoke-status': '200' },
  'x-forwarded-*': {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-prefix': '/healthz',
  },
  forwarded: { forwarded: 'for=127.0.0.1;proto=https' },
  'x-nextjs-data': { 'x-nextjs-data': '1' },
  rsc: { rsc: '1' },
  'rsc prefetch': { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  'next-action': { 'next-action': '00'.repeat(20) },
  'x-tributary-peer': { 'x-tributary-peer': '127.0.0.1' },
  'x-http-method-override': { 'x-http-method-override': 'OPTIONS' },
  'an empty Authorization': { authorization: '' },
  'a scheme alone': { authorization: 'Basic' },
  'a token of no one': { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1LTEifQ.' },
  'a forged cookie': { cookie: 'tributary.session=eyJhbGciOiJub25lIn0.e30.' },
}

const isRefusal = ({ status, location }: RawAnswer): boolean =>
  status >= 400 || status === 0 || (status >= 300 && !location.includes('stolen'))

const bodyFor = (method: string): string => (['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : '')

test('nobody gets further by a trick of the path', async () => {
  const found: string[] = []
  const routes = await findRoutes()
  expect(routes.length).toBeGreaterThan(80)
  await inParallel(routes, 8, async ({ method, path }) => {
    expect((await rawRequest(method, path, {}, bodyFor(method))).status, `${method} ${path}`).toBe(401)
    for (const [name, trick] of Object.entries(pathTricks)) {
      const answer = await rawRequest(method, trick(path), {}, bodyFor(method))
      if (!isRefusal(answer))
        found.push(`${name}: ${method} ${trick(path)} → ${answer.status} ${answer.body.slice(0, 80)}`)
    }
  })
  expect(found).toEqual([])
})

test('nobody gets further by a header', async () => {
  const found: string[] = []
  await inParallel(await findRoutes(), 8, async ({ method, path }) => {
    for (const [name, headers] of Object.entries(headerTricks)) {
      let answer = await rawRequest(method, path, headers, bodyFor(method))
      // Next sends prefetches to the same path with a mark in its query first.
      if (answer.status === 307) answer = await rawRequest(method, answer.location, headers, bodyFor(method))
      if (answer.status !== (name === 'next-action' ? 404 : 401))
        found.push(`${name}: ${method} ${path} → ${answer.status} ${answer.body.slice(0, 80)}`)
    }
  })
  expect(found).toEqual([])
})

test('somebody without the right gets no further than by the plain path', async () => {
  const found: string[] = []
  const key = await makeOutsider()
  // Every fourth: the plain paths of all of them, with every role, are the authorization matrix's.
  const routes = (await findRoutes()).filter(({ method }, index) => method === 'GET' && index % 4 === 0)
  await inParallel(routes, 4, async ({ method, path }) => {
    const plain = await rawRequest(method, path, key)
    if (plain.status < 400) return
    const tricks = [
      ...Object.values(pathTricks).map((trick) => ({ target: trick(path), headers: {} })),
      ...Object.entries(headerTricks)
        .filter(([, headers]) => !('authorization' in headers))
        .map(([, headers]) => ({ target: path, headers })),
    ]
    for (const { target, headers } of tricks) {
      const answer = await rawRequest(method, target, { ...headers, ...key })
      if (!isRefusal(answer)) found.push(`${method} ${target} → ${answer.status}, plain ${plain.status}`)
    }
  })
  expect(found).toEqual([])
})

test('pages of the console show nobody anything, however they are asked for', async () => {
  const product = await openProduct()
  const { displayName } = await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } })
  const cluster = `/environments/${product.environmentId}/clusters/${product.clusterId}`
  const pages = [
    '/home',
    '/environments',
    `/environments/${product.environmentId}`,
    `${cluster}/overview`,
    `${cluster}/topics`,
    '/account',
  ]
  for (const page of pages)
    for (const target of [page, ...Object.values(pathTricks).map((trick) => trick(page))])
      for (const headers of <Record<string, string>[]>[
        {},
        headerTricks['rsc'],
        headerTricks['rsc prefetch'],
        headerTricks['x-middleware-subrequest'],
      ]) {
        const { body, status } = await rawRequest('GET', target, headers)
        expect(body.includes(displayName) || body.includes('My organization'), `${target} → ${status}`).toBe(
          false,
        )
      }
})

test('a request line or header with another host is refused, and nobody is connected to', async ({
  listener,
}) => {
  const foreign = `127.0.0.1:${listener.port}`
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  const answers = [
    await rawRequest('GET', `http://${foreign}/`),
    await rawRequest('GET', `http://${foreign}/org/v2/environments`, { host: foreign }),
    await rawRequest('GET', `//${foreign}/`),
    await rawRequest('GET', `/\\${foreign}/`),
    await rawRequest('CONNECT', foreign),
    await rawRequest('GET', '/', { host: foreign }),
    await rawRequest('GET', '/org/v2/environments', { host: foreign }),
    await rawRequest('GET', `http://${foreign}/`, upgrade),
    await rawRequest('GET', '/', { ...upgrade, host: foreign }),
    await rawRequest('GET', '/api/console/events', upgrade),
    await rawRequest('GET', '/org/v2/environments', { 'x-middleware-rewrite': `http://${foreign}/` }),
    await rawRequest('GET', '/org/v2/environments', { 'x-forwarded-host': foreign }),
    await rawRequest('GET', `/_next/image?url=${encodeURIComponent(`http://${foreign}/x.png`)}&w=64&q=75`),
    await rawRequest('GET', `/api/auth/signin?callbackUrl=${encodeURIComponent(`http://${foreign}/`)}`),
  ]
  for (const [index, { status, location, body }] of answers.entries()) {
    expect(body, String(index)).not.toContain('stolen')
    expect(new URL(location || '/', env.url).host, `${index}: ${status} ${location}`).toBe(
      new URL(env.url).host,
    )
    if (index < answers.length - 1) expect(status === 0 || status >= 300, `${index}: ${status}`).toBe(true)
  }
  expect(listener.connections()).toBe(0)
})

test('there are no Server Actions: their requests end at once', async () => {
  const payload = '["$F1"]'
  const started = performance.now()
  for (const path of ['/', '/home', '/sign-in', '/environments', '/org/v2/environments'])
    for (const headers of <Record<string, string>[]>[
      { 'next-action': '7f'.repeat(21), 'content-type': 'text/plain;charset=UTF-8' },
      { 'next-action': '7f'.repeat(21), 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'multipart/form-data; boundary=x' },
    ])
      expect((await rawRequest('POST', path, headers, payload)).status, path).toBe(404)
  expect(performance.now() - started).toBeLessThan(5000)
})
