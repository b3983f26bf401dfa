// Runs in each test file before its imports: an empty migrated database, a data folder and secrets of its own.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { findFreePort } from './free-ports'

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: the suite's global set-up did not run.`)
  return value
}

const serverUrl = given('TEST_POSTGRES_URL')
const name = `test_${randomBytes(6).toString('hex')}`

async function runOnServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

await runOnServer(`CREATE DATABASE ${name} TEMPLATE ${given('TEST_TEMPLATE_DATABASE')} STRATEGY file_copy`)
const url = new URL(serverUrl)
url.pathname = `/${name}`

const dataDir = path.join(given('TEST_DATA_FOLDER'), name)
mkdirSync(dataDir, { recursive: true, mode: 0o700 })
Object.assign(process.env, {
  DATABASE_URL: url.href,
  TRIBUTARY_DATA: dataDir,
  TRIBUTARY_URL: 'http://localhost:3000',
  TRIBUTARY_SCHEMA_REGISTRY_PORT: String(await findFreePort()),
  TRIBUTARY_CONNECT_PORT: String(await findFreePort()),
  TRIBUTARY_MASTER_KEY: randomBytes(32).toString('base64'),
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
  TRIBUTARY_LOG_LEVEL: process.env.TRIBUTARY_LOG_LEVEL ?? 'silent',
})

afterAll(() => runOnServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
