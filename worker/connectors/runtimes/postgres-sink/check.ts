// The dry look at a target before launch: each layer in turn, nothing is written.
import type pg from 'pg'
import { fixedSchemaOf, quoteTable, quoteText, tableNameOf } from '@/lib/connectors/postgres-sink/identifiers'
import {
  readSettings,
  type ConnectionSettings,
  type SinkSettings,
} from '@/lib/connectors/postgres-sink/settings'
import type { TargetCheck, TaskConfig } from '@/worker/connectors/runtime'
import { connect, ConnectFailure } from './connection'
import { describePostgres, isPostgresError } from './failures'
import { OFFSETS_TABLE } from './offsets-table'
import { runScript } from './script'

export async function checkDatabase(
  config: TaskConfig,
  connection: ConnectionSettings,
  signal: AbortSignal,
): Promise<TargetCheck> {
  let client: pg.Client
  try {
    client = await connect(connection, { applicationName: 'tributary check' })
  } catch (error) {
    if (!(error instanceof ConnectFailure)) throw error
    return { ok: false, layer: error.layer, field: error.field, message: error.message }
  }
  const stop = (): void => void client.end().catch(() => undefined)
  signal.addEventListener('abort', stop, { once: true })
  try {
    // Also where the rest of the form is not filled in yet.
    const settings = readSettings(
      { ...config, 'insert.mode': 'insert', 'delete.enabled': 'false' },
      'self-managed',
    )
    return await checkRights(
      client,
      settings,
      (config['topics'] ?? '').split(',').map((topic) => topic.trim()),
    )
  } catch (error) {
    if (!isPostgresError(error)) throw error
    return { ok: false, layer: 'database', field: 'db.name', message: describePostgres(error) }
  } finally {
    signal.removeEventListener('abort', stop)
    await client.end().catch(() => undefined)
  }
}

async function checkRights(
  client: pg.Client,
  settings: SinkSettings,
  topics: string[],
): Promise<TargetCheck> {
  const { user, database } = settings.connection
  const refuse = (field: string, message: string): TargetCheck => ({
    ok: false,
    layer: 'privileges',
    field,
    message,
  })
  const schema = fixedSchemaOf(settings.tableNameFormat)
  const [row] = await runScript(
    client,
    `SELECT version(), current_schema(), to_regnamespace(${quoteText(schema === null ? '' : `"${schema.replaceAll('"', '""')}"`)}), pg_is_in_recovery(), current_setting('default_transaction_read_only')`,
  )
  const [version = '', current, named, isStandby, isReadOnly] = row ?? []
  if (isStandby === 't' || isReadOnly === 'on')
    return {
      ok: false,
      layer: 'database',
      field: 'connection.host',
      message:
        'The server only reads (a standby, or default_transaction_read_only is on). Give the address of the primary.',
    }
  if (schema !== null && named === null)
    return refuse(
      'table.name.format',
      `Schema "${schema}" does not exist in database "${database}". Create it, or change the table name format.`,
    )
  const home = schema ?? current
  if (home == null)
    return refuse(
      'connection.user',
      `User "${user}" has no schema to create tables in. Grant CREATE on a schema of its search_path, or name one in the table name format.`,
    )
  const [rights] = await runScript(
    client,
    `SELECT has_schema_privilege(${quoteText(home)}, 'USAGE'), has_schema_privilege(${quoteText(home)}, 'CREATE'), has_database_privilege(current_database(), 'TEMP'), to_regclass(${quoteText(quoteTable({ schema: home, table: OFFSETS_TABLE }))})`,
  )
  const [canUse, canCreate, canStage, offsets] = rights ?? []
  if (canUse !== 't')
    return refuse(
      'connection.user',
      `User "${user}" may not use schema "${home}". Run: GRANT USAGE, CREATE ON SCHEMA "${home}" TO "${user}".`,
    )
  if (canCreate !== 't' && (offsets === null || settings.canCreate))
    return refuse(
      'connection.user',
      `User "${user}" may not create tables in schema "${home}", where the sink keeps its offsets (${OFFSETS_TABLE})${settings.canCreate ? ' and creates tables' : ''}. Run: GRANT CREATE ON SCHEMA "${home}" TO "${user}".`,
    )
  if (canStage !== 't')
    return refuse(
      'connection.user',
      `User "${user}" may not create temporary tables, which upserts and deletes need. Run: GRANT TEMPORARY ON DATABASE "${database}" TO "${user}".`,
    )
  for (const topic of topics.filter((one) => one !== '')) {
    const problem = await checkTable(client, settings, topic)
    if (problem !== null) return problem
  }
  const server = /^PostgreSQL [\d.]+/.exec(version ?? '')?.[0] ?? 'The database'
  return {
    ok: true,
    detail: `${server} answers; "${user}" may write to schema "${home}" of database "${database}".`,
  }
}

async function checkTable(
  client: pg.Client,
  settings: SinkSettings,
  topic: string,
): Promise<TargetCheck | null> {
  const { connection, tableNameFormat, quotes, canCreate } = settings
  const name = tableNameOf(tableNameFormat, topic, { quotes, database: connection.database })
  if (name === null)
    return {
      ok: false,
      layer: 'database',
      field: 'table.name.format',
      message: `The format gives no name of a table for topic "${topic}".`,
    }
  const table = quoteTable(name)
  const [row] = await runScript(
    client,
    `SELECT to_regclass(${quoteText(table)}), CASE WHEN to_regclass(${quoteText(table)}) IS NOT NULL THEN has_table_privilege(to_regclass(${quoteText(table)}), 'INSERT') END`,
  )
  const [found, canInsert] = row ?? []
  if (found === null || found === undefined) {
    if (canCreate) return null
    return {
      ok: false,
      layer: 'database',
      field: 'auto.create',
      message: `Table ${table} does not exist in database "${connection.database}". Create it, or switch on auto create.`,
    }
  }
  if (canInsert === 't') return null
  return {
    ok: false,
    layer: 'privileges',
    field: 'connection.user',
    message: `User "${connection.user}" may not insert into ${table}. Run: GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO "${connection.user}".`,
  }
}
