import { listPartitionReassignmentsV0 } from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { linkTo } from './links'

export type PartitionReassignment = { topic: string; partition: number; adding: number[]; removing: number[] }

/** Partitions that are moving from some brokers to others (KIP-455), by topic and number. */
export async function listReassignments(connection: KafkaConnection): Promise<PartitionReassignment[]> {
  const answer = await linkTo(connection).call(
    'Listing reassignments',
    'controller',
    listPartitionReassignmentsV0.api,
    15_000,
    null,
  )
  return answer.topics
    .flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, addingReplicas, removingReplicas }) => ({
        topic: name,
        partition: partitionIndex,
        adding: addingReplicas,
        removing: removingReplicas,
      })),
    )
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))
}
