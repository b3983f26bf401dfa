// SIGSTOP of the worker that owns the tasks, SIGCONT when another has long taken over: the sleeper must change nothing any more.
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/lib/db'
import { check } from './check'
import { ownerOf } from './kills'
import { keyOf, placesOf, type Line, type StoredPlace } from './line'
import { secondsSince, type Outcome } from './outcome'
import { ranBy, untilTakenOver } from './resume'
import type { Rig } from './rig'

type Options = {
  frozenMs: number
  /** How long the sleeper is watched once it is awake. */
  awakeMs?: number
}

/** `frozenMs`: at least until the lease has ended and the other worker stores rows. Worker `a` runs when it begins and ends. */
export async function freezeWorker(
  rig: Rig,
  line: Line,
  { frozenMs, awakeMs = 8_000 }: Options,
): Promise<Outcome> {
  const sleeperPlace = await ownerOf(rig, line)
  const heirPlace = sleeperPlace === 'a' ? 'b' : 'a'
  const [sleeper, heir] = [rig.workers.get(sleeperPlace), await rig.startWorker(heirPlace)]
  const before = await placesOf(rig, line)
  const ran = await ranBy(rig, line, sleeperPlace)
  process.kill(sleeper?.pid ?? 0, 'SIGSTOP')
  const frozenAt = performance.now()
  await untilTakenOver(rig, line, before, ran)
  const took = secondsSince(frozenAt)
  rig.say(`frozen worker: every partition goes on after ${took.toFixed(2)} s`)
  await pause(Math.max(0, frozenMs - secondsSince(frozenAt) * 1_000))
  const atWaking = await placesOf(rig, line)
  process.kill(sleeper?.pid ?? 0, 'SIGCONT')
  const broken = await watchAwake(rig, line, { atWaking, heir: heir.pid, awakeMs })
  const verdict = await check(rig, line, { isGoingOn: true })
  await rig.endWorker('b', 'SIGKILL')
  if (!rig.workers.has('a')) await rig.startWorker('a')
  const fault = `worker frozen for ${Math.round(secondsOf(frozenMs, took))} s (SIGSTOP), another takes over, SIGCONT`
  return {
    fault,
    rounds: 1,
    verdict,
    figures: [{ name: 'worker frozen: to new rows by another', value: took, unit: 's', atMost: 15 }],
    broken,
  }
}

const secondsOf = (frozenMs: number, took: number): number => Math.max(frozenMs / 1_000, took)

/** What the sleeper did once it was awake, if anything. */
async function watchAwake(
  rig: Rig,
  line: Line,
  { atWaking, heir, awakeMs }: { atWaking: StoredPlace[]; heir: number; awakeMs: number },
): Promise<string[]> {
  const broken = new Set<string>()
  const epochs = new Map(atWaking.map((place) => [keyOf(place), place.epoch]))
  const until = performance.now() + awakeMs
  let last = atWaking
  while (performance.now() < until) {
    await pause(100)
    last = await placesOf(rig, line)
    if (last.some((place) => place.epoch !== epochs.get(keyOf(place))))
      broken.add('partitions changed hands again')
    const tasks = await db.connectorTask.findMany({
      where: { connectorId: { in: line.sinks.map(({ id }) => id) } },
    })
    if (tasks.some(({ workerId }) => !workerId?.includes(`/${heir}-`))) broken.add('a task has another owner')
    const failed = tasks.find(({ state }) => state !== 'RUNNING')
    if (failed) broken.add(`a task is shown as ${failed.state}: ${failed.trace.split('\n')[0]}`)
  }
  const isStanding = last.some((place, at) => place.offset <= (atWaking[at]?.offset ?? 0))
  if (isStanding) broken.add('a partition stands still')
  return [...broken]
}
