// Who runs in a data folder, by the pid file that the broker wrote about itself.
import { readFile } from 'node:fs/promises'
import { brokerPaths, type BrokerIdentity } from './broker-folder'
import { processStamp } from './process-identity'

export type RunningBroker = { pid: number; stamp: string; startedAt: string; clusterId: string }

export type BrokerHandle = {
  pid: number
  /** ISO time at which this process started. */
  startedAt: string
  clientPort: number
  internalPort: number
  controllerPort: number
  jolokiaPort: number
}

/** The live process of this folder, or null; a pid file of a dead or foreign process is not believed. */
export async function findRunningBroker(dataDir: string): Promise<RunningBroker | null> {
  const text = await readFile(brokerPaths(dataDir).pid, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const running = JSON.parse(text) as RunningBroker
    return (await processStamp(running.pid)) === running.stamp ? running : null
  } catch {
    return null
  }
}

export function handleOf(running: RunningBroker, identity: BrokerIdentity): BrokerHandle {
  const { clientPort, internalPort, controllerPort, jolokiaPort } = identity
  return {
    pid: running.pid,
    startedAt: running.startedAt,
    clientPort,
    internalPort,
    controllerPort,
    jolokiaPort,
  }
}
