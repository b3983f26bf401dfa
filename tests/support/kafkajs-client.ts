// kafkajs as a client that is not ours: the tests compare what it writes and reads with what lib/kafka does.
import { Kafka, logLevel, type SASLOptions } from 'kafkajs'
import { parseBootstrapServers, type KafkaConnection } from '@/lib/kafka'

export function kafkaJs(connection: KafkaConnection): Kafka {
  const { username = '', password = '', mechanism } = connection
  const name = mechanism === 'SCRAM-SHA-512' ? 'scram-sha-512' : 'plain'
  const sasl: SASLOptions = { mechanism: name, username, password }
  return new Kafka({
    clientId: 'kafkajs',
    brokers: parseBootstrapServers(connection.bootstrapServers).map(({ host, port }) => `${host}:${port}`),
    sasl,
    logLevel: logLevel.NOTHING,
    retry: { retries: 2, initialRetryTime: 100 },
  })
}

/** Of partition 0, before this offset: as retention does it. */
export async function deleteRecords(
  connection: KafkaConnection,
  topic: string,
  before: number,
): Promise<void> {
  const admin = kafkaJs(connection).admin()
  await admin.connect()
  // It deletes of topics only that it has asked for before.
  await admin.fetchTopicOffsets(topic)
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(before) }] })
  await admin.disconnect()
}
