// The target's tables: read from the catalogue, created and given columns where the configuration allows it, and kept.
import type pg from 'pg'
import { kindOf } from '@/lib/connectors/postgres-sink/column-types'
import {
  addableColumns,
  createStatement,
  evolveStatement,
  type NeededColumn,
} from '@/lib/connectors/postgres-sink/ddl'
import {
  quoteTable,
  quoteText,
  tableNameOf,
  type TableName,
} from '@/lib/connectors/postgres-sink/identifiers'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import type { Target } from '@/lib/connectors/postgres-sink/target'
import { TaskFailure, type LogLevel } from '@/worker/connectors/runtime'
import { describePostgres, isPostgresError } from './failures'
import { NothingToMake } from './nothing-to-make'
import { runScript } from './script'

const kinds: Readonly<Record<string, string>> = {
  r: 'TABLE',
  p: 'PARTITIONED TABLE',
  v: 'VIEW',
  f: 'FOREIGN TABLE',
}

export class Targets {
  private readonly known = new Map<string, Target>()
  private turn: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly settings: SinkSettings,
    private readonly log: (level: LogLevel, message: string) => void,
  ) {}

  /** What was read may have been changed behind our back. */
  forget(): void {
    this.known.clear()
  }

  /**
   * The topic's table with the columns that are needed, as far as they may be made; who needs others finds them missing.
   * @throws TaskFailure when there is no table and none may be made; NothingToMake when none can be.
   */
  async ensure(client: pg.Client, topic: string, needed: () => readonly NeededColumn[]): Promise<Target> {
    // One after the other: connections of one task do not create the same table at once.
    const mine = this.turn.then(() => this.ensureNow(client, topic, needed))
    this.turn = mine.catch(() => undefined)
    return mine
  }

  private async ensureNow(
    client: pg.Client,
    topic: string,
    needed: () => readonly NeededColumn[],
  ): Promise<Target> {
    const name = tableFor(this.settings, topic)
    const key = quoteTable(name)
    let target = this.known.get(key) ?? (await readTarget(client, name, this.settings.tableTypes))
    if (target === null) {
      if (!this.settings.canCreate) throw missingTable(name, this.settings)
      const columns = needed()
      if (columns.length === 0) throw new NothingToMake(name)
      await change(client, createStatement(name, columns))
      this.log(
        'INFO',
        `Table ${key} was created with the columns ${columns.map((one) => one.name).join(', ')}.`,
      )
      target = await readTarget(client, name, this.settings.tableTypes)
      if (target === null) throw missingTable(name, this.settings)
    }
    const evolved = await this.evolve(client, target, needed)
    this.known.set(key, evolved)
    return evolved
  }

  private async evolve(
    client: pg.Client,
    target: Target,
    needed: () => readonly NeededColumn[],
  ): Promise<Target> {
    if (!this.settings.canEvolve) return target
    const added = addableColumns(target, needed())
    if (added.length === 0) return target
    await change(client, evolveStatement(target, added))
    this.log('INFO', `Table ${target.sql} was given the columns ${added.map((one) => one.name).join(', ')}.`)
    return (await readTarget(client, target.name, this.settings.tableTypes)) ?? target
  }
}

/** @throws TaskFailure */
export function tableFor({ tableNameFormat, quotes, connection }: SinkSettings, topic: string): TableName {
  const name = tableNameOf(tableNameFormat, topic, { quotes, database: connection.database })
  if (name !== null) return name
  throw new TaskFailure(
    `table.name.format "${tableNameFormat}" gives no name of a table for topic "${topic}". Dots divide schema and table: quote the name ("\${topic}") for a table with dots in its name.`,
  )
}

export const missingTable = (name: TableName, { connection }: SinkSettings): TaskFailure =>
  new TaskFailure(
    `Table ${quoteTable(name)} does not exist in database "${connection.database}". Create it, set auto.create to true, or change table.name.format.`,
  )

/** Null: there is none. @throws TaskFailure when it is of another kind than the settings allow. */
export async function readTarget(
  client: pg.Client,
  name: TableName,
  tableTypes: readonly string[],
): Promise<Target | null> {
  const sql = quoteTable(name)
  const [table] = await runScript(
    client,
    `SELECT c.oid, c.relkind, c.relhasrules OR c.relrowsecurity FROM pg_class c WHERE c.oid = to_regclass(${quoteText(sql)})`,
  )
  if (table === undefined) return null
  const [oid, kind, isSpecial] = table
  const type = kinds[kind ?? ''] ?? 'relation of another kind'
  if (!tableTypes.includes(type) && !(type === 'FOREIGN TABLE' && tableTypes.includes('TABLE')))
    throw new TaskFailure(
      `${sql} is a ${type}, but table.types allows ${tableTypes.join(', ')} only. Add it there, or change table.name.format.`,
    )
  const rows = await runScript(
    client,
    `SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef OR a.attidentity <> '',
            format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, NULL)
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = ${oid} AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum`,
  )
  return {
    name,
    sql,
    columns: rows.map(([column, columnType, isNotNull, hasDefault, baseType]) => ({
      name: column ?? '',
      type: columnType ?? '',
      kind: kindOf(baseType ?? ''),
      isNullable: isNotNull !== 't',
      hasDefault: hasDefault === 't',
    })),
    canCopy: kind !== 'v' && isSpecial !== 't',
  }
}

async function change(client: pg.Client, statement: string): Promise<void> {
  try {
    await runScript(client, statement)
  } catch (error) {
    if (!isPostgresError(error)) throw error
    // Another task was faster: what it made is read next.
    if (['42P07', '42701', '42710', '23505'].includes(error.code)) return
    if (!/^(42|3F|0A|22|23|54)/.test(error.code)) throw error
    throw new TaskFailure(
      `${statement.slice(0, 300)} fails: ${describePostgres(error)} Change the table by hand, or the settings, then restart the task.`,
      true,
      { cause: error },
    )
  }
}
