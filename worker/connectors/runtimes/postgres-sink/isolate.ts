// Finds the rows that the database refuses and stores all others, in their order: pieces of a segment go in under a savepoint,
// and a piece that fails is divided at the row that COPY names, or in half.
import type pg from 'pg'
import type { Segment } from '@/lib/connectors/postgres-sink/segments'
import { statementsOf } from '@/lib/connectors/postgres-sink/target'
import { describePostgres, isRowRefusal, refusedLine, type PostgresError } from './failures'
import { runScript, type CopyData } from './script'

export type RefusedRow = { record: number; error: Error }

/** Rows `from` to `to - 1` of a segment. */
export function copyDataOf({ out, starts, end }: Segment, from = 0, to = starts.length): CopyData {
  return [{ bytes: out.bytes, start: starts[from] ?? end, end: starts[to] ?? end }]
}

/** In a transaction that is open and stays so. @throws what is not a row's fault. */
export async function storeAllButBad(
  client: pg.Client,
  segment: Segment,
  stage: string | null,
): Promise<RefusedRow[]> {
  const refused: RefusedRow[] = []
  const statements = statementsOf(segment.plan, stage)
  if (stage !== null) statements.push(`TRUNCATE ${stage}`)
  const script = ['SAVEPOINT piece', ...statements, 'RELEASE SAVEPOINT piece'].join('; ')
  const store = async (from: number, to: number): Promise<void> => {
    if (from >= to) return
    let error: PostgresError
    try {
      await runScript(client, script, [copyDataOf(segment, from, to)])
      return
    } catch (failure) {
      if (!isRowRefusal(failure)) throw failure
      error = failure
    }
    await runScript(client, 'ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece')
    const line = refusedLine(error)
    if (line !== null && from + line <= to) {
      const bad = from + line - 1
      await store(from, bad)
      refuse(bad, error)
      await store(bad + 1, to)
    } else if (to - from === 1) refuse(from, error)
    else {
      const middle = (from + to) >>> 1
      await store(from, middle)
      await store(middle, to)
    }
  }
  const refuse = (row: number, error: PostgresError): void => {
    const record = segment.records[row]
    if (record !== undefined)
      refused.push({
        record,
        error: new Error(`The database refuses the row: ${describePostgres(error)}`, { cause: error }),
      })
  }
  await store(0, segment.count)
  return refused
}
