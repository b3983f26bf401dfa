import { AppError } from '@/lib/errors'
import { FetchFailure, type FetchLimits, fetchPartitions, type FetchedPartition } from './fetch-request'
import { itemError, toAppError } from './kafka-error'
import { groupByLeader, type Leaders } from './leaders'
import type { KafkaLink } from './link'

export type PartitionRequest = { partition: number; offset: number; maxBytes: number }

// The leader moved, or the log was cut behind our back: looking the topic up again helps.
const moved = new Set([1, 3, 5, 6, 9, 74, 75, 76, 100])
const ATTEMPTS = 4

/** Thrown when what was known about the topic is out of date; `withFreshLeaders` then begins again. */
export class StaleTopic extends Error {
  readonly reason: AppError

  constructor(reason: AppError) {
    super(reason.message)
    this.reason = reason
  }
}

/** Runs `read` again, some times, when leaders moved or retention cut the log while it read. */
export async function withFreshLeaders<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof StaleTopic)) throw error
      if (attempt >= ATTEMPTS) throw error.reason
    }
  }
}

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
        return await fetchPartitions(await link.socketTo(leader), topic, group, limits)
      } catch (error) {
        throw error instanceof FetchFailure
          ? itemError(error.errorCode, null, `Topic ${topic}`)
          : toAppError(error, `Reading topic ${topic}`)
      }
    }),
  )
  const fetched = answers.flat()
  for (const { partition, errorCode } of fetched) requireReadable(topic, partition, errorCode)
  return fetched
}

export function requireReadable(topic: string, partition: number, errorCode: number): void {
  if (errorCode === 0) return
  const error = itemError(errorCode, null, `Partition ${partition} of topic ${topic}`)
  throw moved.has(errorCode) ? new StaleTopic(error) : error
}
