import { chownSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { setEgressGuard } from '@/lib/kafka'
import { issueCertificate, makeAuthority } from '@/worker/brokers/certificate'
import { checkTarget } from '@/worker/connectors/runtimes/postgres-sink'
import { findFreePort } from '@/tests/support/free-ports'
import { eventually } from '@/tests/support/poll'
import { openSink, query, targetConfig } from '@/tests/support/postgres-sink'
import { startTargetDatabase, type TargetDatabase } from '@/tests/support/target-database'

let database: TargetDatabase
let url: URL
let authorityPem = ''
let strangerPem = ''

beforeAll(async () => {
  database = await startTargetDatabase()
  url = new URL(database.url)
  const authority = await makeAuthority('database')
  const { certificatePem, keyPem } = await issueCertificate(authority, ['127.0.0.1'])
  authorityPem = authority.certificatePem
  strangerPem = (await makeAuthority('stranger')).certificatePem
  const { uid, gid } = statSync(database.cluster)
  for (const [name, content] of [
    ['server.crt', certificatePem],
    ['server.key', keyPem],
  ] as const) {
    const file = path.join(database.cluster, name)
    writeFileSync(file, content, { mode: 0o600 })
    chownSync(file, uid, gid)
  }
})
afterAll(() => database.stop())
afterEach(() => setEgressGuard(null))

const check = (changes: Record<string, string>) =>
  checkTarget(
    { ...targetConfig(url), topics: 'orders', 'auto.create': 'true', ...changes },
    AbortSignal.timeout(20_000),
  )
const failing = (layer: string, field: string, message: RegExp): unknown =>
  expect.objectContaining({ ok: false, layer, field, message: expect.stringMatching(message) as string })

test('A check says which layer fails, at which field, and what to do', async () => {
  expect(await check({})).toMatchObject({ ok: true })
  expect(await check({ 'connection.host': 'no-such-host.invalid' })).toEqual(
    failing('dns', 'connection.host', /cannot be resolved/),
  )
  expect(await check({ 'connection.port': String(await findFreePort()) })).toEqual(
    failing('tcp', 'connection.host', /Nothing answers/),
  )
  expect(await check({ 'connection.password': 'wrong' })).toEqual(
    failing('authentication', 'connection.password', /28P01/),
  )
  expect(await check({ 'db.name': 'nowhere' })).toEqual(
    failing('database', 'db.name', /Correct the database name/),
  )
  expect(await check({ 'auto.create': 'false' })).toEqual(
    failing('database', 'auto.create', /does not exist/),
  )
  expect(await check({ 'table.name.format': 'nowhere.${topic}' })).toEqual(
    failing('privileges', 'table.name.format', /nowhere/),
  )
  expect(await check({ 'connection.host': '/tmp' })).toEqual(
    failing('configuration', 'connection.host', /Unix sockets/),
  )
})

test('A check names the rights that the user lacks', async () => {
  await query(
    `CREATE ROLE reader LOGIN PASSWORD 'pw'; CREATE TABLE forbidden (id int); CREATE SCHEMA given; GRANT ALL ON SCHEMA given TO reader`,
    url,
  )
  const reader = { 'connection.user': 'reader', 'connection.password': 'pw' }
  expect(await check(reader)).toEqual(failing('privileges', 'connection.user', /GRANT CREATE ON SCHEMA/))
  await query('GRANT CREATE ON SCHEMA public TO reader', url)
  expect(await check({ ...reader, topics: 'forbidden' })).toEqual(
    failing('privileges', 'connection.user', /GRANT .*INSERT.* ON "forbidden"/),
  )
  expect(await check({ ...reader, 'table.name.format': 'given.${topic}' })).toMatchObject({ ok: true })
  await query('REVOKE TEMPORARY ON DATABASE tributary FROM PUBLIC', url)
  expect(await check(reader)).toEqual(failing('privileges', 'connection.user', /GRANT TEMPORARY/))
})

test('TLS: prefer goes without, require and verify-* do not; certificates and names are checked as asked', async () => {
  expect(await check({ 'ssl.mode': 'require' })).toEqual(failing('tls', 'ssl.mode', /does not offer TLS/))
  await query(`ALTER SYSTEM SET ssl = on`, url)
  await query('SELECT pg_reload_conf()', url)
  await eventually('TLS is on', async () => (await query('SHOW ssl', url))[0]?.[0] === 'on')
  expect(await check({ 'ssl.mode': 'require' })).toMatchObject({ ok: true })
  expect(await check({ 'ssl.mode': 'verify-full' })).toEqual(
    failing('tls', 'ssl.rootcertfile', /certificate/),
  )
  expect(await check({ 'ssl.mode': 'verify-ca', 'ssl.rootcertfile': strangerPem })).toEqual(
    failing('tls', 'ssl.rootcertfile', /certificate/),
  )
  const root = { 'ssl.rootcertfile': authorityPem }
  expect(await check({ ...root, 'ssl.mode': 'verify-full' })).toMatchObject({ ok: true })
  expect(await check({ ...root, 'ssl.mode': 'verify-ca', 'connection.host': 'localhost' })).toMatchObject({
    ok: true,
  })
  expect(await check({ ...root, 'ssl.mode': 'verify-full', 'connection.host': 'localhost' })).toEqual(
    failing('tls', 'connection.host', /TLS connection/),
  )
  const sink = await openSink({
    config: { ...targetConfig(url), ...root, 'ssl.mode': 'verify-full', 'auto.create': 'true' },
  })
  const [encrypted] = await query(
    `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = current_database() AND application_name LIKE 'tributary lcc-%'`,
    url,
  )
  expect(encrypted).toEqual(['t'])
  await sink.stop()
})

test('The egress guard is asked before any socket, and its refusal is told', async () => {
  const asked: [string, number][] = []
  setEgressGuard((host, port) => {
    asked.push([host, port])
    return Promise.reject(new AppError('forbidden', 'This address may not be reached.'))
  })
  expect(await check({ 'connection.host': '169.254.169.254', 'connection.port': '80' })).toEqual(
    failing('egress', 'connection.host', /may not be reached/),
  )
  expect(asked).toEqual([['169.254.169.254', 80]])
  await expect(openSink({ config: targetConfig(url) })).rejects.toThrow('This address may not be reached.')
})

test('A name that leads elsewhere once the guard has judged it is not followed: the judged address is reached', async () => {
  setEgressGuard(() => Promise.resolve(['127.0.0.1']))
  expect(await check({ 'connection.host': 'localhost' })).toMatchObject({ ok: true })
  setEgressGuard(() => Promise.resolve(['127.0.0.9']))
  expect(await check({ 'connection.host': 'localhost', 'ssl.mode': 'disable' })).toMatchObject({ ok: false })
})
