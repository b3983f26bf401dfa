// What a PostgreSQL sink's configuration asks for, read once per task. Pure.
import type { Dialect } from '@/lib/connectors/catalog/spec'

export type InsertMode = 'insert' | 'upsert' | 'update'
export type KeyMode = 'none' | 'kafka' | 'record_key' | 'record_value'
export type SslMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'

export type ConnectionSettings = {
  host: string
  port: number
  user: string
  password: string
  database: string
  sslMode: SslMode
  rootCertificate: string | null
}

export type SinkSettings = {
  connection: ConnectionSettings
  insertMode: InsertMode
  keyMode: KeyMode
  keyFields: readonly string[]
  isDeleteEnabled: boolean
  tableNameFormat: string
  tableTypes: readonly string[]
  /** Empty: all. */
  fields: readonly string[]
  timestampFields: readonly string[]
  timestampUnit: 'micros' | 'nanos'
  canCreate: boolean
  canEvolve: boolean
  quotes: 'ALWAYS' | 'NEVER'
  timeZone: string
  dateZone: string
  rowsPerStatement: number
  isNullReplacedByDefault: boolean
  textColumn: string
}

/** A configuration that cannot run: `property` names where it says so. */
export class SettingsError extends Error {
  constructor(
    message: string,
    readonly property: string,
  ) {
    super(message)
    this.name = 'SettingsError'
  }
}

type Config = Readonly<Record<string, string | undefined>>

const kafkaColumns = ['__connect_topic', '__connect_partition', '__connect_offset']
const sslModes = new Set<SslMode>(['disable', 'prefer', 'require', 'verify-ca', 'verify-full'])
const insertModes = new Set<InsertMode>(['insert', 'upsert', 'update'])
const keyModes = new Set<KeyMode>(['none', 'kafka', 'record_key', 'record_value'])

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** @throws SettingsError */
export function readConnection(config: Config): ConnectionSettings {
  const host = filled(config, 'connection.host')
  // A host that is a folder means a unix socket; lists and options have no business in it.
  if (!/^[\w.:-]+$/.test(host) || host.startsWith('-'))
    throw new SettingsError(
      `"${host}" is not a host name or an address of the network. Unix sockets, lists of hosts and options are not allowed.`,
      'connection.host',
    )
  const port = Number(config['connection.port']?.trim() || '5432')
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new SettingsError(`"${config['connection.port']}" is not a port.`, 'connection.port')
  return {
    host,
    port,
    user: filled(config, 'connection.user'),
    password: config['connection.password'] ?? '',
    database: filled(config, 'db.name'),
    sslMode: oneOf(config, 'ssl.mode', sslModes, 'prefer'),
    rootCertificate: config['ssl.rootcertfile']?.trim() || null,
  }
}

/** @throws SettingsError */
export function readSettings(config: Config, dialect: Dialect): SinkSettings {
  const keyMode = oneOf(config, 'pk.mode', keyModes, 'none')
  const insertMode = oneOf(config, 'insert.mode', insertModes, 'insert')
  const isDeleteEnabled = flag(config, 'delete.enabled', false)
  if (insertMode === 'update' && dialect === 'managed')
    throw new SettingsError('UPDATE is an insert mode of self-managed connectors only.', 'insert.mode')
  if (insertMode !== 'insert' && keyMode === 'none')
    throw new SettingsError(
      `The insert mode ${insertMode.toUpperCase()} needs a primary key: set pk.mode to record_key, record_value or kafka.`,
      'pk.mode',
    )
  if (isDeleteEnabled && keyMode !== 'record_key')
    throw new SettingsError('Delete on null needs pk.mode record_key.', 'delete.enabled')
  const timeZone = config['db.timezone']?.trim() || 'UTC'
  return {
    connection: readConnection(config),
    insertMode,
    keyMode,
    keyFields: keyFieldsOf(keyMode, listOf(config['pk.fields'])),
    isDeleteEnabled,
    tableNameFormat: config['table.name.format']?.trim() || '${topic}',
    tableTypes: listOf(config['table.types'] || 'TABLE').map((type) => type.toUpperCase()),
    fields: listOf(config['fields.whitelist']),
    timestampFields: listOf(config['timestamp.fields.list']),
    timestampUnit: config['timestamp.precision.mode']?.trim() === 'nanoseconds' ? 'nanos' : 'micros',
    canCreate: flag(config, 'auto.create', false),
    canEvolve: flag(config, 'auto.evolve', false),
    quotes: config['quote.sql.identifiers']?.trim().toUpperCase() === 'NEVER' ? 'NEVER' : 'ALWAYS',
    timeZone: zone(timeZone, 'db.timezone'),
    dateZone: config['date.timezone']?.trim() === 'UTC' ? 'UTC' : timeZone,
    rowsPerStatement: Math.max(1, Number(config['batch.sizes']?.trim() || '3000') || 3000),
    isNullReplacedByDefault: flag(config, 'replace.null.with.default', true),
    textColumn: config['string.output.value.column.name']?.trim() || 'record_value',
  }
}

function keyFieldsOf(mode: KeyMode, given: string[]): string[] {
  if (mode === 'none') return []
  if (mode !== 'kafka') return given
  if (given.length !== 0 && given.length !== 3)
    throw new SettingsError(
      'With pk.mode kafka, pk.fields has three names (for topic, partition and offset) or none.',
      'pk.fields',
    )
  return given.length === 3 ? given : kafkaColumns
}

function filled(config: Config, name: string): string {
  const value = config[name]?.trim()
  if (!value) throw new SettingsError(`${name} is missing.`, name)
  return value
}

function oneOf<T extends string>(config: Config, name: string, allowed: ReadonlySet<T>, fallback: T): T {
  const value = config[name]?.trim().toLowerCase() || fallback
  for (const one of allowed) if (one === value) return one
  throw new SettingsError(
    `${name} is "${config[name]}", but must be one of ${[...allowed].join(', ')}.`,
    name,
  )
}

function flag(config: Config, name: string, fallback: boolean): boolean {
  const value = config[name]?.trim().toLowerCase()
  return value === undefined || value === '' ? fallback : value === 'true'
}

function zone(name: string, property: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === '' ? 'UTC' : name
  } catch {
    throw new SettingsError(`"${name}" is not a time zone.`, property)
  }
}
