// A registry of somebody's own instead of ours: another organization's behind this very gateway, by HTTP, TLS or a port with nothing.
import { createServer } from 'node:https'
import { request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DELETE, GET, PUT } from '@/app/api/console/schema-registries/[registryId]/route'
import { POST } from '@/app/api/console/schema-registries/[registryId]/test-connection/route'
import { environmentCrn, registryCrn, subjectCrn } from '@/lib/crn'
import { db, disconnectDb } from '@/lib/db'
import { findSecret } from '@/lib/secrets/store'
import {
  bindRole,
  call,
  findFreePort,
  makeActor,
  makeOrganization,
  makeServiceAccount,
  type Organization,
} from '@/tests/support/factories'
import {
  asking,
  makeRegistryKey,
  registryOf,
  startGateway,
  type AskRegistry,
  type RunningGateway,
} from '@/tests/support/registry-gateway'
import { issueCertificate, makeAuthority } from '@/worker/brokers/certificate'

type External = { url: string; username?: string; password?: string; ssl_ca_pem?: string }

let gateway: RunningGateway
let owner: Organization
let registryId: string
let ask: AskRegistry
/** Of the registry that is attached. */
let external: Required<Pick<External, 'url' | 'username' | 'password'>>
let atExternal: AskRegistry

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
})
beforeEach(async () => {
  owner = await makeOrganization()
  registryId = await registryOf(owner)
  ask = asking(gateway.url, await makeRegistryKey(owner))
  const other = await makeOrganization()
  const key = await makeRegistryKey(other)
  const [username = '', password = ''] = atob(key.slice('Basic '.length)).split(':')
  external = { url: `${gateway.url}/${await registryOf(other)}`, username, password }
  atExternal = asking(gateway.url, key)
})

const control = (handler: typeof GET, method: string, body?: unknown, as = owner.authorization) =>
  call(handler, { authorization: as, method, params: { registryId }, body })
const attach = async (how: External = external) => {
  const answer = await control(PUT, 'PUT', how)
  gateway.onChange(null)
  return answer
}

describe('attaching', () => {
  test('what is asked of the environment is answered by the attached registry, and by ours again once it is detached', async () => {
    await ask('POST', '/subjects/ours/versions', { schema: '"string"' })
    await atExternal('POST', '/subjects/theirs/versions', { schema: '"int"' })
    expect((await attach()).body).toEqual({
      id: registryId,
      external: { url: external.url, username: external.username },
    })
    expect((await ask('GET', '/subjects')).body).toEqual(['theirs'])
    const made = await ask('POST', '/subjects/pkg%2Faddr/versions?normalize=True', { schema: '"long"' })
    expect(made.status).toBe(200)
    expect((await atExternal('GET', '/subjects/pkg%2Faddr/versions/latest')).body).toMatchObject({
      subject: 'pkg/addr',
      schema: '"long"',
    })
    expect(await ask('GET', '/subjects/nobody/versions')).toMatchObject({
      status: 404,
      body: { error_code: 40401 },
    })
    expect((await control(DELETE, 'DELETE')).status).toBe(204)
    gateway.onChange(null)
    expect((await ask('GET', '/subjects')).body).toEqual(['ours'])
    expect((await control(GET, 'GET')).body).toEqual({ id: registryId, external: null })
  })

  test('the password is stored sealed, never sent back, and gone once detached', async () => {
    await attach()
    const place = `schema-registries/${registryId}/password`
    expect(await findSecret(place)).toBe(external.password)
    const said = JSON.stringify([
      (await control(GET, 'GET')).body,
      await db.schemaRegistry.findUnique({ where: { id: registryId } }),
      await db.auditEvent.findMany({ where: { organizationId: owner.id }, select: { data: true } }),
    ])
    expect(said).not.toContain(external.password)
    await control(DELETE, 'DELETE')
    expect(await findSecret(place)).toBeNull()
  })

  test('a password that is left out is the stored one, for the same server and user only', async () => {
    await attach()
    const { password: _kept, ...rest } = external
    expect((await attach(rest)).status).toBe(200)
    for (const changed of [{ url: 'http://127.0.0.1:9/elsewhere' }, { username: 'SOMEBODYELSE' }]) {
      const { status, body } = await attach({ ...rest, ...changed })
      expect(status).toBe(400)
      expect(JSON.stringify(body)).toContain('/password')
    }
  })

  test('each change of it is in the audit log; what is written through it too, with its result', async () => {
    await attach()
    await ask('POST', '/subjects/orders/versions', { schema: '"long"' })
    await control(DELETE, 'DELETE')
    const events = await db.auditEvent.findMany({
      where: {
        organizationId: owner.id,
        method: { in: ['AttachSchemaRegistry', 'RegisterSchema', 'DetachSchemaRegistry'] },
      },
      orderBy: { sequence: 'asc' },
    })
    expect(events.map(({ method, data }) => [method, (data as { result?: string }).result])).toEqual([
      ['AttachSchemaRegistry', undefined],
      ['RegisterSchema', 'ATTEMPT'],
      ['RegisterSchema', 'SUCCESS'],
      ['DetachSchemaRegistry', undefined],
    ])
  })

  test('a server with a certificate of an own authority is reached with that authority, and not without', async () => {
    const authority = await makeAuthority('tests')
    const certificate = await issueCertificate(authority, ['localhost', '127.0.0.1'])
    const server = createServer({ cert: certificate.certificatePem, key: certificate.keyPem }, passOn)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const url = external.url.replace(gateway.url, `https://127.0.0.1:${port}`)
    try {
      expect((await control(POST, 'POST', { ...external, url })).body).toMatchObject({
        ok: false,
        layer: 'tls',
      })
      expect((await attach({ ...external, url, ssl_ca_pem: authority.certificatePem })).status).toBe(200)
      await atExternal('POST', '/subjects/theirs/versions', { schema: '"int"' })
      expect((await ask('GET', '/subjects')).body).toEqual(['theirs'])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

describe('trying a connection', () => {
  test('says how many subjects there are, or which layer failed', async () => {
    await atExternal('POST', '/subjects/theirs/versions', { schema: '"int"' })
    const dead = await findFreePort()
    const tries: [External, object][] = [
      [external, { ok: true, subjects: 1 }],
      [{ url: 'http://no.such.host.invalid' }, { ok: false, layer: 'dns' }],
      [{ url: `http://127.0.0.1:${dead}` }, { ok: false, layer: 'tcp' }],
      [{ url: gateway.url.replace('http:', 'https:') }, { ok: false, layer: 'tls' }],
      [
        { ...external, password: 'wrong' },
        { ok: false, layer: 'authentication' },
      ],
      [
        { ...external, url: `${external.url}/nothing` },
        { ok: false, layer: 'registry' },
      ],
      [{ url: 'http://169.254.169.254' }, { ok: false, layer: 'tcp' }],
    ]
    for (const [how, wanted] of tries)
      expect((await control(POST, 'POST', how)).body, JSON.stringify(how.url)).toMatchObject(wanted)
  })

  test('what cannot be reached is not attached; an address with a password in it is refused', async () => {
    for (const url of [
      `http://127.0.0.1:${await findFreePort()}`,
      'http://ada:secret@localhost:1',
      'ftp://x',
    ])
      expect((await attach({ url })).status, url).toBe(400)
    expect((await control(GET, 'GET')).body).toMatchObject({ external: null })
  })

  test('who may not attach may not try either', async () => {
    const steward = await makeActor(owner, 'DataSteward', environmentCrn(owner.id, owner.environmentId))
    for (const [handler, method, body] of [
      [POST, 'POST', external],
      [PUT, 'PUT', external],
      [DELETE, 'DELETE', undefined],
    ] as const)
      expect((await control(handler, method, body, steward.authorization)).status).toBe(403)
  })
})

describe('while it is attached', () => {
  test('rights are ours: lists show what one may read, the rest is refused before it is asked', async () => {
    await attach()
    for (const subject of ['orders', 'payments'])
      await atExternal('POST', `/subjects/${subject}/versions`, {
        schema: `"${subject === 'orders' ? 'int' : 'long'}"`,
      })
    const { id } = await makeServiceAccount(owner)
    const crn = registryCrn(owner.id, owner.environmentId, registryId)
    await bindRole(owner, `User:${id}`, 'DeveloperRead', subjectCrn(crn, 'orders'))
    const reader = asking(gateway.url, await makeRegistryKey(owner, id))
    expect((await reader('GET', '/subjects')).body).toEqual(['orders'])
    expect((await reader('GET', '/schemas')).body).toMatchObject([{ subject: 'orders' }])
    const idOf = async (subject: string) =>
      ((await atExternal('GET', `/subjects/${subject}/versions/1`)).body as { id: number }).id
    expect((await reader('GET', `/schemas/ids/${await idOf('orders')}`)).body).toMatchObject({
      schema: '"int"',
    })
    expect(await reader('GET', `/schemas/ids/${await idOf('payments')}`)).toMatchObject({
      status: 404,
      body: { error_code: 40403 },
    })
    expect((await reader('GET', '/subjects/payments/versions')).status).toBe(403)
    expect((await reader('POST', '/subjects/orders/versions', { schema: '"int"' })).status).toBe(403)
    expect((await reader('PUT', '/config', { compatibility: 'NONE' })).status).toBe(403)
  })

  test('away, it is 503; refusing our credentials, it is 502, not a 401 of the client', async () => {
    await attach()
    const external503 = { url: `http://127.0.0.1:${await findFreePort()}` }
    await db.schemaRegistry.update({ where: { id: registryId }, data: { external: external503 } })
    gateway.onChange(null)
    expect(await ask('GET', '/subjects')).toMatchObject({ status: 503, body: { error_code: 50003 } })
    const { username, url } = external
    await db.schemaRegistry.update({
      where: { id: registryId },
      data: { external: { url, username: `X${username.slice(1)}` } },
    })
    gateway.onChange(null)
    const refused = await ask('GET', '/subjects')
    expect(refused).toMatchObject({ status: 502, body: { error_code: 50003 } })
    expect(refused.text).toContain('HTTP 401')
  })

  test('attached to itself, it ends at once and says so', async () => {
    const own = await makeRegistryKey(owner)
    const [username = '', password = ''] = atob(own.slice('Basic '.length)).split(':')
    expect((await attach({ url: `${gateway.url}/${registryId}`, username, password })).status).toBe(200)
    expect(await ask('GET', '/subjects')).toMatchObject({ status: 502, body: { error_code: 50003 } })
  })
})

/** Another server in front of the gateway. */
function passOn(request: IncomingMessage, response: ServerResponse): void {
  const onward = requestHttp(
    `${gateway.url}${request.url ?? ''}`,
    { method: request.method, headers: { ...request.headers, host: new URL(gateway.url).host } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    },
  )
  request.pipe(onward)
}
