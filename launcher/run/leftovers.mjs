// What a crashed launcher left running: web and worker are ended (brokers stay up, the new worker adopts them).
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { identify, isAlive } from './process-identity.mjs'
import { place } from './settings.mjs'
import { endLeftover, endProcess } from './supervise.mjs'

export async function endLeftovers(settings) {
  const web = [
    ['SIGTERM', 2000],
    ['SIGKILL', 1000],
  ]
  await endLeftover(place(settings, 'run', 'web.json'), web)
  // SIGTERM would make the worker stop its brokers.
  await endLeftover(place(settings, 'run', 'worker.json'), [['SIGKILL', 2000]])
}

function commandLine(pid) {
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function readBrokerPid(folder) {
  try {
    const { pid } = JSON.parse(readFileSync(path.join(folder, 'broker.pid'), 'utf8'))
    return isAlive(pid) && commandLine(pid).includes(folder) ? pid : null
  } catch {
    return null
  }
}

function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** One broker in the cluster's folder, or several in folders of their own. */
const brokerFolders = (cluster) => [
  cluster,
  ...namesIn(path.join(cluster, 'brokers')).map((nodeId) => path.join(cluster, 'brokers', nodeId)),
]

/** Process ids of living brokers of this data folder. */
export function findBrokers(settings) {
  const clusters = place(settings, 'clusters')
  return namesIn(clusters)
    .flatMap((name) => brokerFolders(path.join(clusters, name)))
    .map(readBrokerPid)
    .filter((pid) => pid !== null)
}

/** For the stop after a worker that had to be killed and could not stop its brokers. */
export async function stopBrokers(settings) {
  const signals = [
    ['SIGTERM', 3000],
    ['SIGKILL', 500],
  ]
  await Promise.all(findBrokers(settings).map((pid) => endProcess(identify(pid), signals)))
}
