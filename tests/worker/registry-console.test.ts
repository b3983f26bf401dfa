// The console's way to the registry: through web, as the signed-in user; and Tributary's own, by the worker's token.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as below from '@/app/api/console/schema-registries/[registryId]/[...path]/route'
import { db, disconnectDb } from '@/lib/db'
import { env } from '@/lib/env'
import { rpcAddressFile } from '@/lib/worker-rpc/client'
import { makeSession } from '@/tests/support/browser'
import { makeOrganization, type Organization } from '@/tests/support/factories'
import {
  asking,
  media,
  registryOf,
  startGateway,
  type RunningGateway,
} from '@/tests/support/registry-gateway'

const token = 'the-token-of-the-worker-of-this-test'
let gateway: RunningGateway
let owner: Organization
let registryId: string
let cookie: string

beforeAll(async () => {
  await mkdir(path.dirname(rpcAddressFile()), { recursive: true })
  await writeFile(rpcAddressFile(), JSON.stringify({ port: 1, token, pid: process.pid }))
  gateway = await startGateway(env.schemaRegistryPort)
  owner = await makeOrganization()
  registryId = await registryOf(owner)
  cookie = (await makeSession(owner.userId)).cookie
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
})

async function ask(
  method: keyof typeof below,
  at: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const request = new Request(`http://localhost:3000/api/console/schema-registries/${registryId}${at}`, {
    method,
    headers: {
      ...{ host: 'localhost:3000', origin: 'http://localhost:3000', cookie, 'x-tributary-peer': '192.0.2.7' },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await below[method](request, { params: Promise.resolve({ registryId, path: ['x'] }) })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), text }
}

test('what is asked through web reaches the registry as it came, as the signed-in user, from the user’s address', async () => {
  const subject = encodeURIComponent('pkg/addr.proto')
  const made = await ask('POST', `/subjects/${subject}/versions?normalize=True`, { schema: '"string"' })
  expect(made.status).toBe(200)
  await ask('POST', '/subjects/:.lab:orders/versions', { schema: '"int"' })
  expect(JSON.parse((await ask('GET', '/subjects?subjectPrefix=')).text)).toEqual(['pkg/addr.proto'])
  expect(JSON.parse((await ask('GET', '/subjects')).text)).toEqual(['pkg/addr.proto', ':.lab:orders'])
  const event = await db.auditEvent.findFirst({
    where: { organizationId: owner.id, method: 'RegisterSchema' },
    orderBy: { sequence: 'asc' },
  })
  expect(event).toMatchObject({ principal: `User:${owner.userId}`, clientAddress: '192.0.2.7' })
})

test('statuses, types and bodies of answers are the registry’s own', async () => {
  expect(await ask('GET', '/subjects/nobody/versions', undefined, { accept: media })).toEqual({
    status: 404,
    type: media,
    text: JSON.stringify({ error_code: 40401, message: "Subject 'nobody' not found." }),
  })
  expect(await ask('GET', '/subjects/:.lab:orders/versions/1/schema')).toMatchObject({
    status: 200,
    text: '"int"',
  })
  expect((await ask('PUT', '/config/orders', { compatibility: 'NONE' })).status).toBe(200)
  expect((await ask('DELETE', '/config/orders')).status).toBe(200)
})

test('a client’s own word for its address is not believed', async () => {
  const client = asking(gateway.url, owner.authorization)
  await client('POST', '/subjects/direct/versions', { schema: '"long"' }, { 'x-tributary-peer': '192.0.2.9' })
  const event = await db.auditEvent.findFirst({
    where: { organizationId: owner.id, method: 'RegisterSchema' },
    orderBy: { sequence: 'desc' },
  })
  expect(event?.clientAddress).toMatch(/127\.0\.0\.1$/)
})

test('Tributary itself reads every registry by the worker’s token, and no other text is taken for it', async () => {
  const own = asking(gateway.url, `Bearer ${token}`)
  expect((await own('GET', `/${registryId}/subjects`)).body).toContain('pkg/addr.proto')
  expect((await asking(gateway.url, `Bearer ${token}x`)('GET', `/${registryId}/subjects`)).status).toBe(401)
})

test('while the worker is away, web says so with 503', async () => {
  await gateway.close()
  const { status, text } = await ask('GET', '/subjects')
  expect(status).toBe(503)
  expect(text).toContain('worker')
  gateway = await startGateway(env.schemaRegistryPort)
  expect((await ask('GET', '/subjects')).status).toBe(200)
})
