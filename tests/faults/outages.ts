// What the sinks stand between is taken away and brought back: the broker, and the database they write to.
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/lib/db'
import { groupOffsets, listTopicOffsets } from '@/lib/kafka'
import { median } from '@/tests/support/figure'
import { eventually } from '@/tests/support/poll'
import { add, check, type Verdict } from './check'
import { placesOf, type Line } from './line'
import { secondsSince, worst, type Outcome } from './outcome'
import { untilMovedOn } from './resume'
import type { Rig } from './rig'

type Times = { times: number[]; broken: string[]; verdict: Verdict }
const nothing = (): Times => ({
  times: [],
  broken: [],
  verdict: { records: 0, lost: 0, duplicates: 0, damaged: 0, disordered: 0 },
})

/** Each outage lasts as many milliseconds as given. */
export async function stopBrokers(
  rig: Rig,
  line: Line,
  how: 'SIGTERM' | 'SIGKILL',
  lengthsMs: readonly number[],
): Promise<Outcome> {
  const found = nothing()
  for (const lengthMs of lengthsMs) {
    await rig.breakBroker(how)
    const told = tellsWhatIsMissing(line, lengthMs)
    await pause(lengthMs)
    await told.catch((error: unknown) => found.broken.push(String(error)))
    const before = await placesOf(rig, line)
    await rig.startBroker()
    const answeredAt = performance.now()
    const sentBefore = line.records.acknowledgedAt.length
    await eventually('the producer goes on', () => line.records.acknowledgedAt.length > sentBefore, {
      timeoutMs: 60_000,
      everyMs: 20,
    })
    const sentAfter = secondsSince(answeredAt)
    await untilMovedOn(rig, line, before)
    found.times.push(secondsSince(answeredAt))
    rig.say(
      `broker away for ${lengthMs / 1_000} s (${how}): the producer goes on ${sentAfter.toFixed(2)} s after it answers, every partition after ${found.times.at(-1)?.toFixed(2)} s`,
    )
  }
  add(found.verdict, await check(rig, line, { isGoingOn: true }))
  return outcomeOf(`broker stopped (${how}) and started`, found)
}

export async function stopTargets(rig: Rig, line: Line, lengthsMs: readonly number[]): Promise<Outcome> {
  const found = nothing()
  for (const lengthMs of lengthsMs) {
    const before = await placesOf(rig, line)
    await rig.target.crash()
    const told = tellsWhatIsMissing(line, lengthMs)
    await pause(lengthMs)
    await told.catch((error: unknown) => found.broken.push(String(error)))
    const behind = await lagOf(rig, line)
    if (behind <= 0) found.broken.push('no lag is to be seen')
    await rig.target.start()
    const answeredAt = performance.now()
    await untilMovedOn(rig, line, before)
    found.times.push(secondsSince(answeredAt))
    rig.say(
      `database away for ${lengthMs / 1_000} s: ${behind} records behind, every partition goes on ${found.times.at(-1)?.toFixed(2)} s after it answers`,
    )
  }
  add(found.verdict, await check(rig, line, { isGoingOn: true }))
  return outcomeOf('target database stopped (immediate) and started', found)
}

function outcomeOf(fault: string, { times, broken, verdict }: Times): Outcome {
  const named = { unit: 's', atMost: 10 }
  return {
    fault,
    rounds: times.length,
    verdict,
    broken,
    figures: [
      { name: `${fault}: to new rows once it answers, worst`, value: worst(times), ...named },
      { name: `${fault}: to new rows once it answers, median`, value: median(times), ...named },
    ],
  }
}

/** A fetch that waits at the broker takes so long to find out that nobody answers. */
const TOLD_AFTER_MS = 15_000

/** The connectors go on trying, and say what they wait for if that is long; none has failed for good. */
async function tellsWhatIsMissing({ sinks }: Line, lengthMs: number): Promise<void> {
  if (lengthMs < TOLD_AFTER_MS) return
  await eventually(
    'every task says what it waits for',
    async () => {
      const tasks = await db.connectorTask.findMany({
        where: { connectorId: { in: sinks.map(({ id }) => id) } },
      })
      const failed = tasks.find(({ state }) => state.endsWith('ERROR'))
      if (failed) throw new Error(`a task has failed: ${failed.trace.split('\n')[0]}`)
      return tasks.every(({ state, trace }) => state === 'RESTARTING' && trace !== '')
    },
    { timeoutMs: lengthMs, everyMs: 200 },
  )
}

/** As any tool sees it: the groups' offsets against the ends of the topic. */
async function lagOf({ broker }: Rig, { sinks, topic }: Line): Promise<number> {
  const ends = await listTopicOffsets(broker.connection, [topic])
  const latest = ends.reduce((sum, end) => sum + Number(end.latest), 0)
  let lag = 0
  for (const { id } of sinks) {
    const offsets = await groupOffsets(broker.connection, `connect-${id}`)
    lag += latest - offsets.reduce((sum, { offset }) => sum + Number(offset), 0)
  }
  return lag
}
