// kill -9 of the worker at a random moment under load. Its tasks are threads of it, so it is the process of the tasks too. Odd rounds
// have a second worker that takes over; in the others the dead one is started anew after the pause that the launcher makes.
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/lib/db'
import { median } from '@/tests/support/figure'
import type { Random } from '@/tests/support/random'
import { check } from './check'
import { placesOf, type Line } from './line'
import { secondsSince, worst, type Outcome } from './outcome'
import { ranBy, untilTakenOver } from './resume'
import { LAUNCHER_PAUSE_MS, type Place, type Rig } from './rig'

type Options = { rounds: number; random: Random; hasStandBy: boolean }

/** Worker `a` runs when it begins and when it ends. */
export async function killWorkers(
  rig: Rig,
  line: Line,
  { rounds, random, hasStandBy }: Options,
): Promise<Outcome> {
  const times: number[] = []
  if (hasStandBy) await rig.startWorker('b')
  for (let round = 0; round < rounds; round++) {
    await pause(random(1_000))
    const owner = await ownerOf(rig, line)
    const before = await placesOf(rig, line)
    const ran = await ranBy(rig, line, owner)
    const killedAt = performance.now()
    await rig.endWorker(owner, 'SIGKILL')
    const restarted = pause(LAUNCHER_PAUSE_MS).then(() => rig.startWorker(owner))
    await untilTakenOver(rig, line, before, ran)
    times.push(secondsSince(killedAt))
    await restarted
    rig.say(
      `kill ${round + 1} of ${rounds} (${owner}): every partition goes on after ${times.at(-1)?.toFixed(2)} s`,
    )
  }
  if (hasStandBy) await rig.endWorker('b', 'SIGKILL')
  const fault = hasStandBy ? 'kill -9 of a worker, another stands by' : 'kill -9 of the only worker'
  const named = { unit: 's', atMost: 10 }
  return {
    fault,
    rounds,
    verdict: await check(rig, line, { isGoingOn: true }),
    figures: [
      { name: `${fault}: to new rows, worst`, value: worst(times), ...named },
      { name: `${fault}: to new rows, median`, value: median(times), ...named },
    ],
    broken: [],
  }
}

/** The worker that runs the first sink's first task. */
export async function ownerOf({ workers }: Rig, { sinks }: Line): Promise<Place> {
  const row = await db.connectorTask.findFirst({ where: { connectorId: sinks[0]?.id ?? '', taskId: 0 } })
  const found = [...workers].find(([, { pid }]) => row?.workerId?.includes(`/${pid}-`))
  if (!found) throw new Error(`No worker runs the task: ${row?.workerId ?? 'nobody'} does.`)
  return found[0]
}
