// What a failed attempt means for a task: try again, wait for something to come back, or stop.
import { AppError, errorMessage } from '@/lib/errors'
import { kafkaErrorOf } from '@/lib/kafka'
import { DataError } from '@/lib/connectors/data/record'
import { TaskFailure } from './runtime'

export type FailureKind = 'retriable' | 'topic-gone' | 'credentials' | 'fatal'
export type Failure = {
  kind: FailureKind
  reason: string
  isUserActionable: boolean
  isLasting?: boolean
  trace: string
}

/** What the task was about: `topic` and `username` are named in the words, `access` is `write to` or `read`. */
type Subject = { topic: string; username: string; access: 'write to' | 'read' }

export const traceOf = (error: unknown): string => {
  const lines: string[] = []
  for (let at: unknown = error; at instanceof Error && lines.length < 8; at = at.cause) {
    lines.push(`${lines.length === 0 ? '' : 'Caused by: '}${at.name}: ${at.message}`)
  }
  return lines.length === 0 ? String(error) : lines.join('\n')
}

const describe = (error: unknown, { topic, username, access }: Subject): Omit<Failure, 'trace'> => {
  if (error instanceof TaskFailure)
    return {
      kind: 'fatal',
      reason: error.message,
      isUserActionable: error.isUserActionable,
      isLasting: error.isLasting === true,
    }
  if (error instanceof DataError) return { kind: 'fatal', reason: error.message, isUserActionable: true }
  const message = errorMessage(error)
  const isKafkas = kafkaErrorOf(error) !== null
  if (!(error instanceof AppError)) return { kind: 'retriable', reason: message, isUserActionable: false }
  // The egress guard's refusal is no matter of rights on the cluster.
  if (!isKafkas && error.code !== 'unavailable')
    return { kind: 'fatal', reason: message, isUserActionable: true }
  switch (error.code) {
    case 'not_found':
      return {
        kind: 'topic-gone',
        reason: `Topic "${topic}" does not exist on this cluster. Create it again, with this name, and the connector goes on by itself.`,
        isUserActionable: true,
      }
    case 'unauthenticated':
      return {
        kind: 'credentials',
        reason: `The broker refuses the API key ${username}: the key was deleted or its secret is wrong. Give the connector a valid API key in its settings.`,
        isUserActionable: true,
      }
    case 'forbidden':
      if (kafkaErrorOf(error) === 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED')
        return {
          kind: 'credentials',
          reason: `The API key ${username} may not write in transactions, which exactly.once.support=required takes. Give its owner the right WRITE on transactional ids with the prefix "connect-lcc-".`,
          isUserActionable: true,
        }
      return {
        kind: 'credentials',
        reason: `The API key ${username} may not ${access} topic "${topic}": it was deleted or its owner lacks the right. Give the connector a key that may ${access} it.`,
        isUserActionable: true,
      }
    case 'unavailable':
      return { kind: 'retriable', reason: message, isUserActionable: false }
    default:
      return { kind: 'fatal', reason: message, isUserActionable: true }
  }
}

export const classifyFailure = (error: unknown, subject: Subject): Failure => ({
  ...describe(error, subject),
  trace: traceOf(error),
})

/** Full jitter: anything up to the doubling step, so that many tasks do not come back in one wave. */
export const backoffMs = (attempt: number, baseMs: number, capMs: number): number =>
  Math.max(baseMs / 2, Math.random() * Math.min(capMs, baseMs * 2 ** attempt))
