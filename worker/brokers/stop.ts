import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { closeKafka } from '@/lib/kafka'
import { brokerFolders, findIdentity } from './broker-folder'
import { linkIdOf } from './internal-connection'
import { findRunningBroker } from './running-broker'

const KILL_DEADLINE_MS = 5_000
const POLL_MS = 50

/**
 * Stops the broker of a folder: SIGTERM, and SIGKILL when it has not ended after `deadlineMs`. Resolves to false when none ran.
 * Only a process that proves to be this broker is signalled.
 */
export async function stopBroker(dataDir: string, { deadlineMs = 10_000 } = {}): Promise<boolean> {
  const identity = await findIdentity(dataDir)
  if (identity !== null) await closeKafka(linkIdOf(identity))
  const running = await findRunningBroker(dataDir)
  if (running === null) return false
  signal(running.pid, 'SIGTERM')
  if (await isGoneWithin(dataDir, running.pid, deadlineMs)) return true
  signal(running.pid, 'SIGKILL')
  if (await isGoneWithin(dataDir, running.pid, KILL_DEADLINE_MS)) return true
  throw new AppError('unavailable', `The broker in ${dataDir} (process ${running.pid}) does not end.`)
}

/** Stops all brokers of a cluster at the same time. */
export async function stopCluster(clusterDir: string, options: { deadlineMs?: number } = {}): Promise<void> {
  const folders = await brokerFolders(clusterDir)
  const stopped = await Promise.allSettled(folders.map((folder) => stopBroker(folder, options)))
  const failed = stopped.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  const identity = folders[0] === undefined ? null : await findIdentity(folders[0])
  if (identity !== null) await closeKafka(identity.clusterId)
}

async function isGoneWithin(dataDir: string, pid: number, deadlineMs: number): Promise<boolean> {
  const deadline = Date.now() + deadlineMs
  while (Date.now() < deadline) {
    if ((await findRunningBroker(dataDir))?.pid !== pid) return true
    await pause(POLL_MS)
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
