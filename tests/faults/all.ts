// All faults, one after the other, over one broker and one target.
import { disconnectDb } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import { closeAllKafka } from '@/lib/kafka'
import type { Random } from '@/tests/support/random'
import type { TargetServer } from '@/tests/support/target-server.mjs'
import { freezeWorker } from './frozen-worker'
import { killWorkers } from './kills'
import { closeLine, openLine, type Line } from './line'
import { besideStuckTask } from './stuck-neighbour'
import { restartInTurn } from './rolling-restart'
import type { Outcome } from './outcome'
import { cutReplies } from './lost-replies'
import { stopMetadata } from './metadata-outage'
import { stopBrokers, stopTargets } from './outages'
import { poison } from './poison'
import { openRig, type Rig } from './rig'

type Options = {
  /** Of kills; other faults come fewer times. */
  rounds: number
  random: Random
  /** Names of faults; empty: all. */
  only: readonly string[]
  command: readonly string[] | undefined
  metadata: TargetServer
  say: (line: string) => void
}

const faults: Record<string, (rig: Rig, options: Options) => Promise<Outcome[]>> = {
  kills: (rig, { rounds, random }) =>
    onLine(rig, async (line) => [
      await killWorkers(rig, line, { rounds: Math.ceil(rounds / 2), random, hasStandBy: false }),
      await killWorkers(rig, line, { rounds: Math.floor(rounds / 2), random, hasStandBy: true }),
    ]),
  frozen: (rig) => onLine(rig, async (line) => [await freezeWorker(rig, line, { frozenMs: 60_000 })]),
  broker: (rig) =>
    onLine(rig, async (line) => [
      await stopBrokers(rig, line, 'SIGKILL', [5_000, 20_000]),
      await stopBrokers(rig, line, 'SIGTERM', [5_000, 20_000]),
    ]),
  target: (rig) => onLine(rig, async (line) => [await stopTargets(rig, line, [5_000, 5_000, 20_000])]),
  replies: async (rig, { rounds, random }) => [
    await cutReplies(rig, { rounds: Math.max(5, Math.floor(rounds / 2)), random }),
  ],
  poison: async (rig) => [await poison(rig, { forMs: 20_000 })],
  stuck: async (rig) => [await besideStuckTask(rig, { rounds: 3, phaseMs: 15_000 })],
  restarts: (rig) => onLine(rig, async (line) => [await restartInTurn(rig, line, { rounds: 6 })]),
  metadata: (rig, { metadata }) =>
    onLine(rig, async (line) => [await stopMetadata(rig, line, metadata, { forMs: 20_000 })]),
}

async function onLine(rig: Rig, act: (line: Line) => Promise<Outcome[]>): Promise<Outcome[]> {
  const line = await openLine(rig)
  try {
    return await act(line)
  } finally {
    await closeLine(line)
  }
}

export async function runAll(options: Options): Promise<Outcome[]> {
  const { only, command, say } = options
  const unknown = only.filter((name) => !(name in faults))
  if (unknown.length > 0)
    throw new Error(`There is no fault ${unknown.join(', ')}, only: ${Object.keys(faults).join(', ')}.`)
  const rig = await openRig({ say, ...(command && { command }) })
  await rig.startWorker('a')
  const outcomes: Outcome[] = []
  for (const [name, run] of Object.entries(faults)) {
    if (only.length > 0 && !only.includes(name)) continue
    say(`── ${name} ──`)
    try {
      outcomes.push(...(await run(rig, options)))
    } catch (error) {
      const verdict = { records: 0, lost: 0, duplicates: 0, damaged: 0, disordered: 0 }
      outcomes.push({ fault: name, rounds: 0, verdict, figures: [], broken: [errorMessage(error)] })
    }
    if (!rig.workers.has('a')) await rig.startWorker('a')
  }
  await rig.close()
  await closeAllKafka()
  await disconnectDb()
  return outcomes
}
