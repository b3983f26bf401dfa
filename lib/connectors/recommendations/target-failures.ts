import type { KnownFailure } from './shape'

const CONNECTION = ['connection.host', 'connection.port']
const postgres = { type: 'sink', className: 'PostgresSink' } as const

export const targetFailures: readonly KnownFailure[] = [
  {
    ...postgres,
    code: 'postgres-unreachable',
    title: 'The database does not answer',
    cause:
      'Nothing answers at the connection’s host and port: the server is down, the address is wrong, or a firewall is between.',
    remedy:
      'Check the host and the port with “Test connection”, and that the server listens on an address that this machine reaches. The connector tries again by itself, and nothing is lost meanwhile.',
    fields: CONNECTION,
    patterns: [
      /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN/,
      /refuses connections|does not answer/,
    ],
  },
  {
    ...postgres,
    code: 'postgres-password-refused',
    title: 'The database refuses the user',
    cause: 'The user does not exist, its password is wrong, or pg_hba.conf does not let it in from here.',
    remedy: 'Correct the user and the password in the settings, or the server’s pg_hba.conf.',
    fields: ['connection.user', 'connection.password'],
    patterns: [/28P01|28000/, /password authentication failed/, /no pg_hba\.conf entry/],
  },
  {
    ...postgres,
    code: 'postgres-table-missing',
    title: 'The table does not exist',
    cause:
      'A record belongs to a table that is not there, and the connector is not allowed to create tables.',
    remedy: 'Create the table, set auto.create to true, or change table.name.format.',
    fields: ['auto.create', 'table.name.format'],
    patterns: [/Table \S+ does not exist in database/, /42P01/],
  },
  {
    ...postgres,
    code: 'postgres-privilege-missing',
    title: 'The database user lacks a privilege',
    cause: 'The user may sign in, but may not do what the connector needs on a schema or a table.',
    remedy:
      'Grant what the message names: USAGE and CREATE on the schema, SELECT, INSERT, UPDATE and DELETE on the tables, tributary_sink_offsets included.',
    fields: ['connection.user'],
    patterns: [/42501/, /permission denied/, /Exactly once needs the table/],
  },
  {
    ...postgres,
    code: 'postgres-offsets-gone',
    title: 'The stored offsets have gone',
    cause: 'Rows of this connector in the table tributary_sink_offsets were deleted, or the table was.',
    remedy:
      'Restart the task: it goes on from the offsets of its consumer group. Rows since the last commit may come twice in INSERT mode.',
    fields: [],
    patterns: [/in the table tributary_sink_offsets have gone/],
  },
  {
    ...postgres,
    code: 'postgres-key-not-unique',
    title: 'The table has no such key',
    cause:
      'UPSERT finds rows by the columns of the primary key, but the table has neither a primary key nor a unique constraint on exactly these columns.',
    remedy: 'Add the constraint to the table, or name the columns of its key in pk.fields.',
    fields: ['pk.mode', 'pk.fields', 'insert.mode'],
    patterns: [/42P10/],
  },
  {
    ...postgres,
    code: 'postgres-database-missing',
    title: 'The database does not exist',
    cause: 'The server answers, but has no database of this name.',
    remedy: 'Create the database, or correct its name in the settings.',
    fields: ['db.name'],
    patterns: [/3D000/, /database "[^"]+" does not exist/],
  },
  {
    ...postgres,
    code: 'postgres-relation-kind',
    title: 'The table is of a kind that is not allowed',
    cause: 'The relation is a view or a partitioned table, and table.types names other kinds only.',
    remedy: 'Add its kind to table.types, or change table.name.format.',
    fields: ['table.types', 'table.name.format'],
    patterns: [/but table\.types allows/],
  },
  {
    code: 'target-not-allowed',
    title: 'The address may not be reached from here',
    cause:
      'The host is one that connections of users never reach from this server: its own internal ports, link-local or metadata addresses, or what the administrator has excluded.',
    remedy: 'Give another host, or ask the administrator of this server.',
    fields: CONNECTION,
    patterns: [/are not allowed from this server/],
  },
  {
    code: 'file-not-allowed',
    title: 'The file lies outside of the folder for connectors',
    cause:
      'Connectors read and write files only in the folders that this machine’s administrator has opened.',
    remedy: 'Move the file there, or have the folder added to TRIBUTARY_CONNECTOR_FILES.',
    fields: ['file'],
    patterns: [/Files of connectors lie in/],
  },
  {
    code: 'file-folder-missing',
    title: 'The folder of the file does not exist',
    cause: 'The folder was deleted or its name is wrong.',
    remedy: 'Create the folder, or correct the name of the file.',
    fields: ['file'],
    patterns: [/The folder of "[^"]+" does not exist/],
  },
]
