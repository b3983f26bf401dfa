// What sources and sinks have in common: attempts with growing pauses between them, and what is shown of the task meanwhile.
import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs, type Failure, type FailureKind } from './failure'
import type { TaskProblem } from './pool/protocol'
import type { LogLevel, SourceOffset, TaskAssignment } from './runtime'

/** Acknowledged (sources) or stored (sinks) since the last report; `lag`: messages behind, as it is now. */
export type TaskProgress = {
  offsets: SourceOffset[]
  /** The task has stored the offsets itself, with the records (exactly once). */
  isStored?: boolean
  records: number
  bytes: number
  bad?: number
  lag?: number
  /** Writes to the target, and how long they took together. */
  puts?: number
  putMs?: number
}

export type TaskReports = {
  state(state: 'RUNNING' | 'RESTARTING' | 'FAILED' | 'STOPPED', problem?: TaskProblem): void
  acknowledged(progress: TaskProgress): void
  /** Topics that the task has not named before. */
  usedTopics(topics: string[]): void
  log(level: LogLevel, message: string): void
  work<T>(run: () => T): T
  load<T>(importing: () => Promise<T>): Promise<T>
}

const RETRY_BASE_MS = 100
const RETRY_CAP_MS = 5_000
/** A new topic or key may not have reached every broker yet. */
const GRACE_MS = 3_000
const TOPIC_PROBE_MS = 2_000
const KEY_PROBE_MS = 15_000
/** The first automatic restart, and the longest wait for a later one. */
const RESTART_MS = 30_000
const RESTART_CAP_MS = 600_000
/** A task that did its work for so long begins anew with short waits. */
const STABLE_MS = 300_000

type Options = {
  assignment: Pick<TaskAssignment, 'config' | 'kind' | 'dialect'>
  reports: TaskReports
  stopSignal: AbortSignal
  /** Resolves when topics and credentials are as they should be. */
  probe: () => Promise<void>
  /** Before the first automatic restart. */
  restartMs?: number
}

export class TaskAttempts {
  /** What is shown of the task at the moment. */
  private shown: 'STARTING' | 'RUNNING' | 'TROUBLE' = 'STARTING'
  private hasRun = false
  private workingSince: number | undefined
  /** Automatic ones in a row. */
  private restarts = 0
  private readonly topics = new Set<string>()
  lastFailure: FailureKind | undefined

  constructor(private readonly options: Options) {}

  /** Ends when the stop signal fires or when the task has failed for good. Never rejects. */
  async run(attempt: () => Promise<Failure | undefined>): Promise<void> {
    const { reports, stopSignal } = this.options
    const startedAt = Date.now()
    for (let failures = 0; !stopSignal.aborted; failures++) {
      const failure = await attempt()
      if (!failure || stopSignal.aborted) break
      this.lastFailure = failure.kind
      const isEarly = !this.hasRun && failure.kind !== 'fatal' && Date.now() - startedAt < GRACE_MS
      if (failure.kind === 'retriable' || isEarly) {
        if (!isEarly) this.trouble(failure, failures)
        await this.pause(backoffMs(failures, RETRY_BASE_MS, RETRY_CAP_MS))
        continue
      }
      reports.log('ERROR', failure.reason)
      reports.state('FAILED', failure)
      this.shown = 'TROUBLE'
      if (!this.restartsAfter(failure)) return
      if (!(await this.recovered(failure.kind))) break
      failures = -1
    }
    reports.state('STOPPED')
  }

  /** The task does what it should; said when it is news. */
  working(): void {
    if (this.shown === 'RUNNING') return
    const { reports } = this.options
    if (this.shown === 'TROUBLE') reports.log('INFO', 'The task goes on: what was away is back.')
    this.shown = 'RUNNING'
    this.workingSince = Date.now()
    this.hasRun = true
    reports.state('RUNNING')
  }

  /** Something is away; the task goes on trying. Logged at first and then every tenth time. */
  trouble(failure: Pick<Failure, 'reason' | 'trace' | 'isUserActionable'>, attempt: number): void {
    const { reports } = this.options
    const isKnown = this.shown === 'TROUBLE'
    if (!isKnown || attempt === 0 || attempt % 10 === 9) reports.log('WARN', failure.reason)
    if (isKnown) return
    this.shown = 'TROUBLE'
    reports.state('RESTARTING', failure)
  }

  get isInTrouble(): boolean {
    return this.shown === 'TROUBLE'
  }

  uses(topic: string): void {
    if (this.topics.has(topic)) return
    this.topics.add(topic)
    this.options.reports.usedTopics([topic])
  }

  async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.options.stopSignal }).catch(() => undefined)
  }

  /** A failed source has said its last word; the target of a managed sink may be put right at any time. */
  private restartsAfter({ kind, isUserActionable, isLasting = false }: Failure): boolean {
    const { config, kind: type, dialect } = this.options.assignment
    if (config['auto.restart.on.user.error'] === 'false') return false
    return kind !== 'fatal' || (isUserActionable && !isLasting && type === 'sink' && dialect === 'managed')
  }

  /** Grows with every restart that did not help, and is told. */
  private restartPause(): number {
    const { reports, restartMs = RESTART_MS } = this.options
    const workedMs = this.workingSince === undefined ? 0 : Date.now() - this.workingSince
    this.workingSince = undefined
    if (workedMs > STABLE_MS) this.restarts = 0
    const ms = Math.min(RESTART_CAP_MS, restartMs * 2 ** this.restarts++) * (0.75 + Math.random() / 4)
    reports.log(
      'INFO',
      `The task starts again by itself in ${Math.ceil(ms / 1_000)} s (auto-restart policy).`,
    )
    return ms
  }

  /** Waits until the reason of the failure is gone; false when asked to stop before. */
  private async recovered(kind: FailureKind): Promise<boolean> {
    const { stopSignal, probe, reports } = this.options
    for (let attempt = 0; !stopSignal.aborted; attempt++) {
      await this.pause(kind === 'fatal' ? this.restartPause() : probePauseMs(kind, attempt))
      if (stopSignal.aborted) return false
      try {
        await probe()
        reports.log(
          'INFO',
          kind === 'fatal'
            ? 'Trying again, as the auto-restart policy says.'
            : 'The reason of the failure is gone: starting again.',
        )
        return true
      } catch {
        continue
      }
    }
    return false
  }
}

function probePauseMs(kind: FailureKind, attempt: number): number {
  if (kind === 'topic-gone') return TOPIC_PROBE_MS * (0.75 + Math.random() / 2)
  return backoffMs(attempt, KEY_PROBE_MS, KEY_PROBE_MS * 4)
}

/** Waits for the work or for a stop, whichever comes first; what the work does later is left to itself. */
export async function untilStopped(work: Promise<unknown>, stopSignal: AbortSignal): Promise<void> {
  const stopped = Promise.withResolvers<void>()
  const resolve = (): void => stopped.resolve()
  stopSignal.addEventListener('abort', resolve, { once: true })
  try {
    await Promise.race([work, stopped.promise])
  } finally {
    stopSignal.removeEventListener('abort', resolve)
    work.catch(() => undefined)
  }
}
