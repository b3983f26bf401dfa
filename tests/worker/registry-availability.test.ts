// The registry while things around it go: Postgres, a gateway, a role, a key.
import { beginOutage, endOutage } from '@/tests/support/postgres-outage'
import { spawn, type ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registryCrn, subjectCrn } from '@/lib/crn'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { db, disconnectDb } from '@/lib/db'
import { deleteRoleBinding } from '@/lib/role-bindings/delete'
import { deleteServiceAccount } from '@/lib/service-accounts/delete'
import { bindRole, makeOrganization, makeServiceAccount, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import {
  asking,
  makeRegistryKey,
  registryOf,
  startGateway,
  type AskRegistry,
  type RunningGateway,
} from '@/tests/support/registry-gateway'

let gateway: RunningGateway
let owner: Organization
let registryId: string
let ask: AskRegistry

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
  beginOutage()
})
beforeEach(async () => {
  owner = await makeOrganization()
  registryId = await registryOf(owner)
  ask = asking(gateway.url, await makeRegistryKey(owner))
})

const idOf = (body: unknown): number => (body as { id: number }).id

test('while Postgres is away, schemas that were read are read on by the keys that were used; the rest says 50001', async () => {
  const { id: accountId } = await makeServiceAccount(owner)
  const unused = asking(gateway.url, await makeRegistryKey(owner, accountId))
  const { body } = await ask('POST', '/subjects/orders/versions', { schema: '"string"' })
  const path = `/schemas/ids/${idOf(body)}`
  expect((await ask('GET', path)).status).toBe(200)
  beginOutage()
  try {
    for (let round = 0; round < 3; round++) {
      expect(await ask('GET', path)).toMatchObject({ status: 200, body: { schema: '"string"' } })
      // As if its freshness were over: what is known is used on.
      gateway.onChange(null)
    }
    for (const [method, at, sent] of [
      ['GET', '/subjects', undefined],
      ['GET', '/schemas/ids/4711', undefined],
      ['POST', '/subjects/orders/versions', { schema: '"bytes"' }],
    ] as const)
      expect(await ask(method, at, sent), at).toMatchObject({ status: 500, body: { error_code: 50001 } })
    expect(await unused('GET', path)).toMatchObject({ status: 500, body: { error_code: 50001 } })
  } finally {
    await endOutage()
  }
  await eventually('the list is back', async () => {
    const { status, body: names } = await ask('GET', '/subjects')
    return status === 200 && JSON.stringify(names) === '["orders"]'
  })
})

test('a gateway that stops answers what it has begun; the next one on its port knows the same', async () => {
  const first = await startGateway()
  const key = await makeRegistryKey(owner)
  const begun = asking(first.url, key)('POST', '/subjects/orders/versions', { schema: '"string"' })
  const [{ status, body }] = await Promise.all([begun, begun.then(() => first.close())])
  expect(status).toBe(200)
  const second = await startGateway(first.port)
  expect((await asking(second.url, key)('GET', `/schemas/ids/${idOf(body)}`)).body).toMatchObject({
    schema: '"string"',
  })
  await second.close()
})

test('a port that is taken is named with its variable', async () => {
  await expect(startGateway(gateway.port)).rejects.toThrow(
    new RegExp(`${gateway.port}.*TRIBUTARY_SCHEMA_REGISTRY_PORT`),
  )
})

describe('two gateways at once', () => {
  let child: ChildProcess
  let otherUrl: string

  beforeAll(async () => {
    const script = `
      import { startRegistryGateway } from './worker/gateways/schema-registry/server.ts'
      import { log } from './lib/log.ts'
      const { port } = await startRegistryGateway(log, { host: '127.0.0.1', port: 0 })
      console.log(port)`
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const port = await new Promise<number>((resolve) =>
      child.stdout?.once('data', (line: Buffer) => resolve(Number(line))),
    )
    otherUrl = `http://127.0.0.1:${port}`
  })
  afterAll(() => {
    child.kill('SIGKILL')
  })

  test('fifty clients that register the same schema over both get one id and no error', async () => {
    const key = await makeRegistryKey(owner)
    const clients = Array.from({ length: 50 }, (_, index) => asking(index % 2 ? otherUrl : gateway.url, key))
    const answers = await Promise.all(
      clients.map((client, index) =>
        client('POST', `/subjects/orders-${index % 5}/versions`, { schema: '"string"' }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map(({ body }) => idOf(body))).size).toBe(1)
    expect(await db.subjectVersion.count({ where: { registryId } })).toBe(5)
  })

  test('what one registers, the other reads at once; what one deletes, it no longer lists', async () => {
    const key = await makeRegistryKey(owner)
    const other = asking(otherUrl, key)
    const { body } = await ask('POST', '/subjects/orders/versions', { schema: '"long"' })
    expect((await other('GET', `/schemas/ids/${idOf(body)}`)).body).toMatchObject({ schema: '"long"' })
    await other('DELETE', '/subjects/orders')
    expect((await ask('GET', '/subjects/orders/versions')).status).toBe(404)
  })
})

describe('what is taken away acts within ten seconds', () => {
  let accountId: string
  let bindingId: string
  let authorization: string
  let reader: AskRegistry

  beforeEach(async () => {
    await ask('POST', '/subjects/orders/versions', { schema: '"string"' })
    accountId = (await makeServiceAccount(owner)).id
    const crn = registryCrn(owner.id, owner.environmentId, registryId)
    bindingId = await bindRole(owner, `User:${accountId}`, 'DeveloperRead', subjectCrn(crn, 'orders'))
    authorization = await makeRegistryKey(owner, accountId)
    reader = asking(gateway.url, authorization)
    expect((await reader('GET', '/subjects/orders/versions')).status).toBe(200)
  })
  const until = async (wanted: number): Promise<number> => {
    const from = Date.now()
    await eventually(
      `HTTP ${wanted}`,
      async () => (await reader('GET', '/subjects/orders/versions')).status === wanted,
    )
    return Date.now() - from
  }

  test('a role', async () => {
    await deleteRoleBinding(owner.ctx, bindingId)
    expect(await until(403)).toBeLessThan(10_000)
  })

  test('a key', async () => {
    await deleteApiKey(owner.ctx, atob(authorization.slice('Basic '.length)).split(':')[0] ?? '')
    expect(await until(401)).toBeLessThan(10_000)
  })

  test('an account', async () => {
    await deleteServiceAccount(owner.ctx, accountId)
    expect(await until(401)).toBeLessThan(10_000)
  })

  test('a role, also when nobody tells of it', async () => {
    await db.roleBinding.delete({ where: { id: bindingId } })
    expect(await until(403)).toBeLessThan(10_000)
  })
})
