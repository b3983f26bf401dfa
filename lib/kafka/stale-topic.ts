// What we know of a topic goes out of date: leaders move, retention cuts the log, a new topic's leader is not ready yet.
import { setTimeout as pause } from 'node:timers/promises'
import type { AppError } from '@/lib/errors'
import { itemError } from './kafka-error'

const PATIENCE_MS = 3_000
const PAUSE_MS = 50

// Offset out of range, no leader, not the leader, leader epochs, topic id.
const stale = new Set([1, 3, 5, 6, 9, 74, 75, 76, 100])

/** Thrown instead of `reason` when looking the topic up again may help. */
export class StaleTopic extends Error {
  readonly reason: AppError

  constructor(reason: AppError) {
    super(reason.message)
    this.reason = reason
  }
}

/** Throws for an error of one partition, by Kafka's number. */
export function requireFresh(topic: string, partition: number, errorCode: number): void {
  if (errorCode === 0) return
  const error = itemError(errorCode, null, `Partition ${partition} of topic ${topic}`)
  throw stale.has(errorCode) ? new StaleTopic(error) : error
}

/** Runs `act` from the start again, for some seconds, when it found that it had worked with stale knowledge. */
export async function withFreshTopic<T>(act: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof StaleTopic)) throw error
      if (Date.now() > deadline) throw error.reason
      await pause(PAUSE_MS)
    }
  }
}
