// The data folder of one local cluster, `<data>/clusters/<lkc-id>`: what lies where, and who the broker is. Everything that
// holds a password has mode 0600 in a folder with mode 0700, and is written whole or not at all.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'

export type BrokerIdentity = {
  clusterId: string
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
}

export type BrokerPaths = ReturnType<typeof brokerPaths>

export function brokerPaths(dataDir: string) {
  const at = (name: string) => path.join(dataDir, name)
  return {
    identity: at('broker.json'),
    keys: at('api-keys'),
    properties: at('server.properties'),
    jolokia: at('jolokia.properties'),
    arguments: at('java.args'),
    pid: at('broker.pid'),
    logs: at('logs'),
    output: at('logs/broker.out'),
    kafka: at('kafka'),
  }
}

export async function findIdentity(dataDir: string): Promise<BrokerIdentity | null> {
  const text = await readFile(brokerPaths(dataDir).identity, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : (JSON.parse(text) as BrokerIdentity)
}

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
