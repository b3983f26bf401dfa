// Confluent's Kafka REST error codes: the status with two more digits where clients tell cases apart.
import type { AppError } from '@/lib/errors'

type KafkaRestError = { status: number; errorCode: number }

const byKafkaError: Record<string, KafkaRestError> = {
  UNKNOWN_TOPIC_OR_PARTITION: { status: 404, errorCode: 40403 },
  UNKNOWN_TOPIC_ID: { status: 404, errorCode: 40403 },
  TOPIC_ALREADY_EXISTS: { status: 400, errorCode: 40002 },
  INVALID_PARTITIONS: { status: 400, errorCode: 40002 },
  INVALID_REPLICATION_FACTOR: { status: 400, errorCode: 40002 },
  INVALID_CONFIG: { status: 400, errorCode: 40002 },
  INVALID_TOPIC_EXCEPTION: { status: 400, errorCode: 40002 },
  POLICY_VIOLATION: { status: 400, errorCode: 40002 },
  UNSUPPORTED_VERSION: { status: 400, errorCode: 40035 },
}

const byStatus: Record<number, number> = { 401: 40101, 403: 40301 }

export function kafkaRestError(error: AppError, status: number): KafkaRestError {
  const { kafkaError, kafkaErrorCode } = error.details
  const known = typeof kafkaError === 'string' ? byKafkaError[kafkaError] : undefined
  if (known) return known
  return {
    status,
    errorCode: typeof kafkaErrorCode === 'number' ? kafkaErrorCode : (byStatus[status] ?? status),
  }
}
