// The dead letter queue of a sink: records as they came, with headers that say why they are here. Nothing is dropped while it
// is away: `send` then rejects and its caller waits.
import { errorHeaders } from '@/lib/connectors/dead-letters/headers'
import {
  createTopic,
  describeTopics,
  kafkaErrorOf,
  openProducer,
  type KafkaConnection,
  type KafkaProducer,
  type RecordToSend,
} from '@/lib/kafka'
import type { DeadLetterPolicy } from '../error-policy'
import { exceptionClassOf, type FailedRecord } from '../failed-record'
import { traceOf } from '../failure'
import type { RawBatch, TaskAssignment } from '../runtime'

/** A record that failed, with the batch that holds its bytes. */
export type FailedInBatch = FailedRecord & { batch: RawBatch; index: number }

const DELIVERY_TIMEOUT_MS = 15_000

export class DeadLetters {
  private readonly connection: KafkaConnection
  private producer: KafkaProducer | undefined

  constructor(
    private readonly assignment: TaskAssignment,
    private readonly policy: DeadLetterPolicy,
  ) {
    // Its own queue is Tributary's to write; any other topic is written with the rights of the connector's key.
    const isOwn = policy.topic === `dlq-${assignment.connectorId}`
    this.connection = isOwn ? assignment.ownConnection : assignment.connection
  }

  get topic(): string {
    return this.policy.topic
  }

  async ensureTopic(): Promise<void> {
    const { topic: name, replicationFactor } = this.policy
    const { ownConnection } = this.assignment
    if ((await describeTopics(ownConnection, [name])).length > 0) return
    const make = (more: { replicationFactor?: number }): Promise<void> =>
      createTopic(ownConnection, { name, partitions: 1, ...more })
    try {
      await make(replicationFactor === null ? {} : { replicationFactor })
    } catch (error) {
      const reason = kafkaErrorOf(error)
      if (reason === 'INVALID_REPLICATION_FACTOR') await make({})
      else if (reason !== 'TOPIC_ALREADY_EXISTS') throw error
    }
  }

  /** Resolves when all of them are acknowledged. */
  async send(failed: readonly FailedInBatch[]): Promise<void> {
    try {
      this.producer ??= await this.open()
      await this.producer.send(
        this.policy.topic,
        failed.map((one) => this.letterOf(one)),
      )
      await this.producer.flush()
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async close(): Promise<void> {
    const { producer } = this
    this.producer = undefined
    await producer?.close()
  }

  private async open(): Promise<KafkaProducer> {
    await this.ensureTopic()
    return openProducer(this.connection, { deliveryTimeoutMs: DELIVERY_TIMEOUT_MS, lingerMs: 0 })
  }

  private letterOf(failed: FailedInBatch): RecordToSend {
    const { batch, index } = failed
    const headers = batch.headers(index).map(({ key, value }) => ({ key, value }))
    return {
      key: batch.key(index),
      value: batch.value(index),
      timestamp: batch.timestamp(index),
      headers: this.policy.hasContextHeaders ? [...headers, ...this.contextOf(failed)] : headers,
    }
  }

  private contextOf({ batch, index, stage, className, error }: FailedInBatch) {
    const { connectorName, taskNumber } = this.assignment
    const context: Record<keyof typeof errorHeaders, string | number> = {
      topic: batch.topic,
      partition: batch.partition,
      offset: batch.offset(index),
      connector: connectorName,
      task: taskNumber,
      stage,
      className,
      exception: exceptionClassOf(error),
      message: error.message,
      stacktrace: traceOf(error),
    }
    return Object.entries(errorHeaders).map(([name, key]) => ({
      key,
      value: Buffer.from(String(context[name as keyof typeof errorHeaders])),
    }))
  }
}
