// A broker outlives the worker that started it: own session, no pipe to its parent. A worker that finds one running adopts it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError, errorMessage } from '@/lib/errors'
import { closeKafka, describeCluster } from '@/lib/kafka'
import { type BrokerIdentity, brokerPaths, getIdentity, writeIdentity } from './broker-folder'
import { lastErrorLines } from './broker-log'
import { connectionOf, linkIdOf } from './internal-connection'
import { freePort, requireFreePort } from './ports'
import { type BrokerHandle, findRunningBroker, handleOf, type RunningBroker } from './running-broker'
import { writeStartFiles } from './start-files'

const READY_DEADLINE_MS = 60_000
const POLL_MS = 50

export type StartedBroker = BrokerHandle & { isAdopted: boolean }

/**
 * Returns when the broker of this folder answers with its cluster id. A live one (pid, start time and cluster id agree) is
 * adopted and not touched; otherwise it is started. Throws AppError: the client port is taken (`conflict`, naming the port and
 * the variable), the data is gone (`conflict`), or Kafka does not come up (`unavailable`, with the end of its log).
 */
export async function startOrAdoptBroker({ dataDir }: { dataDir: string }): Promise<StartedBroker> {
  const identity = await getIdentity(dataDir)
  const running = await findRunningBroker(dataDir)
  if (running !== null && running.clusterId === identity.clusterId) {
    await waitUntilReady(dataDir, identity, running)
    return { ...handleOf(running, identity), isAdopted: true }
  }
  const prepared = await choosePorts(dataDir, identity)
  const started = await spawnBroker(dataDir, prepared)
  await waitUntilReady(dataDir, prepared, started)
  if (!prepared.isFormatted) await writeIdentity(dataDir, { ...prepared, isFormatted: true })
  return { ...handleOf(started, prepared), isAdopted: false }
}

// Only clients' ports are promised to anybody; the others move when something else has taken them.
async function choosePorts(dataDir: string, identity: BrokerIdentity): Promise<BrokerIdentity> {
  const { host, quorum, listeners } = identity
  const promised: [string, number][] = [[host, identity.clientPort]]
  if (listeners.tls) promised.push([listeners.tls.bindHost, listeners.tls.port])
  if (listeners.anonymousPort !== null) promised.push([host, listeners.anonymousPort])
  // The other controllers of a quorum look for this one at its port.
  if (quorum.length > 1) promised.push([host, identity.controllerPort])
  for (const [where, port] of promised) await requireFreePort(where, port, 'TRIBUTARY_KAFKA_PORT')
  const controllerPort =
    quorum.length > 1 ? identity.controllerPort : await freePort(host, identity.controllerPort)
  const prepared = {
    ...identity,
    internalPort: await freePort(host, identity.internalPort),
    controllerPort,
    quorum: quorum.length > 1 ? quorum : [{ nodeId: identity.nodeId, port: controllerPort }],
    jolokiaPort: await freePort(host, identity.jolokiaPort),
  }
  await writeIdentity(dataDir, prepared)
  await closeKafka(linkIdOf(identity))
  return prepared
}

async function spawnBroker(dataDir: string, identity: BrokerIdentity): Promise<RunningBroker> {
  const paths = brokerPaths(dataDir)
  if (identity.isFormatted && !existsSync(path.join(paths.kafka, 'meta.properties')))
    throw new AppError(
      'conflict',
      `The data of ${linkIdOf(identity)} is gone from ${paths.kafka}. Restore it or delete the cluster.`,
    )
  await mkdir(paths.logs, { recursive: true, mode: 0o700 })
  await rm(paths.pid, { force: true })
  const java = await writeStartFiles(dataDir, identity)
  // Only what the JVM itself says comes here; Kafka's log is bounded by log4j2.properties.
  const output = await open(paths.output, 'w', 0o600)
  try {
    const child = spawn(java, [`@${paths.arguments}`], {
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      cwd: dataDir,
    })
    const failed = new Promise<never>((_, reject) => child.once('error', reject))
    child.unref()
    return await Promise.race([waitForPidFile(dataDir, child.pid, () => child.exitCode !== null), failed])
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('unavailable', `Kafka did not start: ${errorMessage(error)}`, { cause: error })
  } finally {
    await output.close()
  }
}

async function waitForPidFile(
  dataDir: string,
  pid: number | undefined,
  hasExited: () => boolean,
): Promise<RunningBroker> {
  const deadline = Date.now() + READY_DEADLINE_MS
  while (Date.now() < deadline) {
    const running = await findRunningBroker(dataDir)
    if (running !== null && running.pid === pid) return running
    if (hasExited()) break
    await pause(POLL_MS)
  }
  throw new AppError('unavailable', `Kafka did not start. ${await lastErrorLines(dataDir)}`)
}

async function waitUntilReady(
  dataDir: string,
  identity: BrokerIdentity,
  running: RunningBroker,
): Promise<void> {
  const connection = connectionOf(identity)
  const deadline = Date.now() + READY_DEADLINE_MS
  let reason = ''
  while (Date.now() < deadline) {
    try {
      const { clusterId } = await describeCluster(connection)
      if (clusterId === identity.clusterId) {
        if (connection.id !== clusterId) await closeKafka(connection.id)
        return
      }
      reason = `Another cluster (${clusterId}) answers on port ${identity.internalPort}.`
    } catch (error) {
      reason = errorMessage(error)
    }
    if ((await findRunningBroker(dataDir))?.pid !== running.pid) {
      reason = `The process ended. ${await lastErrorLines(dataDir)}`
      break
    }
    await pause(POLL_MS)
  }
  throw new AppError('unavailable', `The broker of ${linkIdOf(identity)} did not come up. ${reason}`)
}
