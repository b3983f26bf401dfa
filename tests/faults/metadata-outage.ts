// The metadata Postgres stopped under running pipelines: they go on with what they have.
import { setTimeout as pause } from 'node:timers/promises'
import type { TargetServer } from '@/tests/support/target-server.mjs'
import { eventually } from '@/tests/support/poll'
import { check } from './check'
import { placesOf, type Line, type StoredPlace } from './line'
import { db } from '@/lib/db'
import type { Outcome } from './outcome'
import type { Rig } from './rig'

export async function stopMetadata(
  rig: Rig,
  line: Line,
  metadata: Pick<TargetServer, 'crash' | 'start'>,
  { forMs }: { forMs: number },
): Promise<Outcome> {
  const broken: string[] = []
  const before = await placesOf(rig, line)
  await metadata.crash()
  const during = await placesOf(rig, line)
  await pause(forMs)
  const after = await placesOf(rig, line)
  const stored = sumOf(after) - sumOf(during)
  if (after.some((place, at) => place.offset <= (during[at]?.offset ?? 0)))
    broken.push('a partition stood still')
  const gap = await longestGap(rig, line, forMs)
  await metadata.start()
  await eventually('the connectors are shown as running', async () => {
    const rows = await db.connector.findMany({ where: { id: { in: line.sinks.map(({ id }) => id) } } })
    return rows.every(({ state }) => state === 'RUNNING')
  })
  const verdict = await check(rig, line, { isGoingOn: true })
  const isSame = (await placesOf(rig, line)).every(({ epoch }, at) => epoch === before[at]?.epoch)
  if (!isSame) broken.push('a task was started anew')
  const fault = `metadata Postgres stopped for ${forMs / 1_000} s`
  return {
    fault,
    rounds: 1,
    verdict,
    broken,
    figures: [
      { name: `${fault}: rows stored meanwhile`, value: stored, unit: 'rows', atLeast: 1 },
      { name: `${fault}: longest time without a row`, value: gap, unit: 's', atMost: 10 },
    ],
  }
}

const sumOf = (places: readonly StoredPlace[]): number => places.reduce((sum, { offset }) => sum + offset, 0)

async function longestGap({ ask }: Rig, { sinks }: Line, forMs: number): Promise<number> {
  const [row] = await ask(
    `SELECT max(extract(epoch FROM gap)) AS worst FROM (
       SELECT stored_at - lag(stored_at) OVER (ORDER BY stored_at) AS gap
       FROM ${sinks[0]?.table} WHERE stored_at > now() - $1 * interval '1 millisecond') AS gaps`,
    [forMs],
  )
  return Number(row?.worst)
}
