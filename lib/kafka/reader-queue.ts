// Answers that a reader of partitions has fetched and not yet handed over.
import type { AppError } from '@/lib/errors'
import { toAppError } from './kafka-error'
import type { FetchedRecords, RawRecords } from './raw-records'

export type Position = {
  readonly topic: string
  readonly partition: number
  /** Where to fetch on, and up to where the caller has got the records. */
  offset: number
  given: number
  /** End of what can be read, as of the last answer; -1 before the first. */
  end: number
}

export type PartitionLag = { topic: string; partition: number; lag: number }

export const lagOf = (positions: Iterable<Position>): PartitionLag[] =>
  [...positions]
    .filter(({ end }) => end >= 0)
    .map(({ topic, partition, end, given }) => ({ topic, partition, lag: Math.max(0, end - given) }))

export class ReaderQueue {
  #answers: { leader: number; position: Position; records: FetchedRecords }[] = []

  add(leader: number, position: Position, records: FetchedRecords): void {
    this.#answers.push({ leader, position, records })
  }

  /** Those whose answers are not used up. */
  leaders(): number[] {
    return this.#answers.map(({ leader }) => leader)
  }

  keep(isWanted: (position: Position) => boolean): void {
    this.#answers = this.#answers.filter(({ position }) => isWanted(position))
  }

  /** The next records, unpacked to about so many bytes; `failure`: what comes after them cannot be read. */
  take(maxBytes: number): { taken: RawRecords[]; failure: AppError | null } {
    const taken: RawRecords[] = []
    for (let left = maxBytes; left > 0;) {
      const [first] = this.#answers
      if (first === undefined) break
      try {
        const records = first.records.next(left)
        if (records === null) this.#answers.shift()
        else {
          taken.push(records)
          left -= records.data.length
          first.position.given = records.nextOffset
        }
      } catch (error) {
        this.#answers.shift()
        first.position.offset = first.position.given
        return { taken, failure: toAppError(error, `Reading topic ${first.position.topic}`) }
      }
    }
    return { taken, failure: null }
  }
}
