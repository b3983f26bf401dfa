// SIGTERM of one worker after the other under load: what is on its way is stored, the tasks go to the other worker.
import { check } from './check'
import { ownerOf } from './kills'
import { placesOf, type Line } from './line'
import { secondsSince, worst, type Outcome } from './outcome'
import { ranBy, untilTakenOver } from './resume'
import type { Rig } from './rig'

/** Worker `a` runs when it begins and when it ends. */
export async function restartInTurn(rig: Rig, line: Line, { rounds }: { rounds: number }): Promise<Outcome> {
  const drains: number[] = []
  const times: number[] = []
  await rig.startWorker('b')
  for (let round = 0; round < rounds; round++) {
    const owner = await ownerOf(rig, line)
    const before = await placesOf(rig, line)
    const ran = await ranBy(rig, line, owner)
    const askedAt = performance.now()
    await rig.endWorker(owner, 'SIGTERM')
    drains.push(secondsSince(askedAt))
    await untilTakenOver(rig, line, before, ran)
    times.push(secondsSince(askedAt))
    await rig.startWorker(owner)
    rig.say(
      `SIGTERM ${round + 1} of ${rounds}: drained in ${drains.at(-1)?.toFixed(2)} s, every partition goes on after ${times.at(-1)?.toFixed(2)} s`,
    )
  }
  const verdict = await check(rig, line, { isGoingOn: true })
  await rig.endWorker('b', 'SIGTERM')
  const fault = 'rolling restart (SIGTERM) of two workers'
  return {
    fault,
    rounds,
    verdict,
    broken: [],
    figures: [
      { name: `${fault}: drain, worst`, value: worst(drains), unit: 's', atMost: 10 },
      { name: `${fault}: to new rows by the other, worst`, value: worst(times), unit: 's', atMost: 10 },
    ],
  }
}
