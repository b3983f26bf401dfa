// The tables of a preview: as they are, where the database was reached, with what auto.create and auto.evolve would change.
import type pg from 'pg'
import {
  addableColumns,
  createStatement,
  evolveStatement,
  targetWith,
  type NeededColumn,
} from '@/lib/connectors/postgres-sink/ddl'
import { foldName, quoteTable } from '@/lib/connectors/postgres-sink/identifiers'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import { findColumn, type Target } from '@/lib/connectors/postgres-sink/target'
import type { PreviewedTable } from '@/lib/connectors/validation/check-schema'
import { NothingToMake } from './nothing-to-make'
import type { TableSource } from './record-rows'
import { missingTable, readTarget, tableFor } from './targets'

/** Null: the database was not reached. */
export type Reader = pg.Client | null

export class DryTables implements TableSource<Reader> {
  readonly seen = new Map<string, PreviewedTable>()

  constructor(private readonly settings: SinkSettings) {}

  forget(): void {
    this.seen.clear()
  }

  async ensure(client: Reader, topic: string, needed: () => readonly NeededColumn[]): Promise<Target> {
    const { canCreate, canEvolve, tableTypes } = this.settings
    const name = tableFor(this.settings, topic)
    const before = client && (await readTarget(client, name, tableTypes))
    const table: PreviewedTable = {
      ...{ topic, table: quoteTable(name), exists: client && before !== null },
      ...{ columns: [], statements: [], problem: null },
    }
    this.seen.set(topic, table)
    const columns = needed()
    if (before === null && client !== null && !canCreate) throw missingTable(name, this.settings)
    if (before === null && columns.length === 0) throw new NothingToMake(name)
    const added = before === null ? columns : canEvolve ? addableColumns(before, columns) : []
    if (before === null && canCreate) table.statements.push(createStatement(name, columns))
    if (before !== null && added.length > 0) table.statements.push(evolveStatement(before, added))
    const target = targetWith(name, before, added)
    table.columns = target.columns.map(({ name: column, type, isNullable }) => ({
      ...{ name: column, type, isNullable },
      isKey: this.isKey(target, column, columns),
      isNew: client !== null && added.some((one) => one.name === column),
    }))
    return target
  }

  private isKey(target: Target, column: string, needed: readonly NeededColumn[]): boolean {
    const keys = needed.filter(({ isKey }) => isKey).map(({ name }) => name)
    const named = keys.length > 0 ? keys : this.settings.keyFields
    return named.some((name) => findColumn(target, foldName(name, this.settings.quotes))?.name === column)
  }
}
