// What a fault did, as a row of the table at the end.
import type { Figure } from '@/tests/support/figure'
import type { Verdict } from './check'

export type Outcome = {
  fault: string
  rounds: number
  verdict: Verdict
  figures: Figure[]
  /** What did not hold beside the ledger. */
  broken: string[]
}

export const worst = (times: readonly number[]): number => Math.max(...times)

export const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1_000

export const isClean = ({ verdict, broken }: Outcome): boolean =>
  broken.length === 0 && verdict.lost + verdict.duplicates + verdict.damaged + verdict.disordered === 0

const columns = ['records', 'lost', 'duplicates', 'damaged', 'disordered'] as const

export function tableOf(outcomes: readonly Outcome[]): string {
  const heads = ['fault', 'rounds', ...columns, 'result']
  const rows = outcomes.map((outcome) => [
    outcome.fault,
    String(outcome.rounds),
    ...columns.map((column) => String(outcome.verdict[column])),
    isClean(outcome) ? 'ok' : `NOT OK ${outcome.broken.join('; ')}`,
  ])
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)))
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
