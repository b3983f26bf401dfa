// One run of a contender: from its first records on, for a given time or to the end of the topic.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { processorSeconds, residentMb } from '@/tests/support/process-use'
import { eventually } from '@/tests/support/poll'
import type { Contender } from './contender'

export type Run = { rate: number; own: number; database: number; memoryMb: number; stored: number }

type Sample = { at: number; records: number; own: number; database: number }

/** Server processes of a Postgres, those that have ended included. */
function databaseSeconds(postmaster: number): number {
  const fields = (pid: string): string[] => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  }
  const seconds = (some: string[]): number => some.reduce((sum, ticks) => sum + Number(ticks), 0) / 100
  let total = seconds(fields(String(postmaster)).slice(11, 15))
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const one = fields(pid)
      if (Number(one[1]) === postmaster) total += seconds(one.slice(11, 13))
    } catch {
      // It has ended meanwhile.
    }
  }
  return total
}

export async function measure(
  contender: Contender,
  postmaster: number,
  { seconds, warmUpSeconds, total }: { seconds: number; warmUpSeconds: number; total: number },
): Promise<Run> {
  const sample = async (): Promise<Sample> => ({
    records: await contender.progress(),
    at: performance.now(),
    own: processorSeconds(contender.pid),
    database: databaseSeconds(postmaster),
  })
  /** The moment at which the progress moves, so that it is exact however seldom it does. */
  const nextMove = async (from: number): Promise<Sample> =>
    eventually(
      `${contender.name}: more than ${from} records`,
      async () => {
        const now = await sample()
        return now.records > from ? now : null
      },
      { timeoutMs: 300_000, everyMs: 20 },
    )
  let first = await nextMove(0)
  await sleep(warmUpSeconds * 1_000)
  first = await sample()
  if (first.records >= total)
    throw new Error('The topic was read before the measurement began: give more --records.')
  first = await nextMove(first.records)
  let last = first
  let memoryMb = 0
  while (last.at - first.at < seconds * 1_000 && last.records < total) {
    last = await nextMove(last.records)
    memoryMb = Math.max(memoryMb, residentMb(contender.pid))
    await sleep(200)
  }
  const records = last.records - first.records
  return {
    rate: (records * 1_000) / (last.at - first.at),
    own: ((last.own - first.own) / records) * 1e6,
    database: ((last.database - first.database) / records) * 1e6,
    memoryMb,
    stored: last.records,
  }
}
