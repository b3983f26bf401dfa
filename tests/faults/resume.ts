// How long until rows come again: every partition of every sink of a line, not only the first.
import { eventually } from '@/tests/support/poll'
import { keyOf, placesOf, type Line, type StoredPlace } from './line'
import type { Rig } from './rig'

const WAIT = { timeoutMs: 180_000, everyMs: 25 }

/** Resolves when every partition has been moved on by a later start than any of `before`. */
export async function untilTakenOver(rig: Rig, line: Line, before: readonly StoredPlace[]): Promise<void> {
  const epochs = new Map(before.map((place) => [keyOf(place), place.epoch]))
  const starts = new Map<string, number>()
  await eventually(
    'every partition goes on after the fault',
    async () => {
      const places = await placesOf(rig, line)
      return places.every((place) => {
        const key = keyOf(place)
        if (place.epoch <= (epochs.get(key) ?? 0)) return false
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
