// Log lines of connectors for people: the last 500 of each in memory, and a bounded JSON-lines file that outlives the worker.
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import {
  connectorLogLine,
  logLevels,
  type ConnectorLogLine,
  type LogSearch,
} from '@/lib/connectors/console-schema'

const RING = 500
const MAX_FILE_BYTES = 2 * 1024 * 1024
const MAX_MESSAGE = 4_000
const FLUSH_MS = 250

export type NewLogLine = Omit<ConnectorLogLine, 'sequence' | 'time'> & { at: number }
type Follower = (line: ConnectorLogLine) => void

class ConnectorLog {
  lines: ConnectorLogLine[] = []
  readonly followers = new Set<Follower>()
  pending = ''
  sequence = 0
  loaded: Promise<void> | undefined
}

export class ConnectorLogs {
  private readonly logs = new Map<string, ConnectorLog>()
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()
  private readonly closing = Promise.withResolvers<void>()
  /** Resolves when no more lines will come: open streams end then. */
  readonly closed = this.closing.promise

  constructor(private readonly folder: string) {}

  append(connectorId: string, { at, level, task, message }: NewLogLine): void {
    const log = this.of(connectorId)
    const line: ConnectorLogLine = {
      sequence: ++log.sequence,
      time: new Date(at).toISOString(),
      level,
      task,
      message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
    }
    log.lines.push(line)
    if (log.lines.length > RING) log.lines = log.lines.slice(-RING)
    log.pending += `${JSON.stringify(line)}\n`
    for (const follow of log.followers) follow(line)
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  /** The newest lines, oldest first; those of a worker before this one included. */
  async last(connectorId: string, limit = RING): Promise<ConnectorLogLine[]> {
    const log = this.of(connectorId)
    await log.loaded
    return log.lines.slice(-limit)
  }

  /** Of all lines that are kept those that fit, the newest `limit` of them, oldest first. */
  async find(connectorId: string, { limit, ...wanted }: LogSearch): Promise<ConnectorLogLine[]> {
    const { since, until, level, text } = wanted
    if (
      since === undefined &&
      until === undefined &&
      level === undefined &&
      text === undefined &&
      limit <= RING
    )
      return this.last(connectorId, limit)
    await this.flush()
    const log = this.of(connectorId)
    await log.loaded
    const found: ConnectorLogLine[] = []
    for await (const line of this.stored(connectorId)) {
      if (fits(line, wanted)) found.push(line)
      if (found.length > 2 * limit) found.splice(0, limit)
    }
    return found.slice(-limit)
  }

  /** Calls `follow` for every new line until the returned function is called. */
  follow(connectorId: string, follow: Follower): () => void {
    const { followers } = this.of(connectorId)
    followers.add(follow)
    return () => followers.delete(follow)
  }

  async forget(connectorId: string): Promise<void> {
    this.logs.delete(connectorId)
    await this.flush()
    for (const file of this.filesOf(connectorId)) await rm(file, { force: true })
  }

  async close(): Promise<void> {
    this.closing.resolve()
    clearTimeout(this.timer)
    await this.flush()
  }

  private of(connectorId: string): ConnectorLog {
    const known = this.logs.get(connectorId)
    if (known) return known
    const log = new ConnectorLog()
    // Sequences go on above everything that an earlier worker can have given.
    log.sequence = Date.now() * 100
    log.loaded = this.load(connectorId, log)
    this.logs.set(connectorId, log)
    return log
  }

  private async load(connectorId: string, log: ConnectorLog): Promise<void> {
    const earlier: ConnectorLogLine[] = []
    for await (const line of this.stored(connectorId)) if (line.sequence < log.sequence) earlier.push(line)
    const before = earlier.filter(({ sequence }) => !log.lines.some((line) => line.sequence === sequence))
    log.lines = [...before, ...log.lines].slice(-RING)
  }

  private async *stored(connectorId: string): AsyncGenerator<ConnectorLogLine> {
    for (const file of this.filesOf(connectorId).reverse()) {
      try {
        for await (const text of createInterface({ input: createReadStream(file) })) {
          const line = readLine(text)
          if (line) yield line
        }
      } catch {
        // No file yet, or it was rotated away meanwhile: there is simply nothing earlier to show.
      }
    }
  }

  private flush(): Promise<void> {
    this.timer = undefined
    const batches = [...this.logs].flatMap(([id, log]) => {
      const text = log.pending
      log.pending = ''
      return text === '' ? [] : [{ id, text }]
    })
    this.writing = this.writing.then(async () => {
      for (const { id, text } of batches) await this.write(id, text).catch(() => undefined)
    })
    return this.writing
  }

  private async write(connectorId: string, text: string): Promise<void> {
    const [file, older] = this.filesOf(connectorId)
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    )
    if (size > MAX_FILE_BYTES) await rename(file, older)
    await appendFile(file, text, { mode: 0o600 })
  }

  private filesOf(connectorId: string): [current: string, older: string] {
    const file = path.join(this.folder, `${connectorId}.log`)
    return [file, `${file}.1`]
  }
}

function fits(
  { time, level, message }: ConnectorLogLine,
  { since, until, level: least = 'INFO', text = '' }: Omit<LogSearch, 'limit'>,
): boolean {
  const at = Date.parse(time)
  return (
    at >= (since ?? 0) &&
    at <= (until ?? Infinity) &&
    logLevels.indexOf(level) >= logLevels.indexOf(least) &&
    message.toLowerCase().includes(text.toLowerCase())
  )
}

function readLine(text: string): ConnectorLogLine | null {
  try {
    return connectorLogLine.parse(JSON.parse(text))
  } catch {
    return null
  }
}
