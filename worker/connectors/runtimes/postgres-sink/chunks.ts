// How the batches of one `put` are divided into transactions.
import type { TopicPartition } from '@/worker/connectors/runtime'
import type { Piece } from './encoder'
import type { Chunk, OffsetOf } from './lane'
import type { Move } from './offsets-table'

export const placeKey = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`

type Batch = TopicPartition & { readonly nextOffset: number }
export type Counted<B> = { batch: B; count: number }

/** For each lane its batches, of about as many records; those of a partition stay together, in their order. */
export function spread<B extends Batch>(batches: readonly Counted<B>[], lanes: number): Counted<B>[][] {
  const spreading = Array.from({ length: lanes }, () => ({ batches: [] as Counted<B>[], records: 0 }))
  const laneOf = new Map<string, (typeof spreading)[number]>()
  for (const counted of batches) {
    const place = placeKey(counted.batch)
    const lane = laneOf.get(place) ?? spreading.toSorted((a, b) => a.records - b.records)[0]
    if (lane === undefined) continue
    laneOf.set(place, lane)
    lane.batches.push(counted)
    lane.records += counted.count
  }
  return spreading.map((lane) => lane.batches).filter((given) => given.length > 0)
}

/**
 * Chunks of at most `maxRecords`. What lies before a partition's position is stored already and left out. `positions` is read as
 * each chunk is made: it must be moved on before the next.
 */
export function* chunksOf<B extends Batch>(
  batches: readonly Counted<B>[],
  positions: ReadonlyMap<string, number>,
  offsetOf: OffsetOf<B>,
  maxRecords: number,
): Generator<Chunk<B>> {
  let pieces: Piece<B>[] = []
  let moves = new Map<string, Move>()
  let count = 0
  const move = ({ topic, partition }: TopicPartition, to: number): void => {
    const place = placeKey({ topic, partition })
    const from = moves.get(place)?.from ?? positions.get(place)
    if (from === undefined) throw new Error(`Partition ${place} was not opened.`)
    moves.set(place, { topic, partition, from, to: Math.max(to, moves.get(place)?.to ?? from) })
  }
  const finish = (): Chunk<B> => {
    const chunk = { pieces, count, moves: [...moves.values()].filter(({ from, to }) => to > from) }
    pieces = []
    moves = new Map()
    count = 0
    return chunk
  }
  for (const { batch, count: size } of batches) {
    const stored = moves.get(placeKey(batch))?.to ?? positions.get(placeKey(batch)) ?? 0
    let from = 0
    while (from < size && offsetOf(batch, from) < stored) from++
    while (size - from > maxRecords - count) {
      const to = from + maxRecords - count
      pieces.push({ batch, from, to })
      move(batch, offsetOf(batch, to - 1) + 1)
      count += to - from
      from = to
      yield finish()
    }
    if (from < size) pieces.push({ batch, from, to: size })
    count += size - from
    move(batch, batch.nextOffset)
  }
  const last = finish()
  if (last.moves.length > 0) yield last
}
