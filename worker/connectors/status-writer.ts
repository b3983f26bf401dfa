// Collects which connectors have something to report and writes it soon; what Postgres does not take is tried again.
import { errorMessage } from '@/lib/errors'
import type { Log } from '@/lib/log'
import { reportRunning } from './report-status'
import type { Running } from './running-connectors'

const SOON_MS = 40

export class StatusWriter {
  private readonly dirty = new Set<string>()
  private timer: NodeJS.Timeout | undefined
  private writing = Promise.resolve()

  constructor(
    private readonly find: (connectorId: string) => Running | undefined,
    private readonly log: Log,
    private readonly owner: string,
  ) {}

  mark(connectorId: string): void {
    this.dirty.add(connectorId)
    this.timer ??= setTimeout(() => void this.write(), SOON_MS)
  }

  /** One after the other: a report that was read before another one must not be written after it. */
  write(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.writing = this.writing.then(() => this.writeMarked())
    return this.writing
  }

  private async writeMarked(): Promise<void> {
    for (const connectorId of [...this.dirty]) {
      this.dirty.delete(connectorId)
      const entry = this.find(connectorId)
      try {
        if (entry && (await reportRunning(entry, this.owner))) this.dirty.add(connectorId)
      } catch (error) {
        this.dirty.add(connectorId)
        this.log.warn({ connectorId, reason: errorMessage(error) }, 'status could not be written yet')
      }
    }
  }

  close(): void {
    clearTimeout(this.timer)
  }
}
