// A broker of its own with one key, and pools of tasks that run on it: what tests of source tasks share.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { scramVerifier } from '@/lib/crypto'
import {
  closeAllKafka,
  createAcls,
  createTopic,
  fetchFrom,
  listTopicOffsets,
  type KafkaConnection,
  type ViewedRecord,
} from '@/lib/kafka'
import { applyKeys } from '@/worker/brokers/apply-keys'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { freePort } from '@/worker/brokers/ports'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { TaskPool, type PoolEvent, type TaskPoolOptions } from '@/worker/connectors/pool/pool'
import type { TaskAssignment } from '@/worker/connectors/runtime'
import { openSourceOffsets, type SourceOffsets } from '@/worker/connectors/source/source-offsets'
import { eventually } from '@/tests/support/poll'
import { taskAssignment } from '@/tests/support/task-assignment'

const clusterId = 'lkc-datagen'
export const key = 'TESTKEY000000001'
const secret = 'a-secret-for-tests'
let dataDir = ''
export let internal: KafkaConnection
export let client: KafkaConnection
let topicCount = 0

export const allowKeys = async (...keys: string[]): Promise<void> => {
  const verifier = await scramVerifier(secret)
  await applyKeys(
    dataDir,
    keys.map((name) => ({ key: name, principal: 'u-tester', ...verifier })),
  )
}

export const newTopic = async (partitions = 1): Promise<string> => {
  const name = `stream-${++topicCount}`
  await createTopic(internal, { name, partitions })
  return name
}

export const recordsOf = async (topic: string): Promise<ViewedRecord[]> => {
  const all: ViewedRecord[] = []
  const ends = await listTopicOffsets(internal, [topic])
  for (const { partition } of ends) {
    for (let offset = 0; ;) {
      const { records } = await fetchFrom(internal, {
        topic,
        partitions: [partition],
        from: { offset },
        max: 5_000,
      })
      all.push(...records)
      const last = records.at(-1)
      if (!last) break
      offset = Number(last.offset) + 1
    }
  }
  return all
}
export const countOf = async (topic: string): Promise<number> =>
  (await listTopicOffsets(internal, [topic])).reduce(
    (sum, { earliest, latest }) => sum + Number(latest - earliest),
    0,
  )

type Harness = { pool: TaskPool; events: PoolEvent[]; offsets: SourceOffsets; close: () => Promise<void> }
const open: Harness[] = []
export const openPool = (options: Partial<TaskPoolOptions> = {}): Harness => {
  const events: PoolEvent[] = []
  const offsets = openSourceOffsets({ connectionOf: async () => internal, onWarning: () => undefined })
  const pool = new TaskPool({
    offsets,
    onEvent: (event) => events.push(event),
    runtimeModules: { Misbehaving: new URL('./misbehaving-runtime.ts', import.meta.url).href },
    hangAfterMs: 2_500,
    ...options,
  })
  const harness = {
    pool,
    events,
    offsets,
    close: async () => {
      await pool.close()
      await offsets.close()
    },
  }
  open.push(harness)
  return harness
}

export const assignment = (
  connectorId: string,
  config: Record<string, string>,
  more: Partial<TaskAssignment> = {},
): TaskAssignment =>
  taskAssignment({
    ownConnection: internal,
    connectorId,
    clusterId,
    className: 'DatagenSource',
    config: { quickstart: 'ORDERS', 'max.interval': '5', ...config },
    connection: client,
    ...more,
  })

export const states = ({ events }: Harness, connectorId: string) =>
  events.flatMap((event) => (event.type === 'state' && event.connectorId === connectorId ? [event] : []))
export const acknowledged = ({ events }: Harness, connectorId: string): number =>
  events
    .flatMap((event) => (event.type === 'metrics' ? event.tasks : []))
    .reduce((most, task) => (task.connectorId === connectorId ? Math.max(most, task.recordsTotal) : most), 0)
export const reached = (harness: Harness, connectorId: string, state: string, timeoutMs = 20_000) =>
  eventually(
    `${connectorId} is ${state}`,
    () => states(harness, connectorId).findLast((event) => event.state === state),
    { timeoutMs },
  )
export const orderIds = (records: ViewedRecord[]): number[] =>
  records
    .map((record) => (JSON.parse(String(record.value)) as { orderid: number }).orderid)
    .sort((a, b) => a - b)

export const expectNoGap = (ids: number[]): void => {
  const seen = new Set(ids)
  const last = Math.max(...seen)
  expect(seen.size).toBe(last + 1)
  expect(Math.min(...seen)).toBe(0)
}

export async function startBroker(): Promise<void> {
  dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'tributary-datagen-')), clusterId)
  await provisionBroker({ dataDir, clusterId, clientPort: await freePort('127.0.0.1'), host: '127.0.0.1' })
  const broker = await startOrAdoptBroker({ dataDir })
  internal = await internalConnection(dataDir)
  client = {
    id: clusterId,
    bootstrapServers: `127.0.0.1:${broker.clientPort}`,
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: key,
    password: secret,
  }
  await allowKeys(key)
  await createAcls(internal, [
    {
      resourceType: 'TOPIC',
      resourceName: '*',
      patternType: 'LITERAL',
      principal: 'User:u-tester',
      host: '*',
      operation: 'ALL',
      permission: 'ALLOW',
    },
  ])
}

export async function closePools(): Promise<void> {
  await Promise.all(open.splice(0).map((harness) => harness.close()))
}

export async function stopBroker(): Promise<void> {
  await closeAllKafka()
  await destroyBroker(dataDir)
  await rm(path.dirname(dataDir), { recursive: true, force: true })
}
