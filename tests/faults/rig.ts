// What faults are done to: a broker, a database to write to, and up to two workers, each a process of its own with its own data
// folder and ports, as on two machines that share the metadata Postgres. The cluster is an attached one: no worker owns the broker.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { externalPasswordPlace } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { env as envOf } from '@/lib/env'
import { closeKafka } from '@/lib/kafka'
import { putSecret } from '@/lib/secrets/store'
import { rpcAddressFile } from '@/lib/worker-rpc/client'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { stopBroker } from '@/worker/brokers/stop'
import { startTestBroker, type TestBroker, type TestKey } from '@/tests/support/broker'
import { findFreePort, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { startTargetDatabase, type TargetDatabase } from '@/tests/support/target-database'
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process'

export type Place = 'a' | 'b'

export const LAUNCHER_PAUSE_MS = 500

export type Rig = {
  organization: Organization
  clusterId: string
  broker: TestBroker
  key: TestKey
  target: TargetDatabase
  /** Of the target; rejects while it is away. */
  ask: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>
  workers: Map<Place, WorkerProcess>
  /** Resolves when it takes requests; by then it may have tasks. */
  startWorker: (place: Place) => Promise<WorkerProcess>
  endWorker: (place: Place, signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
  breakBroker: (how: 'SIGTERM' | 'SIGKILL') => Promise<void>
  startBroker: () => Promise<void>
  say: (line: string) => void
  close: () => Promise<void>
}

type Options = {
  /** Arguments of node that start a worker; the sources if not given. */
  command?: readonly string[]
  say?: (line: string) => void
}

export async function openRig({ command, say = () => undefined }: Options = {}): Promise<Rig> {
  const [broker, target] = await Promise.all([startTestBroker(), startTargetDatabase()])
  const [own, key] = [await broker.newKey({ isAdmin: true }), await broker.newKey({ isAdmin: true })]
  const organization = await makeOrganization()
  const clusterId = await attach(organization, own)
  const pool = new pg.Pool({ connectionString: target.url, max: 4, connectionTimeoutMillis: 2_000 })
  pool.on('error', () => undefined)
  const workers = new Map<Place, WorkerProcess>()
  const folders = new Map<Place, Record<string, string>>()

  const endWorker = async (place: Place, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const worker = workers.get(place)
    workers.delete(place)
    await worker?.end(signal)
  }
  const startWorker = async (place: Place): Promise<WorkerProcess> => {
    const env = folders.get(place) ?? (await environmentOf(place))
    folders.set(place, env)
    // A fault that was not survived may have left one behind.
    await endWorker(place, 'SIGKILL')
    const worker = startWorkerProcess({ ...(command && { command }), env })
    workers.set(place, worker)
    // As the launcher does with one that ends by itself.
    void worker.ended.then(async () => {
      if (workers.get(place) !== worker) return
      say(`! worker ${place} ended by itself; it is started again`)
      await pause(LAUNCHER_PAUSE_MS)
      if (workers.get(place) === worker) await startWorker(place)
    })
    await eventually('the worker is ready', () => workers.get(place) !== worker || isReady(env, worker), {
      timeoutMs: 120_000,
    })
    return workers.get(place) ?? worker
  }
  process.once('exit', () => {
    for (const { pid } of workers.values()) killAtOnce(pid)
  })
  return {
    organization,
    clusterId,
    broker,
    key,
    target,
    ask: async (sql, values = []) => (await pool.query(sql, [...values])).rows as Record<string, unknown>[],
    workers,
    startWorker,
    endWorker,
    breakBroker: async (how) => {
      const running = await findRunningBroker(broker.dataDir)
      if (how === 'SIGTERM') await stopBroker(broker.dataDir)
      else if (running) process.kill(running.pid, 'SIGKILL')
      await eventually(
        'the broker is gone',
        async () => (await findRunningBroker(broker.dataDir)) === null || null,
        { everyMs: 20 },
      )
      await closeKafka(broker.clusterId)
    },
    startBroker: async () => {
      const { pid } = await startOrAdoptBroker({ dataDir: broker.dataDir })
      process.once('exit', () => killAtOnce(pid))
    },
    say,
    close: async () => {
      for (const place of [...workers.keys()]) await endWorker(place, 'SIGKILL')
      await pool.end()
      await broker.destroy()
      await target.stop()
    },
  }
}

async function attach(organization: Organization, key: TestKey): Promise<string> {
  const id = await makeCluster(organization)
  const { bootstrapServers, protocol, username, password = '' } = key.plain
  const external = {
    bootstrap_servers: bootstrapServers,
    security_protocol: protocol,
    sasl_mechanism: 'PLAIN',
    sasl_username: username,
  }
  await db.kafkaCluster.update({
    where: { id },
    data: { provider: 'EXTERNAL', clientPort: null, external, bootstrapServers, phase: 'PROVISIONED' },
  })
  await putSecret(db, organization.id, externalPasswordPlace(id), password)
  return id
}

async function isReady(env: Readonly<Record<string, string>>, { pid }: WorkerProcess): Promise<boolean> {
  const file = path.join(env.TRIBUTARY_DATA ?? '', path.relative(envOf.dataDir, rpcAddressFile()))
  const address = JSON.parse(await readFile(file, 'utf8')) as { pid: number }
  return address.pid === pid
}

async function environmentOf(place: Place): Promise<Record<string, string>> {
  const root = path.resolve(import.meta.dirname, '../..')
  return {
    TRIBUTARY_DATA: path.join(process.env.TRIBUTARY_DATA ?? '', `worker-${place}`),
    TRIBUTARY_PLUGINS: path.join(root, 'tests/support/plugins'),
    TRIBUTARY_SCHEMA_REGISTRY_PORT: String(await findFreePort()),
    TRIBUTARY_CONNECT_PORT: String(await findFreePort()),
  }
}

function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
