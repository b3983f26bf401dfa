// What records would become in the database: the sink's own plans and encoders on a session that only reads, or without one.
import type pg from 'pg'
import { DataError, type ConnectRecord } from '@/lib/connectors/data/record'
import { readCopyRow } from '@/lib/connectors/postgres-sink/copy-row'
import { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import { Segments } from '@/lib/connectors/postgres-sink/segments'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import type { PreviewTarget } from '@/lib/connectors/validation/check-schema'
import { errorMessage } from '@/lib/errors'
import {
  TaskFailure,
  type PreviewOfTarget,
  type SinkBatch,
  type TargetOfRecord,
} from '@/worker/connectors/runtime'
import { connect, ConnectFailure } from './connection'
import { DryTables, type Reader } from './dry-tables'
import { isPostgresError } from './failures'
import { rulesOf, settingsOf } from './open-task'
import { RecordRows } from './record-rows'
import { runScript } from './script'
import { tryRows, type TriedRow } from './try-rows'

export const previewTarget: PreviewOfTarget = async ({ config, dialect }, records) => {
  const settings = settingsOf(config, dialect)
  const { client, note } = await reader(settings)
  try {
    const tables = new DryTables(settings)
    const made = await encode(settings, tables, client, records)
    const checked = client === null ? made.targets : await tried(client, tables, made)
    return { records: checked, tables: [...tables.seen.values()], ...(note !== null && { note }) }
  } finally {
    await client?.end().catch(() => undefined)
  }
}

/** A session that cannot write. */
async function reader(settings: SinkSettings): Promise<{ client: Reader; note: string | null }> {
  const { connection, timeZone } = settings
  try {
    const client = await connect(connection, { applicationName: 'tributary preview', timeZone })
    await runScript(
      client,
      "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SET statement_timeout TO '5s'",
    )
    return { client, note: null }
  } catch (error) {
    if (!(error instanceof ConnectFailure)) throw error
    const note = `The database could not be looked at: ${error.message} Tables are shown as the sink would make them.`
    return { client: null, note }
  }
}

/** `rows`: by the record's place, of those that have one. */
type Encoded = { targets: TargetOfRecord[]; rows: Map<number, TriedRow> }

async function encode(
  settings: SinkSettings,
  tables: DryTables,
  client: Reader,
  records: readonly ConnectRecord[],
): Promise<Encoded> {
  const encoder = new RecordRows<Reader>(settings, tables, rulesOf(settings))
  const segments = new Segments('ordered', () => new CopyText(), settings.rowsPerStatement)
  const targets = new Map<number, TargetOfRecord>()
  for (const topic of new Set(records.map((record) => record.topic))) {
    const batch: SinkBatch = { topic, partition: 0, nextOffset: 0, records }
    const places = records.flatMap((record, place) => (record.topic === topic ? [place] : []))
    try {
      await encoder.prepare(
        client,
        places.map((from) => ({ batch, from, to: from + 1 })),
      )
      for (const place of places) {
        const problem = refusalOf(() => encoder.add(batch, place, segments, place))
        if (problem !== null) targets.set(place, { problem, isFatal: false })
      }
    } catch (error) {
      if (!(error instanceof TaskFailure) && !isPostgresError(error)) throw error
      const problem = errorMessage(error)
      const table = tables.seen.get(topic)
      if (table) table.problem = problem
      for (const place of places) targets.set(place, { problem, isFatal: true })
    }
  }
  const rows = rowsOf(segments)
  for (const [place, row] of rows) targets.set(place, { target: targetOf(row, null) })
  return { targets: records.map((_, place) => targets.get(place) ?? noRow), rows }
}

const noRow: TargetOfRecord = { problem: 'No row comes of the record.', isFatal: false }

function refusalOf(add: () => void): string | null {
  try {
    add()
    return null
  } catch (error) {
    if (error instanceof DataError) return error.message
    throw error
  }
}

function rowsOf({ list }: Segments): Map<number, TriedRow> {
  const rows = new Map<number, TriedRow>()
  for (const { plan, out, starts, records, end } of list)
    for (const [row, place] of records.entries()) {
      const text = out.bytes.toString('utf8', starts[row], starts[row + 1] ?? end)
      rows.set(place, { plan, values: readCopyRow(text) })
    }
  return rows
}

const targetOf = ({ plan, values }: TriedRow, isThere: boolean | null): PreviewTarget => ({
  kind: 'row',
  table: plan.target.sql,
  operation: plan.operation,
  isThere,
  values: plan.columns.map(({ name }, place) => ({ column: name, value: values[place] ?? null })),
})

/** What the database says of the rows. */
async function tried(
  client: pg.Client,
  tables: DryTables,
  { targets, rows }: Encoded,
): Promise<TargetOfRecord[]> {
  const real = new Set([...tables.seen.values()].flatMap(({ exists, table }) => (exists ? [table] : [])))
  const verdicts = await tryRows(client, [...rows.values()], ({ sql }) => real.has(sql))
  const byPlace = new Map([...rows.keys()].map((place, index) => [place, verdicts[index]]))
  return targets.map((target, place): TargetOfRecord => {
    const row = rows.get(place)
    const verdict = byPlace.get(place)
    if (row === undefined || verdict === undefined) return target
    if (verdict.problem === null) return { target: targetOf(row, verdict.isThere) }
    return { problem: verdict.problem, isFatal: verdict.isFatal }
  })
}
