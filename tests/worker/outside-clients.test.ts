// Kafka clients that we did not write, with keys made by the product.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { clusterConnection } from '@/lib/clusters/connection'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { closeAllKafka, createTopic, produce } from '@/lib/kafka'
import { log } from '@/lib/log'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import type { Loop } from '@/worker/loops/loop'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { untilRunning } from '@/tests/support/local-cluster'
import { clientScript, python, run, type Finished } from '@/tests/support/outside-client'
import { eventually } from '@/tests/support/poll'

type Key = { key: string; secret: string }
const values = Array.from({ length: 20 }, (_, index) => `{"n":${index}}`)

let organization: Organization
let loop: Loop
let cluster: KafkaCluster
let bootstrap: string

async function newAppliedKey(): Promise<Key> {
  const key = await makeApiKey(organization.ctx, organization.userId, cluster.id)
  await applyClusterKeys(cluster)
  return key
}

type Client = { name: string; read: (key: Key) => Promise<Finished> }

const withPython = (library: string, mechanism: string): Client => ({
  name: `${library} with ${mechanism}`,
  read: ({ key, secret }) =>
    run(
      python,
      [clientScript('read_all.py'), library, bootstrap, key, 'orders', '20', mechanism],
      `${secret}\n`,
    ),
})

const kcat: Client = {
  name: 'kcat with PLAIN',
  read: ({ key, secret }) => {
    const settings = {
      'security.protocol': 'SASL_PLAINTEXT',
      'sasl.mechanisms': 'PLAIN',
      'sasl.username': key,
      'sasl.password': secret,
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-X', `${name}=${value}`])
    return run('kcat', [
      '-C',
      '-e',
      '-q',
      '-o',
      'beginning',
      '-t',
      'orders',
      '-m',
      '5',
      '-b',
      bootstrap,
      ...flags,
    ])
  },
}

const clients: Client[] = [
  withPython('confluent', 'PLAIN'),
  withPython('confluent', 'SCRAM-SHA-512'),
  withPython('kafka-python', 'PLAIN'),
  withPython('kafka-python', 'SCRAM-SHA-512'),
  kcat,
]

beforeAll(async () => {
  organization = await makeOrganization()
  loop = startClustersLoop(log)
  const id = await makeCluster(organization, 'clients')
  loop.wake()
  cluster = await untilRunning(id)
  bootstrap = cluster.bootstrapServers ?? ''
  const connection = await clusterConnection(cluster)
  await createTopic(connection, { name: 'orders', partitions: 3 })
  await createTopic(connection, { name: 'flow', partitions: 1 })
  await produce(
    connection,
    values.map((value) => ({ topic: 'orders', key: null, value: Buffer.from(value) })),
  )
})

afterAll(async () => {
  await loop.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

describe.each(clients)('$name', ({ read }) => {
  test('reads the topic with a key, and is refused with a wrong secret and after the deletion of the key', async () => {
    const key = await newAppliedKey()
    const { lines, errors } = await read(key)
    expect(lines.sort(), errors).toEqual([...values].sort())

    const wrong = await read({ ...key, secret: `${key.secret}x` })
    expect(wrong.lines).toEqual([])
    expect(wrong.code).not.toBe(0)

    await deleteApiKey(organization.ctx, key.key)
    await applyClusterKeys(cluster)
    const deleted = await read(key)
    expect(deleted.lines).toEqual([])
    expect(deleted.code).not.toBe(0)
  })
})

describe.each(['PLAIN', 'SCRAM-SHA-512'])('a producer and a consumer in full flow with %s', (mechanism) => {
  test('stop within 10 s of the deletion of their key, open connections included', async () => {
    const key = await newAppliedKey()
    const child = spawn(python, [clientScript('confluent_flow.py'), bootstrap, key.key, 'flow', mechanism], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end(`${key.secret}\n`)
    const seen: { event: string; at: number }[] = []
    createInterface(child.stdout).on('line', (line) =>
      seen.push(JSON.parse(line) as { event: string; at: number }),
    )
    const has = (event: string, after = 0): boolean =>
      seen.some((entry) => entry.event === event && entry.at > after)
    try {
      await eventually('both flow', () => has('produced') && has('consumed'), { timeoutMs: 40_000 })
      const deletedAt = Date.now() / 1000
      await deleteApiKey(organization.ctx, key.key)
      await applyClusterKeys(cluster)
      await eventually('the producer is refused', () => has('produce-refused', deletedAt), {
        timeoutMs: 10_000,
      })
      await eventually('the consumer is refused', () => has('consume-refused', deletedAt), {
        timeoutMs: Math.max(0, (deletedAt + 10) * 1000 - Date.now()),
      })
      const settled = Date.now() / 1000
      // A new login takes its time to be refused; nothing may flow meanwhile.
      expect((await withPython('confluent', mechanism).read(key)).code).toBe(3)
      expect(
        seen.filter(({ event, at }) => at > settled && (event === 'produced' || event === 'consumed')),
      ).toEqual([])
    } finally {
      child.kill('SIGKILL')
    }
  })
})
