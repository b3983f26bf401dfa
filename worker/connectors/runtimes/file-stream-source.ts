// Runtime twin of fileStreamSourceSpec: the lines of a file, as Kafka Connect's FileStreamSource gives them.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import { string } from '@/lib/connectors/data/schemas'
import { LineReader } from './file-stream/line-reader'
import { checkFile } from './file-stream/open-file'
import { TaskFailure, type CheckTarget, type CreateSourceTask, type SourceTask } from '../runtime'

const LOOK_MS = 250
const MISSING_MS = 1_000

export const createSourceTask: CreateSourceTask = (context) => {
  const { config, offsetOf, signal, taskNumber, log } = context
  const { file = '' } = config
  const topic = config['kafka.topic'] ?? ''
  if (topic === '') throw new TaskFailure('The connector has no topic ("kafka.topic").')
  // A file has one reader: further tasks have nothing to do.
  if (taskNumber > 0) return idleTask(signal)
  const batchSize = Math.max(1, Math.trunc(Number(config['batch.size'] ?? 2_000)) || 2_000)
  const partition = { filename: file }
  const stored = offsetOf(partition)
  const reader = new LineReader(
    file,
    Math.max(0, Number(stored?.position ?? 0) || 0),
    typeof stored?.fingerprint === 'string' ? stored.fingerprint : null,
    (message) => log('WARN', message),
  )
  let isMissed = false

  const waitForMore = async (): Promise<null> => {
    const isThere = reader.isOpen
    if (!isThere && !isMissed) log('WARN', `"${file}" is not there yet: it is waited for.`)
    isMissed = !isThere
    await sleep(isThere ? LOOK_MS : MISSING_MS, undefined, { signal }).catch(() => undefined)
    return null
  }

  return {
    topics: [topic],
    async poll() {
      if (signal.aborted) return null
      const read = await reader.read(batchSize)
      if (read === null) return waitForMore()
      const data = read.lines.map((line) => recordOf(topic, line))
      return { records: [], data, offsets: [{ partition, offset: read.at }] }
    },
    stop: () => reader.close(),
  }
}

export const checkTarget: CheckTarget = checkFile

const recordOf = (topic: string, line: string): ConnectRecord => ({
  topic,
  partition: null,
  timestamp: null,
  keySchema: null,
  key: null,
  valueSchema: string,
  value: line,
  headers: [],
})

const idleTask = (signal: AbortSignal): SourceTask => ({
  topics: [],
  async poll() {
    await sleep(60_000, undefined, { signal }).catch(() => undefined)
    return null
  },
  async stop() {},
})
