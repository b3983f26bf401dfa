// Runs one sink task in its thread, attempt after attempt. What was not stored is read again: from where the target says, or
// from the committed offsets.
import { describeTopic, describeTopics } from '@/lib/kafka'
import { AppError } from '@/lib/errors'
import { classifyFailure, type Failure } from '../failure'
import type { CreateSinkTask, SourceOffset, TaskAssignment } from '../runtime'
import { TaskAttempts, type TaskReports } from '../task-attempts'
import { readTopicChoice } from './assign-partitions'
import { openSinkParts } from './open-parts'
import { SinkSession } from './sink-session'
import { TopicIds } from './topic-ids'

export class SinkLoop {
  private readonly attempts: TaskAttempts
  private readonly topicIds: TopicIds

  constructor(
    private readonly assignment: TaskAssignment,
    stored: readonly SourceOffset[],
    private readonly createTask: CreateSinkTask,
    private readonly reports: TaskReports,
    private readonly stopSignal: AbortSignal,
  ) {
    this.topicIds = new TopicIds(stored, (offsets) => reports.acknowledged({ offsets, records: 0, bytes: 0 }))
    this.attempts = new TaskAttempts({ assignment, reports, stopSignal, probe: () => this.probe() })
  }

  /** Ends when the stop signal fires or when the task has failed for good. Never rejects. */
  run(): Promise<void> {
    return this.attempts.run(() => this.attempt())
  }

  private async attempt(): Promise<Failure | undefined> {
    const { assignment, createTask, reports, attempts, stopSignal, topicIds } = this
    const broken = new AbortController()
    const signal = AbortSignal.any([stopSignal, broken.signal])
    let close: () => Promise<void> = () => Promise.resolve()
    try {
      const parts = await openSinkParts({ assignment, createTask, reports, attempts, stopSignal, signal })
      const session = new SinkSession({ assignment, parts, reports, attempts, stopSignal, topicIds })
      close = async () => {
        await session.close()
        await parts.close()
      }
      await session.run()
      return undefined
    } catch (error) {
      const { username = '' } = assignment.connection
      return classifyFailure(error, { topic: topicOf(error, assignment), username, access: 'read' })
    } finally {
      broken.abort()
      await close()
    }
  }

  private async probe(): Promise<void> {
    const { connection, config } = this.assignment
    const choice = readTopicChoice(config)
    if ('names' in choice) for (const name of choice.names) await describeTopic(connection, name)
    else await describeTopics(connection, [])
  }
}

function topicOf(error: unknown, { config }: TaskAssignment): string {
  const named = error instanceof AppError ? error.details.topic : undefined
  return typeof named === 'string' ? named : (config.topics ?? config['topics.regex'] ?? '')
}
