// Replies to COMMIT that never arrive, at random moments under load: the rows are stored, and the sink does not know.
import { setTimeout as pause } from 'node:timers/promises'
import { startCuttingProxy } from '@/tests/support/cutting-proxy'
import { eventually } from '@/tests/support/poll'
import type { Random } from '@/tests/support/random'
import { check } from './check'
import { closeLine, openLine, placesOf } from './line'
import { secondsSince, worst, type Outcome } from './outcome'
import { untilMovedOn } from './resume'
import type { Rig } from './rig'

type Options = { rounds: number; random: Random }

export async function cutReplies(rig: Rig, { rounds, random }: Options): Promise<Outcome> {
  const { hostname, port } = new URL(rig.target.url)
  const proxy = await startCuttingProxy(hostname, Number(port))
  const line = await openLine(rig, { port: proxy.port })
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await pause(random(500))
    proxy.cutAnswer('COMMIT\0')
    await eventually('a reply is cut off', () => proxy.cuts() > round, { everyMs: 5 })
    const cutAt = performance.now()
    await untilMovedOn(rig, line, await placesOf(rig, line))
    times.push(secondsSince(cutAt))
  }
  const verdict = await check(rig, line)
  await closeLine(line)
  await proxy.close()
  const fault = 'connection cut after COMMIT, before its reply'
  return {
    fault,
    rounds,
    verdict,
    figures: [{ name: `${fault}: to new rows, worst`, value: worst(times), unit: 's', atMost: 10 }],
    broken: [],
  }
}
