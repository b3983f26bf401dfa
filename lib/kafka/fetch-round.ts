import { FetchFailure, type FetchLimits, fetchPartitions, type FetchedPartition } from './fetch-request'
import { itemError, toAppError } from './kafka-error'
import { groupByLeader, type Leaders } from './leaders'
import type { KafkaLink } from './link'
import { requireFresh } from './stale-topic'

export type PartitionRequest = { partition: number; offset: number; maxBytes: number }

/**
 * One Fetch per leader for all the partitions. A broker that reaches `maxBytes` answers the later
 * partitions with nothing, and so it does for one whose first batch is larger than its own `maxBytes`, unless it is the first.
 */
export async function fetchRound(
  link: KafkaLink,
  leaders: Leaders,
  topic: string,
  requests: PartitionRequest[],
  limits: FetchLimits,
): Promise<FetchedPartition[]> {
  const groups = [
    ...groupByLeader(
      leaders,
      requests.map((request) => ({ topic, ...request })),
    ),
  ]
  const answers = await Promise.all(
    groups.map(async ([leader, group]) => {
      try {
        return await fetchPartitions(await link.socketTo(leader), group, limits)
      } catch (error) {
        throw error instanceof FetchFailure
          ? itemError(error.errorCode, null, `Topic ${topic}`)
          : toAppError(error, `Reading topic ${topic}`)
      }
    }),
  )
  const fetched = answers.flat()
  for (const { partition, errorCode } of fetched) requireFresh(topic, partition, errorCode)
  return fetched
}
