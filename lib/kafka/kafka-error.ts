// Everything that the client throws becomes one AppError here: what happened, why, what to do next.
import { protocolErrors, protocolErrorsCodesById } from '@platformatic/kafka'
import { AppError, errorMessage, type ErrorCode } from '@/lib/errors'

type Meaning = { code: ErrorCode; text: string }

const meanings: Record<string, Meaning> = {
  SASL_AUTHENTICATION_FAILED: {
    code: 'unauthenticated',
    text: 'The broker refused the API key or password.',
  },
  UNSUPPORTED_SASL_MECHANISM: {
    code: 'unauthenticated',
    text: 'The broker does not offer this SASL mechanism on this listener.',
  },
  UNKNOWN_TOPIC_OR_PARTITION: {
    code: 'not_found',
    text: 'The topic or partition does not exist on this cluster.',
  },
  UNKNOWN_TOPIC_ID: { code: 'not_found', text: 'The topic does not exist on this cluster any more.' },
  TOPIC_ALREADY_EXISTS: { code: 'conflict', text: 'A topic with this name already exists.' },
  INVALID_TOPIC_EXCEPTION: { code: 'invalid', text: 'Kafka refuses this topic name.' },
  INVALID_PARTITIONS: { code: 'invalid', text: 'Kafka refuses this number of partitions.' },
  INVALID_REPLICATION_FACTOR: {
    code: 'invalid',
    text: 'The replication factor is larger than the number of brokers, or not positive.',
  },
  INVALID_CONFIG: { code: 'invalid', text: 'Kafka refuses this configuration.' },
  INVALID_REQUEST: { code: 'invalid', text: 'Kafka refuses this request.' },
  POLICY_VIOLATION: { code: 'invalid', text: "The cluster's policy refuses this request." },
  GROUP_ID_NOT_FOUND: { code: 'not_found', text: 'The consumer group does not exist.' },
  NON_EMPTY_GROUP: {
    code: 'conflict',
    text: 'The consumer group still has members. Stop its consumers first.',
  },
  RESOURCE_NOT_FOUND: { code: 'not_found', text: 'The resource does not exist on this cluster.' },
  SECURITY_DISABLED: { code: 'conflict', text: 'The cluster has no authorizer, so it knows no ACLs.' },
  TOPIC_DELETION_DISABLED: { code: 'conflict', text: 'The cluster does not allow topics to be deleted.' },
  TOPIC_AUTHORIZATION_FAILED: { code: 'forbidden', text: 'The credentials have no right to this topic.' },
  GROUP_AUTHORIZATION_FAILED: {
    code: 'forbidden',
    text: 'The credentials have no right to this consumer group.',
  },
  CLUSTER_AUTHORIZATION_FAILED: {
    code: 'forbidden',
    text: 'The credentials have no right to do this on the cluster.',
  },
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: {
    code: 'forbidden',
    text: 'The credentials have no right to this transactional id.',
  },
  MESSAGE_TOO_LARGE: {
    code: 'too_large',
    text: 'The message is larger than the topic accepts (max.message.bytes).',
  },
  RECORD_LIST_TOO_LARGE: { code: 'too_large', text: 'The batch is larger than a segment of the topic.' },
  INVALID_RECORD: {
    code: 'invalid',
    text: 'The topic refuses this record; a compacted topic wants a key with each.',
  },
  INVALID_TIMESTAMP: {
    code: 'invalid',
    text: 'The timestamp of the record is outside what the topic accepts.',
  },
  OFFSET_OUT_OF_RANGE: {
    code: 'not_found',
    text: 'The partition does not have this offset any more, or not yet.',
  },
  UNSUPPORTED_VERSION: { code: 'unavailable', text: 'The cluster is too old: Kafka 3.0 or newer is needed.' },
  NOT_ENOUGH_REPLICAS: { code: 'unavailable', text: 'Too few replicas are in sync to accept writes.' },
}

/** The error of one item of a response, by Kafka's number. `subject` names it: `Topic orders`. */
export function itemError(errorCode: number, detail: string | null, subject: string): AppError {
  const id = protocolErrorsCodesById[errorCode] ?? 'UNKNOWN_SERVER_ERROR'
  const known = protocolErrors[id]
  const meaning = meanings[id]
  const text = meaning?.text ?? known?.message ?? `Kafka answered with error ${errorCode}.`
  const isDetailNew = detail !== null && detail !== '' && detail !== known?.message
  const code = meaning?.code ?? (known?.canRetry === true ? 'unavailable' : 'invalid')
  return new AppError(code, `${subject}: ${text}${isDetailNew ? ` Kafka says: ${detail}` : ''}`, {
    details: { kafkaError: id },
  })
}

/** Any failure of the client as an AppError. `subject` says what was tried: `Listing topics of lkc-1`. */
export function toAppError(error: unknown, subject: string): AppError {
  const chain = [...errorsIn(error)]
  const own = chain.find((one) => one instanceof AppError)
  if (own instanceof AppError) return own
  const protocol = chain.find((one) => codeOf(one) === 'PLT_KFK_PROTOCOL')
  if (protocol !== undefined && 'apiCode' in protocol) {
    const detail = 'serverErrorMessage' in protocol ? protocol.serverErrorMessage : null
    const mapped = itemError(Number(protocol.apiCode), typeof detail === 'string' ? detail : null, subject)
    return new AppError(mapped.code, mapped.message, { cause: error, details: mapped.details })
  }
  if (chain.some((one) => codeOf(one) === 'PLT_KFK_AUTHENTICATION')) return itemError(58, null, subject)
  return new AppError('unavailable', `${subject}: ${reasonOf(chain.at(-1) ?? error)}`, { cause: error })
}

/** Kafka's own name of the error (`MESSAGE_TOO_LARGE`), when there is one. */
export function kafkaErrorOf(error: unknown): string | null {
  const id = error instanceof AppError ? error.details.kafkaError : undefined
  return typeof id === 'string' ? id : null
}

/** The error and all that caused it, outermost first. */
export function* errorsIn(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return
  yield error
  if (error instanceof AggregateError) for (const inner of error.errors) yield* errorsIn(inner)
  yield* errorsIn(error.cause)
}

export function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : ''
}

function reasonOf(error: unknown): string {
  const message = errorMessage(error)
  const code = error instanceof Error ? codeOf(error) : ''
  if (code === 'ECONNREFUSED')
    return 'nothing accepts connections at the bootstrap server. Is the broker running?'
  if (code === 'ENOTFOUND') return 'the host name of the bootstrap server is unknown.'
  if (code === 'ETIMEDOUT' || /timed out/i.test(message)) return 'the broker did not answer in time.'
  if (/connection closed/i.test(message)) return 'the broker closed the connection.'
  return message
}
