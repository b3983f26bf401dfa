// One attempt of a sink: fetch, convert, put, go on. Nothing is fetched beyond what the reader holds while a put is on its way.
// A put that the target cannot take now is tried again with growing pauses, after asking the target how far it came.
import { setImmediate as yieldToLoop, setTimeout as sleep } from 'node:timers/promises'
import { groupOf } from '@/lib/connectors/offsets/consumer-group'
import { openPartitionReader, type PartitionReader } from '@/lib/kafka'
import { consumerOverrides } from '../client-overrides'
import { traceOf } from '../failure'
import type { PartitionPosition, RawBatch, TaskAssignment } from '../runtime'
import { untilStopped, type TaskAttempts, type TaskReports } from '../task-attempts'
import { readTopicChoice, type TopicChoice } from './assign-partitions'
import { CommittedPositions } from './committed-positions'
import { Delivery } from './delivery'
import type { SinkParts } from './open-parts'
import { goOnAfter } from './reader-trouble'
import { SinkProgress } from './sink-progress'
import { readReset, startPositions } from './start-positions'
import type { TopicIds } from './topic-ids'
import { isSameSet, nameOf, watchTopics, type WatchedTopics } from './watch-topics'

const WATCH_MS = 4_000
/** A hundred sinks that have nothing to do ask a hundred times in this time. */
const FETCH_WAIT_MS = 10_000
const LAST_COMMIT_MS = 1_500

type Given = {
  assignment: TaskAssignment
  parts: SinkParts
  reports: TaskReports
  attempts: TaskAttempts
  stopSignal: AbortSignal
  topicIds: TopicIds
}

type Pending = { batches: Promise<RawBatch[]>; settled: Promise<void>; isSettled: boolean }

export class SinkSession {
  private readonly choice: TopicChoice
  private readonly commits: CommittedPositions
  private readonly progress: SinkProgress
  private readonly delivery: Delivery
  private reader: PartitionReader | undefined
  private topics: WatchedTopics = { partitions: [], ids: new Map() }
  /** Where to go on: everything before is stored. */
  private next = new Map<string, PartitionPosition>()
  private changed: WatchedTopics | undefined
  private onChange: () => void = () => undefined
  /** The answer that is awaited, or that came while something else was done. */
  private pending: Pending | undefined
  private readonly watcher: NodeJS.Timeout
  private isWatching = false

  constructor(private readonly given: Given) {
    const { assignment, parts, reports } = given
    const { ownConnection: connection } = assignment
    this.choice = readTopicChoice(assignment.config)
    this.commits = new CommittedPositions(connection, groupOf(assignment.connectorId), (message) =>
      reports.log('WARN', message),
    )
    this.progress = new SinkProgress({
      reports,
      connection,
      takeBad: () => parts.bad.takeCount(),
      fetchedLag: () => this.fetchedLag(),
      positions: () => [...this.next.values()],
    })
    this.delivery = new Delivery({
      ...given,
      progress: this.progress,
      recheck: () => this.recheck(),
      reached: (positions) => this.reached(positions),
    })
    this.watcher = setInterval(() => void this.watch(), WATCH_MS * (0.9 + Math.random() / 5))
  }

  /** Until the stop signal fires; rejects when the attempt has failed. */
  async run(): Promise<void> {
    const { attempts, stopSignal } = this.given
    await this.position(await this.look(false))
    // A key that may not read is only found out by reading.
    if (attempts.lastFailure !== 'credentials') attempts.working()
    while (!stopSignal.aborted) {
      if (this.changed && !this.pending?.isSettled) await this.position(this.changed)
      const batches = await this.nextBatches()
      if (batches === null) continue
      if (batches.length === 0) this.idle()
      else await this.delivery.deliver(batches)
      // Stop requests and the other tasks of the thread have their turn between two batches.
      await yieldToLoop()
    }
  }

  async close(): Promise<void> {
    clearInterval(this.watcher)
    await this.reader?.close()
    this.progress.close()
    this.commits.close()
    await Promise.race([this.commits.flush(), sleep(LAST_COMMIT_MS, undefined, { ref: false })])
  }

  private look(isSoon: boolean): Promise<WatchedTopics> {
    const { assignment } = this.given
    // Topics by pattern are those that the connector's key may see.
    const connection = 'names' in this.choice ? assignment.ownConnection : assignment.connection
    return watchTopics(connection, this.choice, assignment, isSoon)
  }

  private async watch(): Promise<void> {
    if (this.isWatching) return
    this.isWatching = true
    try {
      const found = await this.look(true)
      const isAnew = [...found.ids].some(([topic, id]) => (this.topics.ids.get(topic) ?? id) !== id)
      if (!isAnew && isSameSet(found.partitions, this.topics.partitions)) return
      this.changed = found
      this.onChange()
    } catch {
      // Kafka is away, or a topic is gone: the reader says so.
    } finally {
      this.isWatching = false
    }
  }

  /** Takes over the partitions as they are now, and finds out where to go on in each. */
  private async position(topics: WatchedTopics): Promise<void> {
    const { assignment, parts, reports } = this.given
    const { partitions, ids } = topics
    this.changed = undefined
    const committed = await this.commits.read()
    this.topics = topics
    const positions = await startPositions({
      task: parts.task,
      partitions,
      known: new Map([...this.next].map(([name, { offset }]) => [name, offset])),
      committed,
      previousIds: new Map([...this.given.topicIds.known]),
      topicIds: ids,
      reset: readReset(assignment.config),
      connection: assignment.ownConnection,
      warn: (message) => reports.log('WARN', message),
    })
    this.given.topicIds.keep(ids)
    this.goOnAt(positions)
    this.commits.set(positions.filter((one) => committed.get(nameOf(one)) !== one.offset))
  }

  private goOnAt(positions: readonly PartitionPosition[]): void {
    this.next = new Map(positions.map((position) => [nameOf(position), position]))
    // What came meanwhile is read again from there.
    if (this.pending?.isSettled) this.pending = undefined
    if (this.reader) return this.reader.setPartitions(positions)
    const { connection, config } = this.given.assignment
    const isolation = config['consumer.override.isolation.level'] === 'read_uncommitted' ? 'all' : 'committed'
    this.reader = openPartitionReader(connection, {
      positions,
      isolation,
      maxWaitMs: FETCH_WAIT_MS,
      ...consumerOverrides(config),
    })
  }

  /** Null: the partitions changed or the task is to stop. */
  private async nextBatches(): Promise<RawBatch[] | null> {
    const { reader } = this
    if (!reader) return null
    const pending = (this.pending ??= this.startNext(reader))
    const change = new Promise<void>((resolve) => (this.onChange = resolve))
    await untilStopped(Promise.race([pending.settled, change]), this.given.stopSignal)
    if (!pending.isSettled) return null
    this.pending = undefined
    try {
      return this.expected(await pending.batches)
    } catch (error) {
      await this.afterReader(error)
      return null
    }
  }

  /** Null: they overlap what is stored already, as they were fetched before reading was to go on elsewhere. */
  private expected(batches: readonly RawBatch[]): RawBatch[] | null {
    const wanted = batches.filter((batch) => this.next.has(nameOf(batch)))
    const isStale = wanted.some(
      (batch) => batch.count > 0 && batch.offset(0) < (this.next.get(nameOf(batch))?.offset ?? 0),
    )
    if (!isStale) return wanted
    this.goOnAt([...this.next.values()])
    return null
  }

  private startNext(reader: PartitionReader): Pending {
    const batches: Promise<RawBatch[]> = reader.next()
    const pending: Pending = { batches, settled: Promise.resolve(), isSettled: false }
    const settle = (): void => void (pending.isSettled = true)
    pending.settled = batches.then(settle, settle)
    return pending
  }

  private async afterReader(error: unknown): Promise<void> {
    const { assignment, parts, reports } = this.given
    const decision = await goOnAfter(error, {
      reset: readReset(assignment.config),
      isKnown: (topic) => this.given.topicIds.before.has(topic),
      topicId: (topic) => this.topics.ids.get(topic),
      look: () => this.look(false),
      log: (message) => reports.log('ERROR', message),
    })
    if ('topics' in decision) return this.position(decision.topics)
    if (decision.isBack) await parts.task.alterOffsets?.([decision.position])
    this.next.set(nameOf(decision.position), decision.position)
    await parts.task.open(this.topics.partitions)
    this.goOnAt([...this.next.values()])
    this.commits.set([decision.position])
  }

  private idle(): void {
    const { attempts } = this.given
    const trouble = this.reader?.trouble
    if (trouble)
      attempts.trouble({ reason: trouble.message, trace: traceOf(trouble), isUserActionable: false }, 1)
    else attempts.working()
    this.progress.soon()
  }

  private fetchedLag(): number | null {
    if (this.given.attempts.isInTrouble || !this.reader) return null
    return this.reader.lag().reduce((sum, { lag }) => sum + lag, 0)
  }

  /** Everything before these positions is stored. */
  private reached(positions: readonly PartitionPosition[]): void {
    for (const position of positions) {
      this.next.set(nameOf(position), position)
      this.given.attempts.uses(position.topic)
    }
    this.commits.set(positions)
    this.given.parts.bad.forget(positions)
  }

  /** After trouble: how far did the target come? False: reading goes on elsewhere, what is in hand is of no use any more. */
  private async recheck(): Promise<boolean> {
    const opened = await this.given.parts.task.open(this.topics.partitions)
    const moved = opened.filter((one) => (this.next.get(nameOf(one))?.offset ?? one.offset) !== one.offset)
    if (moved.length === 0) return true
    this.reached(moved)
    this.goOnAt([...this.next.values()])
    return false
  }
}
