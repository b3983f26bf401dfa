// Everything that holds a secret is made, changed and made to fail with secrets of one kind each; then they are looked for in all
// answers, logs, kept files, command lines, the database and the audit topic.
import { statSync } from 'node:fs'
import path from 'node:path'
import { auditTopic } from '@/lib/audit-events/schema'
import { clusterConnection } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { closeAllKafka, fetchFrom } from '@/lib/kafka'
import { Canaries, commandLines, databaseRows, keptFiles, RememberingClient } from '@/tests/support/canaries'
import {
  apiKeys,
  connectors,
  externalClusters,
  isKeystore,
  passwordsAndTokens,
  type Run,
  tlsKeys,
} from '@/tests/support/canary-steps'
import { sinks } from '@/tests/support/canary-sinks'
import { expect, test } from '@/tests/support/console'
import { openProduct } from '@/tests/support/product'
import { eventually } from '@/tests/support/poll'
import { makeSession } from '@/tests/support/browser'

async function auditLog({ client, admin, product }: Run): Promise<string> {
  await eventually(
    'every event is in the topic',
    async () => (await db.auditEvent.count({ where: { publishedAt: null } })) === 0,
    { timeoutMs: 60_000 },
  )
  await client.send(admin, 'GET', '/api/console/audit-events?page_size=100')
  await client.send(admin, 'GET', '/api/console/audit-events/export')
  await client.send(admin, 'GET', '/api/console/audit-events/export?format=csv')
  const cluster = await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } })
  const { records } = await fetchFrom(await clusterConnection(cluster), {
    topic: auditTopic,
    from: 'earliest',
    max: 20_000,
  })
  await closeAllKafka()
  expect(records.length).toBeGreaterThan(20)
  return records.map(({ value }) => value?.toString() ?? '').join('\n')
}

test('no secret turns up anywhere but in the one answer that shows it', async () => {
  const product = await openProduct()
  const admin = { cookie: (await makeSession(product.userId)).cookie }
  const run: Run = { client: new RememberingClient(), canaries: new Canaries(), admin, product }
  await passwordsAndTokens(run)
  const key = await apiKeys(run)
  await externalClusters(run, key)
  const tlsCluster = await tlsKeys(run)
  await connectors(run, key)
  await sinks(run, key)
  const topic = await auditLog(run)
  const { canaries, client } = run
  expect(canaries.size).toBeGreaterThan(20)
  expect(client.answers.length).toBeGreaterThan(40)
  const tables = []
  for await (const rows of databaseRows()) tables.push(rows)
  expect(tables.length).toBeGreaterThan(15)
  const all = [...keptFiles()]
  const keystores = all.filter(({ where }) => isKeystore(where))
  for (const { where } of keystores)
    expect(statSync(path.join(env.dataDir, where)).mode & 0o077, where).toBe(0)
  expect([...canaries.findIn(keystores)].length).toBeGreaterThan(0)
  const files = all.filter((file) => !keystores.includes(file))
  expect(files.map(({ where }) => where)).toEqual(expect.arrayContaining(['logs/web.log', 'logs/worker.log']))
  const found = canaries.findIn([
    ...client.answers,
    ...tables,
    ...files,
    ...commandLines(),
    { where: 'the audit topic', text: topic },
  ])
  expect([...new Set(found)]).toEqual([])
  await client.send(admin, 'DELETE', tlsCluster)
})

test('the sweep finds a secret in whatever form it is written', () => {
  const canaries = new Canaries()
  const secret = canaries.make('a secret')
  for (const text of [
    `{"x":"${secret}"}`,
    Buffer.from(`user:${secret}`).toString('base64'),
    Buffer.from(`key!:${secret}`).toString('base64'),
    `\\x${Buffer.from(secret).toString('hex')}`,
  ])
    expect([...canaries.findIn([{ where: 'here', text }])]).toContain('a secret in here')
  expect([...canaries.findIn([{ where: 'here', text: secret.slice(0, 20) }])]).toEqual([])
})
