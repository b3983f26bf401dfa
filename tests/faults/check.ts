// The judge: every record that Kafka's log holds stands in each table once, undamaged. A client that repeats what was not
// acknowledged may have written a record twice; what the log holds twice must be stored twice.
import { fetchFrom, listTopicOffsets } from '@/lib/kafka'
import { eventually } from '@/tests/support/poll'
import { checksumOf } from './numbered-records'
import { placesOf, type Line, type Sink } from './line'
import type { Rig } from './rig'

export type Verdict = {
  records: number
  lost: number
  duplicates: number
  damaged: number
  /** Rows of a partition in another order than the log's. */
  disordered: number
}

/** Records stop; waits until everything is stored, and judges. Then records flow again if `isGoingOn`. */
export async function check(rig: Rig, line: Line, { isGoingOn = false } = {}): Promise<Verdict> {
  await line.records.stop()
  const ends = await eventually(
    'everything is stored',
    async () => {
      const found = await listTopicOffsets(rig.broker.connection, [line.topic])
      const latest = new Map(found.map((one) => [one.partition, Number(one.latest)]))
      const places = await placesOf(rig, line)
      const isDone =
        places.length === line.sinks.length * line.partitions &&
        places.every(({ partition, offset }) => offset >= (latest.get(partition) ?? 0))
      return isDone && latest
    },
    { timeoutMs: 60_000 },
  )
  const verdict: Verdict = { records: 0, lost: 0, duplicates: 0, damaged: 0, disordered: 0 }
  for (let part = 0; part < line.partitions; part++) {
    const sent = line.records.counts[part] ?? 0
    verdict.records += sent
    const times = (ends.get(part) ?? 0) === sent ? null : await timesInLog(rig, line, part)
    for (const sink of line.sinks) add(verdict, await judge(rig, line, sink, part, times))
  }
  if (isGoingOn) line.records.start()
  return verdict
}

export function add(sum: Verdict, one: Partial<Verdict>): void {
  for (const name of ['records', 'lost', 'duplicates', 'damaged', 'disordered'] as const)
    sum[name] += one[name] ?? 0
}

async function judge(
  { ask }: Rig,
  { run, records }: Line,
  { table, mode }: Sink,
  part: number,
  times: ReadonlyMap<number, number> | null,
): Promise<Partial<Verdict>> {
  const sent = records.counts[part] ?? 0
  const rows = await ask(
    `SELECT seq, crc, run, ${mode === 'UPSERT' ? 'writes' : '1 AS writes'} FROM ${table} WHERE part = $1 ORDER BY at`,
    [part],
  )
  const stored = new Map<number, number>()
  const found = { lost: 0, duplicates: 0, damaged: 0, disordered: 0 }
  let last = -1
  for (const row of rows) {
    const seq = Number(row.seq)
    stored.set(seq, (stored.get(seq) ?? 0) + Number(row.writes))
    if (row.run !== run || Number(row.crc) !== checksumOf(run, { part, seq })) found.damaged++
    if (seq < last && times === null && mode === 'INSERT') found.disordered++
    last = seq
  }
  for (let seq = 0; seq < sent; seq++) {
    if (records.options.spoil?.({ part, seq }) !== undefined) continue
    const wanted = times?.get(seq) ?? 1
    const count = stored.get(seq) ?? 0
    // Two of one key in a batch collapse to one write.
    if (count < (mode === 'UPSERT' ? 1 : wanted)) found.lost += wanted - count
    if (count > wanted) found.duplicates += count - wanted
    stored.delete(seq)
  }
  // Anything else was never sent.
  found.damaged += stored.size
  return found
}

/** How many times the log holds each record. */
async function timesInLog(rig: Rig, { topic }: Line, partition: number): Promise<Map<number, number>> {
  const times = new Map<number, number>()
  for (let offset = 0; ;) {
    const { records } = await fetchFrom(rig.broker.connection, {
      topic,
      partitions: [partition],
      from: { offset },
      max: 5_000,
    })
    const last = records.at(-1)
    if (!last) return times
    for (const { value } of records) {
      const { seq } = JSON.parse(String(value)) as { seq: number }
      times.set(seq, (times.get(seq) ?? 0) + 1)
    }
    offset = Number(last.offset) + 1
  }
}
