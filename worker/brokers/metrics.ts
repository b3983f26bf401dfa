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

/** Reads the cumulative traffic counters of a local broker over JMX (Jolokia). Throws `unavailable` when it is down. */
export async function readBrokerMetrics(dataDir: string): Promise<BrokerMetrics> {
  const names = Object.keys(counters) as (keyof typeof counters)[]
  const answers = await readMBeans(dataDir, [
    ...names.map((name) => ({
      mbean: `kafka.server:type=BrokerTopicMetrics,name=${counters[name]},*`,
      attribute: 'Count',
    })),
    { mbean: 'kafka.server:type=socket-server-metrics,listener=CLIENT,*', attribute: 'connection-count' },
  ])
  const metrics: BrokerMetrics = { total: zero(), topics: {}, clientConnections: 0 }
  names.forEach((name, index) => {
    for (const [mbean, value] of beans(answers[index])) {
      const topic = /,topic="?([^",]+)/.exec(mbean)?.[1]
      const into = topic === undefined ? metrics.total : (metrics.topics[topic] ??= zero())
      into[name] = Number(value.Count ?? 0)
    }
  })
  for (const [, value] of beans(answers[names.length]))
    metrics.clientConnections += Number(value['connection-count'] ?? 0)
  return metrics
}

const zero = (): TrafficCounters => ({ bytesIn: 0, bytesOut: 0, messagesIn: 0 })

function beans(answer: unknown): [string, Record<string, unknown>][] {
  return typeof answer === 'object' && answer !== null
    ? Object.entries(answer as Record<string, Record<string, unknown>>)
    : []
}
