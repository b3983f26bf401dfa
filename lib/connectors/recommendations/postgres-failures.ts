// What goes wrong between a sink and its database: addresses, sign-in, rights, tables.
import { postgres, sqlState, type KnownFailure } from './shape'

const CONNECTION = ['connection.host', 'connection.port']

export const postgresFailures: readonly KnownFailure[] = [
  {
    code: 'target-not-allowed',
    title: 'The address may not be reached from here',
    cause:
      'The host is one that connections of users never reach from this server: its own internal ports, link-local or metadata addresses.',
    remedy: 'Give another host, or ask the administrator of this server.',
    fields: CONNECTION,
    patterns: [/are not allowed from this server/],
  },
  {
    ...postgres,
    code: 'postgres-host-unknown',
    title: 'The host name is not known',
    cause:
      'No name server that this machine asks knows the host: its name is misspelt, or it is known in another network only.',
    remedy: 'Correct the host, or give its address. The connector tries again by itself.',
    fields: ['connection.host'],
    patterns: [/The host name "[^"]*" cannot be resolved/],
  },
  {
    ...postgres,
    code: 'postgres-tls-missing',
    title: 'The database does not offer TLS',
    cause: 'The SSL mode demands an encrypted connection, and the server offers none.',
    remedy: 'Switch TLS on at the server (ssl = on, with a certificate), or choose the SSL mode prefer.',
    fields: ['ssl.mode'],
    patterns: [/does not offer TLS, but the SSL mode is/],
  },
  {
    ...postgres,
    code: 'postgres-certificate-refused',
    title: 'The certificate of the database is not trusted',
    cause:
      'The SSL mode checks the server’s certificate, and it was issued by an authority that is not known here, has expired, or is for another host name.',
    remedy:
      'Give the certificate of the authority as the root certificate, and the host by the name that stands in the server’s certificate. The mode require encrypts without checking.',
    fields: ['ssl.rootcertfile', 'ssl.mode', 'connection.host'],
    patterns: [/The TLS connection to \S+ fails/],
  },
  {
    ...postgres,
    code: 'postgres-unreachable',
    title: 'The database does not answer',
    cause:
      'Nothing answers at the connection’s host and port: the server is down or restarts, the address is wrong, or a firewall is between.',
    remedy:
      'Check the host and the port with “Test connection”, and that the server listens on an address that this machine reaches. The connector tries again by itself, and nothing is lost meanwhile.',
    fields: CONNECTION,
    patterns: [
      /Nothing answers at \S+ \(database/,
      /The connection to the database was lost/,
      ...sqlState('57P01', '57P02', '57P03'),
    ],
  },
  {
    ...postgres,
    code: 'postgres-connections-used-up',
    title: 'The database has no connection left',
    cause:
      'The server’s max_connections, or the limit of the user or of the database, is reached. Each task needs two connections.',
    remedy:
      'Raise the limit (ALTER ROLE … CONNECTION LIMIT, max_connections), end sessions that are not needed, or give the connector fewer tasks. It tries again by itself.',
    fields: ['connection.user', 'tasks.max'],
    patterns: sqlState('53300'),
  },
  {
    ...postgres,
    code: 'postgres-read-only',
    title: 'The database only reads',
    cause:
      'The server is a standby, or default_transaction_read_only is on for the server, the database or the user.',
    remedy:
      'Give the address of the primary, or allow the user to write. The connector tries again by itself, and goes on when the server is promoted.',
    fields: [...CONNECTION, 'connection.user'],
    patterns: sqlState('25006'),
  },
  {
    ...postgres,
    code: 'postgres-password-refused',
    title: 'The database refuses the user',
    cause: 'The user does not exist, its password is wrong, or pg_hba.conf does not let it in from here.',
    remedy: 'Correct the user and the password in the settings, or the server’s pg_hba.conf.',
    fields: ['connection.user', 'connection.password'],
    patterns: [...sqlState('28P01', '28000'), /Signing in as "[^"]*" fails/],
  },
  {
    ...postgres,
    code: 'postgres-database-missing',
    title: 'The database does not exist',
    cause: 'The server answers, but has no database of this name.',
    remedy: 'Create the database, or correct its name in the settings.',
    fields: ['db.name'],
    patterns: sqlState('3D000'),
  },
  {
    ...postgres,
    code: 'postgres-schema-missing',
    title: 'The schema does not exist',
    cause: 'table.name.format names a schema that the database does not have. Schemas are never created.',
    remedy: 'Create the schema (CREATE SCHEMA), or change table.name.format.',
    fields: ['table.name.format'],
    patterns: sqlState('3F000'),
  },
  {
    ...postgres,
    code: 'postgres-table-missing',
    title: 'The table does not exist',
    cause:
      'A record belongs to a table that is not there, and the connector is not allowed to create tables.',
    remedy: 'Create the table, set auto.create to true, or change table.name.format.',
    fields: ['auto.create', 'table.name.format'],
    patterns: [/Table \S+ does not exist in database/, ...sqlState('42P01')],
  },
  {
    ...postgres,
    code: 'postgres-privilege-missing',
    title: 'The database user lacks a privilege',
    cause: 'The user may sign in, but may not do what the connector needs on a schema or a table.',
    remedy:
      'Grant what the message names: USAGE and CREATE on the schema, SELECT, INSERT, UPDATE and DELETE on the tables, tributary_sink_offsets included.',
    fields: ['connection.user'],
    patterns: [...sqlState('42501'), /Exactly once needs the table/],
  },
]
