import { brokerFolders } from './broker-folder'
import { readMBeans } from './jolokia'

/** Bytes and messages since the broker process started: a restart begins at zero again. */
export type TrafficCounters = { bytesIn: number; bytesOut: number; messagesIn: number }

export type BrokerMetrics = {
  total: TrafficCounters
  /** By topic name; a topic without traffic since the start is not there. */
  topics: Record<string, TrafficCounters>
  /** Open connections of clients; Tributary's own are not counted. */
  clientConnections: number
}

const counters = {
  bytesIn: 'BytesInPerSec',
  bytesOut: 'BytesOutPerSec',
  messagesIn: 'MessagesInPerSec',
} as const
const names = Object.keys(counters) as (keyof TrafficCounters)[]

/** Of the brokers of one cluster of several: what each said last, and what all have added up to since the worker began. */
type Tally = { last: Map<string, BrokerMetrics>; sum: BrokerMetrics }
const tallies = new Map<string, Tally>()

/**
 * Reads the cumulative traffic counters of a local cluster over JMX (Jolokia). Of several brokers the growth is added up, so
 * that one that restarts or does not answer makes no jump. Throws `unavailable` when none answers.
 */
export async function readBrokerMetrics(clusterDir: string): Promise<BrokerMetrics> {
  const folders = await brokerFolders(clusterDir)
  const [only] = folders
  if (folders.length === 1 && only !== undefined) return readOne(only)
  const results = await Promise.allSettled(folders.map(readOne))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed && results.every((result) => result.status === 'rejected')) throw failed.reason
  const tally = tallies.get(clusterDir) ?? { last: new Map<string, BrokerMetrics>(), sum: empty() }
  tallies.set(clusterDir, tally)
  let clientConnections = 0
  results.forEach((result, index) => {
    const folder = folders[index]
    if (result.status === 'rejected' || folder === undefined) return
    clientConnections += result.value.clientConnections
    addGrowth(tally.sum, tally.last.get(folder), result.value)
    tally.last.set(folder, result.value)
  })
  return { ...tally.sum, clientConnections }
}

function addGrowth(sum: BrokerMetrics, before: BrokerMetrics | undefined, now: BrokerMetrics): void {
  const add = (into: TrafficCounters, last: TrafficCounters, value: TrafficCounters): void => {
    for (const name of names) into[name] += value[name] >= last[name] ? value[name] - last[name] : value[name]
  }
  // What a broker had before it was first asked is not known to be new.
  if (!before) return
  add(sum.total, before.total, now.total)
  for (const [topic, value] of Object.entries(now.topics))
    add((sum.topics[topic] ??= zero()), before.topics[topic] ?? zero(), value)
}

async function readOne(dataDir: string): Promise<BrokerMetrics> {
  const answers = await readMBeans(dataDir, [
    ...names.map((name) => ({
      mbean: `kafka.server:type=BrokerTopicMetrics,name=${counters[name]},*`,
      attribute: 'Count',
    })),
    ...['CLIENT', 'TLS', 'ANONYMOUS'].map((listener) => ({
      mbean: `kafka.server:type=socket-server-metrics,listener=${listener},*`,
      attribute: 'connection-count',
    })),
  ])
  const metrics = empty()
  names.forEach((name, index) => {
    for (const [mbean, value] of beans(answers[index])) {
      const topic = /,topic="?([^",]+)/.exec(mbean)?.[1]
      const into = topic === undefined ? metrics.total : (metrics.topics[topic] ??= zero())
      into[name] = Number(value.Count ?? 0)
    }
  })
  for (const answer of answers.slice(names.length))
    for (const [, value] of beans(answer)) metrics.clientConnections += Number(value['connection-count'] ?? 0)
  return metrics
}

const empty = (): BrokerMetrics => ({ total: zero(), topics: {}, clientConnections: 0 })
const zero = (): TrafficCounters => ({ bytesIn: 0, bytesOut: 0, messagesIn: 0 })

function beans(answer: unknown): [string, Record<string, unknown>][] {
  return typeof answer === 'object' && answer !== null
    ? Object.entries(answer as Record<string, Record<string, unknown>>)
    : []
}
