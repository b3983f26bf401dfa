// The data folder of one broker: what lies where, and who the broker is. A cluster of one broker is one folder,
// `<data>/clusters/<lkc-id>`; the brokers of a larger one have `brokers/1`, `brokers/2` … in it and share its key file.
// Everything that holds a password has mode 0600 in a folder with mode 0700, and is written whole or not at all.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'

/** Listeners for clients beside CLIENT, which is SASL_PLAINTEXT on loopback. */
export type BrokerListeners = {
  /** SASL_SSL; `certificate` names the PEM file in the cluster's folder that holds key and chain. */
  tls: { bindHost: string; advertisedHost: string; port: number; certificate: string } | null
  /** PLAINTEXT on loopback, for whoever is on this machine. */
  anonymousPort: number | null
}

export type BrokerIdentity = {
  clusterId: string
  nodeId: number
  /** All controllers of the cluster, this one among them. */
  quorum: { nodeId: number; port: number }[]
  /** A loopback address: only the TLS listener is ever bound to another one. */
  host: string
  clientPort: number
  internalPort: number
  controllerPort: number
  jolokiaPort: number
  internalPassword: string
  controllerPassword: string
  jolokiaPassword: string
  /** Set once Kafka has formatted its log folder; a formatted cluster is never formatted again. */
  isFormatted: boolean
  listeners: BrokerListeners
}

export type BrokerPaths = ReturnType<typeof brokerPaths>

export function brokerPaths(dataDir: string) {
  const at = (name: string) => path.join(dataDir, name)
  return {
    identity: at('broker.json'),
    keys: path.join(clusterDirOf(dataDir), 'api-keys'),
    properties: at('server.properties'),
    jolokia: at('jolokia.properties'),
    arguments: at('java.args'),
    pid: at('broker.pid'),
    logs: at('logs'),
    output: at('logs/broker.out'),
    kafka: at('kafka'),
  }
}

export const brokerDir = (clusterDir: string, nodeId: number): string =>
  path.join(clusterDir, 'brokers', String(nodeId))

const clusterDirOf = (dataDir: string): string =>
  path.basename(path.dirname(dataDir)) === 'brokers' ? path.dirname(path.dirname(dataDir)) : dataDir

export const certificateFile = (dataDir: string, certificate: string): string =>
  path.join(clusterDirOf(dataDir), 'certificates', `${certificate}.pem`)

/** The folders of a cluster's brokers, in the order of their node ids. */
export async function brokerFolders(clusterDir: string): Promise<string[]> {
  const names = await readdir(path.join(clusterDir, 'brokers')).catch(() => [])
  const nodeIds = names.map(Number).filter((id) => Number.isInteger(id))
  return nodeIds.length === 0
    ? [clusterDir]
    : nodeIds.sort((one, other) => one - other).map((id) => brokerDir(clusterDir, id))
}

export async function findIdentity(dataDir: string): Promise<BrokerIdentity | null> {
  const text = await readFile(brokerPaths(dataDir).identity, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : withDefaults(JSON.parse(text) as StoredIdentity)
}

type Later = 'nodeId' | 'quorum' | 'listeners'
type StoredIdentity = Omit<BrokerIdentity, Later> & Partial<Pick<BrokerIdentity, Later>>

// Folders that were made before clusters had several brokers and TLS.
const withDefaults = (stored: StoredIdentity): BrokerIdentity => ({
  nodeId: 1,
  quorum: [{ nodeId: 1, port: stored.controllerPort }],
  listeners: noListeners,
  ...stored,
})

export const noListeners: BrokerListeners = { tls: null, anonymousPort: null }

export async function getIdentity(dataDir: string): Promise<BrokerIdentity> {
  const identity = await findIdentity(dataDir)
  if (identity === null)
    throw new AppError('not_found', `There is no local broker in ${dataDir}. Provision it first.`)
  return identity
}

export async function writeIdentity(dataDir: string, identity: BrokerIdentity): Promise<void> {
  await writePrivateFile(brokerPaths(dataDir).identity, JSON.stringify(identity, null, 2))
}

/** Written beside, flushed, renamed: a reader sees the old text or the new one, also after a crash. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
}

export const newPassword = (): string => randomBytes(24).toString('base64url')
