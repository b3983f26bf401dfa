// What this run uses: the environment variables of the README's table with their defaults, plus what a test run overrides.
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, root } from './command.mjs'

function readPort(env, name, fallback) {
  const text = env[name]?.trim()
  if (!text) return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new LauncherError(`${name} is "${text}", which is not a port number between 1 and 65535.`)
}

function readSecret(env, name) {
  const secret = env[name]?.trim()
  if (secret && secret.length < 32)
    throw new LauncherError(
      `${name} is too weak: give at least 32 characters, or leave it out to have one generated.`,
    )
  return secret || null
}

export function readSettings(env = process.env, { isDev = false } = {}) {
  const port = readPort(env, 'TRIBUTARY_PORT', 3000)
  const kafkaProperties = env.KAFKA_BOOTSTRAP_PROPERTIES?.trim() || null
  if (kafkaProperties && !existsSync(kafkaProperties))
    throw new LauncherError(`KAFKA_BOOTSTRAP_PROPERTIES names ${kafkaProperties}, which does not exist.`)
  return {
    dataDir: path.resolve(root, env.TRIBUTARY_DATA?.trim() || 'data'),
    host: env.TRIBUTARY_HOST?.trim() || '127.0.0.1',
    port,
    url: (env.TRIBUTARY_URL?.trim() || `http://localhost:${port}`).replace(/\/+$/, ''),
    postgresPort: readPort(env, 'TRIBUTARY_POSTGRES_PORT', 54_329),
    kafkaPort: readPort(env, 'TRIBUTARY_KAFKA_PORT', 9092),
    schemaRegistryPort: readPort(env, 'TRIBUTARY_SCHEMA_REGISTRY_PORT', 8081),
    connectPort: readPort(env, 'TRIBUTARY_CONNECT_PORT', 8083),
    databaseUrl: env.DATABASE_URL?.trim() || null,
    kafkaProperties,
    authSecret: readSecret(env, 'NEXTAUTH_SECRET'),
    dist: env.TRIBUTARY_DIST?.trim() || (isDev ? '.next-dev' : '.next'),
    isDev,
  }
}

/** Root lets others pass through (not list) its data folder, because Postgres runs as another account below it. */
export function prepareDataFolder(settings) {
  mkdirSync(settings.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
}

export const place = (settings, ...parts) => path.join(settings.dataDir, ...parts)

/** Environment of web, worker and the commands that share their data. */
export function productEnv(settings, { databaseUrl, authSecret }) {
  return {
    NODE_ENV: settings.isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    TRIBUTARY_DATA: settings.dataDir,
    TRIBUTARY_HOST: settings.host,
    TRIBUTARY_PORT: String(settings.port),
    TRIBUTARY_URL: settings.url,
    TRIBUTARY_KAFKA_PORT: String(settings.kafkaPort),
    TRIBUTARY_SCHEMA_REGISTRY_PORT: String(settings.schemaRegistryPort),
    TRIBUTARY_CONNECT_PORT: String(settings.connectPort),
    TRIBUTARY_DIST: settings.dist,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: settings.url,
    NEXTAUTH_SECRET: authSecret,
    ...(settings.kafkaProperties
      ? { KAFKA_BOOTSTRAP_PROPERTIES: path.resolve(settings.kafkaProperties) }
      : {}),
  }
}
