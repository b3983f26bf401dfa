// The only reader of process.env. Every variable has a default for local use; the README's table lists them.
import path from 'node:path'

const raw = process.env
const text = (name: string, fallback: string): string => raw[name]?.trim() || fallback

function port(name: string, fallback: number): number {
  const value = raw[name]?.trim()
  if (!value) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 65535)
    throw new Error(`${name} is "${value}", which is not a port number between 1 and 65535.`)
  return number
}

/** All or nothing: half a configuration would show a button that cannot work. */
function oidcSettings() {
  const [issuer, clientId, clientSecret] = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'].map((name) =>
    text(`TRIBUTARY_OIDC_${name}`, ''),
  )
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret)
    throw new Error(
      'Set TRIBUTARY_OIDC_ISSUER, TRIBUTARY_OIDC_CLIENT_ID and TRIBUTARY_OIDC_CLIENT_SECRET, or none of them.',
    )
  if (!URL.canParse(issuer)) throw new Error(`TRIBUTARY_OIDC_ISSUER is "${issuer}", which is not a URL.`)
  return { issuer, clientId, clientSecret, name: text('TRIBUTARY_OIDC_NAME', 'single sign-on') }
}

const host = text('TRIBUTARY_HOST', '127.0.0.1')
const webPort = port('TRIBUTARY_PORT', 3000)

export const env = {
  dataDir: path.resolve(text('TRIBUTARY_DATA', './data')),
  host,
  webPort,
  url: text('TRIBUTARY_URL', `http://localhost:${webPort}`).replace(/\/+$/, ''),
  kafkaPort: port('TRIBUTARY_KAFKA_PORT', 9092),
  /** Where the Schema Registry will answer; told to clients already. */
  schemaRegistryPort: port('TRIBUTARY_SCHEMA_REGISTRY_PORT', 8081),
  connectPort: port('TRIBUTARY_CONNECT_PORT', 8083),
  /** Files of connectors lie in these folders only; the first one is where names without a folder are looked for. */
  connectorFolders: text('TRIBUTARY_CONNECTOR_FILES', path.resolve(text('TRIBUTARY_DATA', './data'), 'files'))
    .split(path.delimiter)
    .map((folder) => path.resolve(folder)),
  /** Connectors of one's own: a file each. */
  pluginFolder: path.resolve(
    text('TRIBUTARY_PLUGINS', path.resolve(text('TRIBUTARY_DATA', './data'), 'plugins')),
  ),
  databaseUrl: text('DATABASE_URL', ''),
  kafkaBootstrapProperties: text('KAFKA_BOOTSTRAP_PROPERTIES', ''),
  masterKey: text('TRIBUTARY_MASTER_KEY', ''),
  authSecret: text('NEXTAUTH_SECRET', ''),
  /** A provider that people may sign in with beside their password; null when none is configured. */
  oidc: oidcSettings(),
  logLevel: text('TRIBUTARY_LOG_LEVEL', 'info'),
  isProduction: raw.NODE_ENV === 'production',
} as const
