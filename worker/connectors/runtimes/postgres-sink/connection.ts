// Connections to the target database: every socket passes the egress guard first, and TLS is as the configuration says.
import { lookup } from 'node:dns/promises'
import { isIP, Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import type { ConnectionSettings } from '@/lib/connectors/postgres-sink/settings'
import { quoteText } from '@/lib/connectors/postgres-sink/identifiers'
import { pinned } from '@/lib/egress/pinned'
import { errorMessage } from '@/lib/errors'
import { checkEgress } from '@/lib/kafka/egress-guard'
import { describePostgres, isPostgresError } from './failures'

export type Layer = 'egress' | 'dns' | 'tcp' | 'tls' | 'authentication' | 'database' | 'privileges'

/** A connection that could not be made: which layer failed, and whether that may pass by itself. */
export class ConnectFailure extends Error {
  constructor(
    message: string,
    readonly layer: Layer,
    readonly field: string,
    readonly isPassing: boolean,
    cause?: unknown,
  ) {
    super(message, { cause })
    this.name = 'ConnectFailure'
  }
}

const TIMEOUT_MS = 10_000
const noTls = 'The server does not support SSL connections'

type Options = { applicationName: string; timeZone?: string }

/** @throws ConnectFailure */
export async function connect(settings: ConnectionSettings, options: Options): Promise<pg.Client> {
  const { host, port, sslMode } = settings
  await resolve(host)
  const judged = await checkEgress(host, port).catch((error: unknown) => {
    throw new ConnectFailure(errorMessage(error), 'egress', 'connection.host', false, error)
  })
  const tls = tlsOptions(settings)
  if (tls === false) return attempt(settings, false, options, judged)
  try {
    return await attempt(settings, tls, options, judged)
  } catch (error) {
    const mayGoWithout = sslMode === 'prefer' && error instanceof ConnectFailure && error.layer === 'tls'
    if (!mayGoWithout) throw error
    return attempt(settings, false, options, judged)
  }
}

async function resolve(host: string): Promise<void> {
  if (isIP(host) !== 0) return
  try {
    await lookup(host)
  } catch (error) {
    const message = `The host name "${host}" cannot be resolved. Check its spelling and the name server.`
    throw new ConnectFailure(message, 'dns', 'connection.host', true, error)
  }
}

function tlsOptions({ sslMode, rootCertificate }: ConnectionSettings): ConnectionOptions | false {
  if (sslMode === 'disable') return false
  const ca = rootCertificate === null ? {} : { ca: rootCertificate }
  // As libpq: prefer and require encrypt without asking who answers, unless there is a root certificate to ask with.
  if (sslMode === 'verify-full') return { ...ca, rejectUnauthorized: true }
  if (sslMode === 'verify-ca' || (sslMode === 'require' && rootCertificate !== null))
    return { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined }
  return { rejectUnauthorized: false }
}

/** The database driver opens its socket by name and port; this one knows where the name leads. */
function socketTo(place: { host: string; port: number }, judged: readonly string[] | undefined): Socket {
  const socket = new Socket()
  const open = socket.connect.bind(socket)
  return Object.assign(socket, { connect: () => open({ ...place, ...pinned(judged) }) })
}

async function attempt(
  settings: ConnectionSettings,
  ssl: ConnectionOptions | false,
  { applicationName, timeZone = 'UTC' }: Options,
  judged: readonly string[] | undefined,
): Promise<pg.Client> {
  const { host, port, user, password, database } = settings
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    ssl,
    stream: () => socketTo({ host, port }, judged),
    application_name: applicationName.slice(0, 63),
    connectionTimeoutMillis: TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // Without a listener, a connection that breaks while idle ends the thread; whoever uses it next is told.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(
      `SET client_encoding TO 'UTF8'; SET standard_conforming_strings TO on; SET lock_timeout TO '30s'; SET TimeZone TO ${quoteText(timeZone)}`,
    )
    return client
  } catch (error) {
    client.end().catch(() => undefined)
    throw connectFailure(error, settings, ssl !== false)
  }
}

function connectFailure(error: unknown, settings: ConnectionSettings, isTls: boolean): ConnectFailure {
  const { host, port, user, database, sslMode } = settings
  const make = (message: string, layer: Layer, field: string, isPassing = false): ConnectFailure =>
    new ConnectFailure(message, layer, field, isPassing, error)
  if (isPostgresError(error)) {
    const words = describePostgres(error)
    if (error.code === '28P01')
      return make(
        `The database refuses user "${user}": ${words} Correct the connection user or its password.`,
        'authentication',
        'connection.password',
      )
    if (error.code.startsWith('28'))
      return make(
        `The server does not let user "${user}" in: ${words} Check pg_hba.conf, the user and the SSL mode.`,
        'authentication',
        'connection.user',
      )
    if (error.code === '3D000')
      return make(`${words} Correct the database name, or create the database.`, 'database', 'db.name')
    if (error.code === '42501')
      return make(
        `${words} Grant CONNECT on the database to user "${user}".`,
        'privileges',
        'connection.user',
      )
    return make(`The database does not take connections now: ${words}`, 'database', 'connection.host', true)
  }
  const message = errorMessage(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (message === noTls)
    return make(
      `The server at ${host}:${port} does not offer TLS, but the SSL mode is ${sslMode}. Switch TLS on at the server, or choose prefer.`,
      'tls',
      'ssl.mode',
    )
  const isCertificate = /CERT|SIGNATURE|ALTNAME|ISSUER|SELF_SIGNED|SSL|TLS|EPROTO|PEM|ASN1/.test(code)
  if (isTls && (isCertificate || /certificate|SSL connection|PEM/i.test(message)))
    return make(
      `The TLS connection to ${host}:${port} fails: ${message}. Check the root certificate and the SSL mode.`,
      'tls',
      code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'connection.host' : 'ssl.rootcertfile',
    )
  if (/SASL|password/i.test(message))
    return make(
      `Signing in as "${user}" fails: ${message}. Correct the password.`,
      'authentication',
      'connection.password',
    )
  return make(
    `Nothing answers at ${host}:${port} (database ${database}): ${message || code}. Check the address, the port and the firewall.`,
    'tcp',
    'connection.host',
    true,
  )
}
