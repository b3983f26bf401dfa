// A source of one's own: counts up and writes each number to a topic. Copy it into the plugins folder and restart.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckTarget, ConnectRecord, CreateSourceTask, PluginSpec } from '@/worker/connectors/sdk'

export const spec: PluginSpec = {
  className: 'TickerSource',
  type: 'source',
  title: 'Ticker',
  description: 'Counts up, and writes each number to a topic.',
  keywords: ['clock', 'counter'],
  fields: [
    {
      name: 'interval.ms',
      type: 'INT',
      label: 'Interval',
      help: 'Milliseconds from one number to the next.',
      default: '1000',
      min: 1,
    },
    {
      name: 'ticker.name',
      type: 'STRING',
      label: 'Ticker name',
      help: 'Stands in every record.',
      required: true,
    },
  ],
}

export const createSourceTask: CreateSourceTask = ({ config, offsetOf, signal, log }) => {
  const topic = config['kafka.topic'] ?? ''
  const name = config['ticker.name'] ?? ''
  const partition = { ticker: name }
  // Where the task before this one ended: a restart leaves no gap and repeats nothing that was stored.
  let count = Number(offsetOf(partition)?.count ?? 0)
  log('INFO', `Counting on from ${count}.`)

  const recordOf = (value: number): ConnectRecord => ({
    topic,
    partition: null,
    timestamp: Date.now(),
    keySchema: null,
    key: name,
    // Without a schema: what JSON has. With one, AVRO, JSON_SR and PROTOBUF can be written too.
    valueSchema: null,
    value: { name, count: value },
    headers: [],
  })

  return {
    topics: [topic],
    async poll() {
      await sleep(Number(config['interval.ms']), undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return null
      count += 1
      return { records: [], data: [recordOf(count)], offsets: [{ partition, offset: { count } }] }
    },
    async stop() {},
  }
}

export const checkTarget: CheckTarget = async (config) =>
  config['ticker.name'] === 'broken'
    ? { ok: false, layer: 'target', field: 'ticker.name', message: 'This ticker is broken.' }
    : { ok: true, detail: 'There is nothing to reach.' }
