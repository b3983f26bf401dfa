// A broker of its own for a test file: the product's own provider in a temporary data folder, on free ports.
import { pbkdf2Sync, createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {
  closeAllKafka,
  closeKafka,
  createAcls,
  createTopic,
  type AclBinding,
  type KafkaConnection,
} from '@/lib/kafka'
import { applyKeys, type KeyFileEntry, waitForKeys } from '@/worker/brokers/apply-keys'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { freePort } from '@/worker/brokers/ports'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'

export type TestKey = {
  key: string
  secret: string
  /** `User:sa-…` */
  principal: string
  plain: KafkaConnection
  scram: KafkaConnection
}

export type TestBroker = {
  dataDir: string
  clusterId: string
  clientPort: number
  /** The super user. */
  connection: KafkaConnection
  /** A key that works at once; its account has no rights unless `isAdmin`. */
  newKey: (options?: { isAdmin?: boolean }) => Promise<TestKey>
  revoke: (key: TestKey) => Promise<void>
  destroy: () => Promise<void>
}

/** Started in `beforeAll`, destroyed in `afterAll`; a test run that is killed takes the broker with it. */
export async function startTestBroker(): Promise<TestBroker> {
  const { dataDir, clusterId, clientPort, remove } = await provisionTestFolder()
  const { pid } = await startOrAdoptBroker({ dataDir }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const killWithUs = () => kill(pid)
  process.once('exit', killWithUs)
  const entries = new Map<string, KeyFileEntry>()
  const apply = async () => {
    await applyKeys(dataDir, [...entries.values()])
    await waitForKeys(dataDir)
  }
  return {
    dataDir,
    clusterId,
    clientPort,
    connection: await internalConnection(dataDir),
    async newKey({ isAdmin = false } = {}) {
      const key = newTestKey(clientPort)
      entries.set(key.key, entryOf(key))
      await apply()
      if (isAdmin) await createAcls(await internalConnection(dataDir), allRights(key.principal))
      return key
    },
    async revoke(key) {
      entries.delete(key.key)
      await apply()
    },
    async destroy() {
      process.removeListener('exit', killWithUs)
      await remove()
    },
  }
}

/** With all that still talks to it from here. */
export async function endTestBroker(broker: TestBroker): Promise<void> {
  await closeAllKafka()
  await broker.destroy()
}

/** Makes topics that no other test has. */
export const newTopicsOn =
  (broker: () => TestBroker, prefix: string) =>
  async (partitions = 1, configs: Record<string, string> = {}): Promise<string> => {
    const name = `${prefix}-${randomBytes(4).toString('hex')}`
    await createTopic(broker().connection, { name, partitions, configs })
    return name
  }

/** A provisioned folder whose broker is not started. */
export async function provisionTestFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tributary-broker-'))
  const clusterId = `lkc-${randomBytes(4).toString('hex')}`
  const dataDir = path.join(folder, 'clusters', clusterId)
  const clientPort = await freePort('127.0.0.1')
  await provisionBroker({ dataDir, clusterId, clientPort, host: '127.0.0.1' })
  const remove = async () => {
    await closeKafka(clusterId)
    await destroyBroker(dataDir)
    await rm(folder, { recursive: true, force: true })
  }
  return { dataDir, clusterId, clientPort, remove }
}

export function newTestKey(clientPort: number): TestKey {
  const key = `T${randomBytes(8).toString('hex').toUpperCase().slice(0, 15)}`
  const secret = randomBytes(24).toString('base64')
  const principal = `User:sa-${randomBytes(3).toString('hex')}`
  const plain: KafkaConnection = {
    id: `as-${key}`,
    bootstrapServers: `127.0.0.1:${clientPort}`,
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: key,
    password: secret,
  }
  return {
    key,
    secret,
    principal,
    plain,
    scram: { ...plain, id: `as-scram-${key}`, mechanism: 'SCRAM-SHA-512' },
  }
}

export function entryOf({ key, secret, principal }: TestKey): KeyFileEntry {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(secret, salt, 4096, 64, 'sha512')
  const hmac = (text: string) => createHmac('sha512', salted).update(text).digest()
  const storedKey = createHash('sha512').update(hmac('Client Key')).digest()
  return { key, salt, iterations: 4096, storedKey, serverKey: hmac('Server Key'), principal }
}

export function allow(
  principal: string,
  operation: AclBinding['operation'],
  resourceType: AclBinding['resourceType'],
  resourceName: string,
): AclBinding {
  return {
    resourceType,
    resourceName,
    patternType: 'LITERAL',
    principal,
    host: '*',
    operation,
    permission: 'ALLOW',
  }
}

function allRights(principal: string): AclBinding[] {
  return [
    allow(principal, 'ALL', 'TOPIC', '*'),
    allow(principal, 'ALL', 'GROUP', '*'),
    allow(principal, 'ALL', 'TRANSACTIONAL_ID', '*'),
    allow(principal, 'ALL', 'CLUSTER', 'kafka-cluster'),
  ]
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
