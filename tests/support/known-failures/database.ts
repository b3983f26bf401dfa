// What goes wrong between a sink and its database: addresses, sign-in, rights, tables.
import { chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/env'
import { issueCertificate, makeAuthority } from '@/worker/brokers/certificate'
import { findFreePort } from '@/tests/support/free-ports'
import { eventually } from '@/tests/support/poll'
import type { DatabaseStage } from './database-stage'
import type { ProvokedFailure } from './stage'

type Provoked = ProvokedFailure<DatabaseStage>

const order = '{"id":1,"name":"one"}'

/** A sink of one good record, set up wrongly. */
const wrongly = (
  code: string,
  config: Record<string, string>,
  prepare: (at: DatabaseStage) => Promise<unknown> = () => Promise.resolve(),
): Provoked => ({
  code,
  isSlow: code === 'postgres-host-unknown',
  async provoke(at) {
    await prepare(at)
    return at.reads(code, [order], config)
  },
})

const asRole = (
  code: string,
  role: string,
  after: (at: DatabaseStage) => Promise<unknown> = () => Promise.resolve(),
): Provoked => ({
  code,
  isSlow: code !== 'postgres-privilege-missing',
  async provoke(at) {
    const login = await at.role(role)
    await after(at)
    return at.reads(code, [order], login)
  },
})

export const databaseProvocations: Provoked[] = [
  wrongly('postgres-host-unknown', { 'connection.host': 'no-such-host.invalid' }),
  wrongly('postgres-password-refused', { 'connection.password': 'wrong' }),
  wrongly('postgres-database-missing', { 'db.name': 'nowhere' }),
  wrongly('postgres-table-missing', { 'auto.create': 'false' }),
  wrongly('postgres-schema-missing', { 'table.name.format': 'nowhere.${topic}' }),
  wrongly('postgres-relation-kind', {}, (at) =>
    at.sql('CREATE VIEW "postgres-relation-kind" AS SELECT 1 AS id, text \'one\' AS name'),
  ),
  wrongly(
    'postgres-key-not-unique',
    { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' },
    (at) => at.sql('CREATE TABLE "postgres-key-not-unique" (id bigint, name text)'),
  ),
  wrongly(
    'postgres-key-column-missing',
    { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' },
    (at) => at.sql('CREATE TABLE "postgres-key-column-missing" (name text)'),
  ),
  wrongly('postgres-column-missing', {}, (at) =>
    at.sql('CREATE TABLE "postgres-column-missing" (id bigint)'),
  ),
  // Nobody but its owner may create anything in the schema public.
  asRole('postgres-privilege-missing', 'nobody'),
  asRole('postgres-connections-used-up', 'crowded', (at) => at.sql('ALTER ROLE crowded CONNECTION LIMIT 0')),
  asRole('postgres-read-only', 'reader', async (at) => {
    await at.sql('GRANT ALL ON SCHEMA public TO reader')
    await at.sql('ALTER ROLE reader SET default_transaction_read_only = on')
  }),
  {
    code: 'postgres-offsets-gone',
    async provoke(at) {
      const name = await at.reads('postgres-offsets-gone', [order])
      const count = async (): Promise<number> =>
        (await at.sql(`SELECT id FROM "${name}"`).catch(() => [])).length
      await eventually('the first record is stored', async () => (await count()) === 1)
      const { id } = await at.stage.row(name)
      await at.sql(`DELETE FROM tributary_sink_offsets WHERE connector_id = '${id}'`)
      await at.stage.write(name, [order])
      return name
    },
  },
  {
    code: 'target-not-allowed',
    isSlow: true,
    async provoke(at) {
      // The port becomes one of Tributary's own after the launch, which asks whether it is.
      const port = await findFreePort()
      const name = await at.reads('target-not-allowed', [order], { 'connection.port': String(port) })
      const folder = path.join(env.dataDir, 'clusters', 'lkc-later')
      mkdirSync(folder, { recursive: true })
      writeFileSync(path.join(folder, 'broker.json'), JSON.stringify({ internalPort: port }))
      return name
    },
  },
  wrongly('postgres-tls-missing', { 'ssl.mode': 'require' }),
  {
    code: 'postgres-certificate-refused',
    async provoke(at) {
      await at.stage.expectFailure('postgres-tls-missing', 'postgres-tls-missing')
      await switchTlsOn(at)
      return at.reads('postgres-certificate-refused', [order], { 'ssl.mode': 'verify-full' })
    },
  },
]

async function switchTlsOn(at: DatabaseStage): Promise<void> {
  const { cluster } = at.database
  const { certificatePem, keyPem } = await issueCertificate(await makeAuthority('stranger'), ['127.0.0.1'])
  const { uid, gid } = statSync(cluster)
  for (const [name, content] of [
    ['server.crt', certificatePem],
    ['server.key', keyPem],
  ] as const) {
    const file = path.join(cluster, name)
    writeFileSync(file, content, { mode: 0o600 })
    chownSync(file, uid, gid)
  }
  await at.sql('ALTER SYSTEM SET ssl = on')
  await at.sql('SELECT pg_reload_conf()')
  await eventually('TLS is on', async () => (await at.sql('SHOW ssl'))[0]?.['ssl'] === 'on')
}

/** At the end: nothing of the others works any more. */
export const databaseAway: Provoked = {
  code: 'postgres-unreachable',
  async provoke(at) {
    const name = await at.reads('postgres-unreachable', [order])
    await at.stage.reaches(name, 'RUNNING')
    await at.database.stop()
    await at.stage.write(name, [order])
    return name
  },
}
