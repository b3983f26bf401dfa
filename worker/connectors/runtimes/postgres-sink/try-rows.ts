// Whether a database would take rows, as far as reading tells: values that their columns cannot read, NULL where none may be, rows
// that are there already. Checks, foreign keys and triggers speak up only when a row is written.
import type pg from 'pg'
import { quoteName, quoteText } from '@/lib/connectors/postgres-sink/identifiers'
import type { Plan, Target } from '@/lib/connectors/postgres-sink/target'
import { runScript } from './script'

export type TriedRow = { plan: Plan; values: readonly (string | null)[] }
/** `isThere`: a row with the same key; null: not asked for. `isFatal`: the problem is no matter of one row. */
export type Verdict = { problem: string | null; isFatal: boolean; isThere: boolean | null }

type UniqueIndex = { name: string; columns: readonly string[] }

/** From this server on, values can be tried without an error. */
const TRIES_FROM = 160_000

/** In the order of the rows. `isReal`: the table is there. */
export async function tryRows(
  client: pg.Client,
  rows: readonly TriedRow[],
  isReal: (target: Target) => boolean,
): Promise<Verdict[]> {
  const misread = await misreadValues(client, rows)
  const indexes = new Map<string, UniqueIndex[]>()
  const verdicts: Verdict[] = []
  for (const [index, row] of rows.entries()) {
    const { target } = row.plan
    const problem = misread.get(index) ?? nullProblem(row)
    if (problem !== null || !isReal(target)) {
      verdicts.push({ problem, isFatal: false, isThere: null })
      continue
    }
    const known = indexes.get(target.sql) ?? (await uniqueIndexes(client, target))
    indexes.set(target.sql, known)
    verdicts.push(await met(client, row, known))
  }
  return verdicts
}

/** By the row's place: the first of its values that its column does not read, and why. */
async function misreadValues(client: pg.Client, rows: readonly TriedRow[]): Promise<Map<number, string>> {
  const [server] = await runScript(client, "SELECT current_setting('server_version_num')")
  const values = rows.flatMap(({ plan, values: given }, row) =>
    plan.columns.flatMap(({ type }, place) => {
      const value = given[place] ?? null
      return value === null ? [] : [`(${row}, ${place}, ${quoteText(value)}, ${quoteText(type)})`]
    }),
  )
  if (Number(server?.[0]) < TRIES_FROM || values.length === 0) return new Map()
  const found = await runScript(
    client,
    `SELECT v.at, v.place, e.message FROM (VALUES ${values.join(', ')}) v(at, place, value, type), pg_input_error_info(v.value, v.type) e WHERE e.message IS NOT NULL ORDER BY 1 DESC, 2 DESC`,
  )
  return new Map(
    found.map(([at, place, message]) => {
      const column = rows[Number(at)]?.plan.columns[Number(place)]?.name ?? ''
      return [Number(at), `The database refuses the value for column "${column}": ${message}.`]
    }),
  )
}

function nullProblem({ plan: { target, columns, operation }, values }: TriedRow): string | null {
  if (operation === 'delete') return null
  const place = columns.findIndex(({ isNullable }, at) => !isNullable && (values[at] ?? null) === null)
  const given = columns[place]
  if (given !== undefined) return `Column "${given.name}" takes no NULL, and the record has none for it.`
  const left = target.columns.find(
    ({ name, isNullable, hasDefault }) =>
      !isNullable && !hasDefault && columns.every((column) => column.name !== name),
  )
  if (left === undefined || operation === 'update') return null
  return `Column "${left.name}" takes no NULL and has no default, and the record has nothing for it.`
}

async function uniqueIndexes(client: pg.Client, { sql }: Target): Promise<UniqueIndex[]> {
  const rows = await runScript(
    client,
    `SELECT i.indexrelid::regclass, to_json(ARRAY(SELECT a.attname FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY k(num, place) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num ORDER BY k.place))
     FROM pg_index i WHERE i.indrelid = to_regclass(${quoteText(sql)}) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL`,
  )
  return rows.map(([name, columns]) => ({
    name: name ?? '',
    columns: JSON.parse(columns ?? '[]') as string[],
  }))
}

/** What the row meets in the table. */
async function met(client: pg.Client, row: TriedRow, indexes: readonly UniqueIndex[]): Promise<Verdict> {
  const { plan } = row
  const keys = plan.columns.slice(0, plan.keyCount).map(({ name }) => name)
  if (plan.operation !== 'insert') {
    const isMatched = indexes.some(
      ({ columns }) => columns.length === keys.length && columns.every((name) => keys.includes(name)),
    )
    const problem =
      plan.operation === 'upsert' && !isMatched
        ? `Table ${plan.target.sql} has no primary key or unique constraint on exactly ${keys.join(', ')}, which an upsert needs.`
        : null
    return {
      problem,
      isFatal: problem !== null,
      isThere: problem === null ? await has(client, row, keys) : null,
    }
  }
  for (const { name, columns } of indexes)
    if (await has(client, row, columns))
      return {
        problem: `The table has a row with the same ${columns.join(', ')} already (${name}).`,
        isFatal: false,
        isThere: true,
      }
  return { problem: null, isFatal: false, isThere: null }
}

/** Null is equal to nothing. */
async function has(
  client: pg.Client,
  { plan, values }: TriedRow,
  names: readonly string[],
): Promise<boolean> {
  const conditions = names.map((name) => {
    const value = values[plan.columns.findIndex((column) => column.name === name)] ?? null
    return value === null ? null : `${quoteName(name)} = ${quoteText(value)}`
  })
  if (conditions.length === 0 || conditions.includes(null)) return false
  const found = await runScript(
    client,
    `SELECT 1 FROM ${plan.target.sql} WHERE ${conditions.join(' AND ')} LIMIT 1`,
  )
  return found.length > 0
}
