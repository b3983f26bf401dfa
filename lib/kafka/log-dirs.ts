import { describeLogDirsV2 } from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { linkTo } from './links'

/** Bytes on disk of one replica, indexes not counted. */
export type ReplicaSize = { broker: number; topic: string; partition: number; bytes: number }

/** Sizes of all replicas on all brokers, or of these topics only. Brokers that forbid it answer nothing. */
export async function describeLogDirs(
  connection: KafkaConnection,
  topics?: string[],
): Promise<ReplicaSize[]> {
  const link = linkTo(connection)
  const wanted = topics === undefined ? null : new Set(topics)
  const brokers = await link.brokerIds()
  const answers = await Promise.all(
    brokers.map(async (broker) => {
      const { results } = await link.callPartial('Reading the sizes', broker, describeLogDirsV2.api, null)
      return results.flatMap((folder) =>
        folder.topics
          .filter(({ name }) => wanted === null || wanted.has(name))
          .flatMap(({ name, partitions }) =>
            partitions
              .filter(({ isFutureKey }) => !isFutureKey)
              .map(({ partitionIndex, partitionSize }) => ({
                broker,
                topic: name,
                partition: partitionIndex,
                bytes: Number(partitionSize),
              })),
          ),
      )
    }),
  )
  return answers.flat()
}
