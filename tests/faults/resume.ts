// How long until rows come again: every partition of every sink of a line, not only the first.
import { db } from '@/lib/db'
import { eventually } from '@/tests/support/poll'
import { keyOf, placesOf, type Line, type StoredPlace } from './line'
import type { Place, Rig } from './rig'

const WAIT = { timeoutMs: 180_000, everyMs: 25 }

/** Resolves when every partition has been moved on, those of the sinks in `taken` by a later start than any of `before`. */
export async function untilTakenOver(
  rig: Rig,
  line: Line,
  before: readonly StoredPlace[],
  taken: ReadonlySet<string>,
): Promise<void> {
  const epochs = new Map(before.map((place) => [keyOf(place), place.epoch]))
  const starts = new Map<string, number>()
  await eventually(
    'every partition goes on after the fault',
    async () => {
      const places = await placesOf(rig, line)
      return places.every((place) => {
        const key = keyOf(place)
        if (taken.has(place.sink) && place.epoch <= (epochs.get(key) ?? 0)) return false
        if (!starts.has(key)) starts.set(key, place.offset)
        return place.offset > (starts.get(key) ?? 0)
      })
    },
    WAIT,
  )
}

/** Resolves when every partition is further than in `before`. */
export async function untilMovedOn(rig: Rig, line: Line, before: readonly StoredPlace[]): Promise<void> {
  const offsets = new Map(before.map((place) => [keyOf(place), place.offset]))
  await eventually(
    'every partition goes on',
    async () => (await placesOf(rig, line)).every((place) => place.offset > (offsets.get(keyOf(place)) ?? 0)),
    WAIT,
  )
}

/** The sinks that this worker runs by itself: with two workers the other one may have some, which nothing happens to. */
export async function ranBy({ workers }: Rig, { sinks }: Line, place: Place): Promise<ReadonlySet<string>> {
  const rows = await db.connectorTask.findMany({ where: { connectorId: { in: sinks.map(({ id }) => id) } } })
  const mark = `/${workers.get(place)?.pid}-`
  const ids = sinks.map(({ id }) => id)
  return new Set(
    ids.filter((id) => rows.every((row) => row.connectorId !== id || row.workerId?.includes(mark) === true)),
  )
}
