// New listeners and certificates need a new process. Of several brokers only one is away at a time, and the next one goes when
// every replica is in sync again, so nothing that was acknowledged is ever on one broker alone.
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { AppError, errorMessage } from '@/lib/errors'
import {
  brokerFolders,
  type BrokerIdentity,
  type BrokerListeners,
  getIdentity,
  writeIdentity,
} from './broker-folder'
import { readMBeans } from './jolokia'
import { requireFreePort } from './ports'
import { startOrAdoptBroker } from './start-or-adopt'
import { stopBroker } from './stop'

const IN_SYNC_DEADLINE_MS = 60_000
const POLL_MS = 200

/** Restarts the brokers whose listeners are not the wanted ones; answers the node ids of the restarted. */
export async function restartInTurn(
  clusterDir: string,
  listenersOf: (nodeId: number) => BrokerListeners,
): Promise<number[]> {
  const restarted: number[] = []
  const folders = await brokerFolders(clusterDir)
  for (const dataDir of folders) {
    const identity = await getIdentity(dataDir)
    const listeners = listenersOf(identity.nodeId)
    if (isDeepStrictEqual(identity.listeners, listeners)) continue
    await requireNewPorts(identity, listeners)
    if (folders.length > 1) await waitUntilInSync(folders)
    await stopBroker(dataDir)
    await writeIdentity(dataDir, { ...identity, listeners })
    await startOrAdoptBroker({ dataDir })
    restarted.push(identity.nodeId)
  }
  return restarted
}

// A broker that runs is not stopped for listeners that it could not open.
async function requireNewPorts(identity: BrokerIdentity, wanted: BrokerListeners): Promise<void> {
  const { listeners: present, host } = identity
  if (wanted.tls && wanted.tls.port !== present.tls?.port)
    await requireFreePort(wanted.tls.bindHost, wanted.tls.port, 'TRIBUTARY_KAFKA_PORT')
  if (wanted.anonymousPort !== null && wanted.anonymousPort !== present.anonymousPort)
    await requireFreePort(host, wanted.anonymousPort, 'TRIBUTARY_KAFKA_PORT')
}

/** Returns when every broker of the cluster says that all replicas of what it leads are in sync. */
export async function waitUntilInSync(
  folders: readonly string[],
  deadlineMs = IN_SYNC_DEADLINE_MS,
): Promise<void> {
  let reason = ''
  for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await pause(POLL_MS)) {
    try {
      const counts = await Promise.all(folders.map(underReplicated))
      if (counts.every((count) => count === 0)) return
      reason = `${counts.reduce((sum, count) => sum + count, 0)} partitions are not in sync.`
    } catch (error) {
      reason = errorMessage(error)
    }
  }
  throw new AppError('unavailable', `The brokers are not restarted, because one is away already. ${reason}`)
}

async function underReplicated(dataDir: string): Promise<number> {
  const [value] = await readMBeans(dataDir, [
    { mbean: 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions', attribute: 'Value' },
  ])
  if (typeof value !== 'number') throw new AppError('unavailable', 'A broker has not told its replicas yet.')
  return value
}
