// The running product: Postgres, migrations, worker, web; started in this order, stopped in the reverse one.
import path from 'node:path'
import { applyMigrations } from '../steps/migrations.mjs'
import { startPostgres } from '../steps/postgres.mjs'
import { ensureSecret } from '../steps/secrets.mjs'
import { smallNursery, workerModule } from '../steps/worker-build.mjs'
import { childEnv, LauncherError, node24, root, runCommand } from './command.mjs'
import { endLeftovers, findBrokers, stopBrokers } from './leftovers.mjs'
import { readLogTail } from './logs.mjs'
import { requireFreePort } from './ports.mjs'
import { place, productEnv } from './settings.mjs'
import { step } from './step.mjs'
import { supervise, waitUntil } from './supervise.mjs'

const webSignals = [
  ['SIGTERM', 2000],
  ['SIGKILL', 500],
]
const workerSignals = [
  ['SIGTERM', 8000],
  ['SIGKILL', 500],
]

async function requirePorts(settings) {
  await requireFreePort(settings.port, settings.host, 'the console', 'TRIBUTARY_PORT')
  await requireFreePort(
    settings.schemaRegistryPort,
    settings.host,
    'the Schema Registry',
    'TRIBUTARY_SCHEMA_REGISTRY_PORT',
  )
  await requireFreePort(settings.connectPort, settings.host, 'Kafka Connect', 'TRIBUTARY_CONNECT_PORT')
  if (!settings.kafkaProperties && findBrokers(settings).length === 0)
    await requireFreePort(
      settings.kafkaPort,
      settings.host,
      'the first Kafka cluster',
      'TRIBUTARY_KAFKA_PORT',
    )
}

function superviseNode(settings, env, name, args, signals) {
  return supervise({
    name,
    program: node24,
    args,
    env: childEnv(env),
    logFile: place(settings, 'logs', `${name}.log`),
    pidFile: place(settings, 'run', `${name}.json`),
    signals,
  })
}

// A changed file restarts the worker by SIGKILL, so that its brokers stay up and are adopted.
const watch = [
  '--watch',
  '--watch-path=worker',
  '--watch-path=lib',
  '--watch-kill-signal=SIGKILL',
  '--watch-preserve-output',
]

export const workerArguments = ({ isDev, dist }) =>
  isDev ? [...watch, '--import', 'tsx', 'worker/index.ts'] : [smallNursery, workerModule(dist)]

export const webArguments = ({ isDev, host, port }) =>
  isDev
    ? [path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'dev', '-H', host, '-p', String(port)]
    : [smallNursery, path.join(root, 'launcher', 'run', 'web-server.mjs')]

const localHost = (settings) => (['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host)

/** Null when /healthz answers 200, else what it says is missing. */
async function askHealth(settings) {
  const host = localHost(settings)
  try {
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}/healthz`
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    return response.ok ? null : (await response.text()).slice(0, 300)
  } catch {
    return 'web does not answer yet'
  }
}

async function waitReady(settings, children, report, timeoutMs) {
  let missing = ''
  const isSettled = async () => {
    missing = await askHealth(settings)
    if (missing !== null) report(missing)
    return missing === null || children.some((child) => child.exits >= 4)
  }
  await waitUntil(isSettled, timeoutMs, 150)
  if (missing === null) return
  const logs = ['worker', 'web'].map((name) => {
    const file = place(settings, 'logs', `${name}.log`)
    return `The end of ${path.relative(process.cwd(), file)}:\n${readLogTail(file)}`
  })
  throw new LauncherError(`Not ready: ${missing}\n${logs.join('\n')}`)
}

/** Postgres (or the given server) with every migration applied; answers { databaseUrl, stop }. */
export async function startDatabase(settings) {
  if (settings.databaseUrl) {
    await step('migrations', () =>
      applyMigrations(settings.databaseUrl).then((names) => names.length === 0 && 'skipped'),
    )
    return { databaseUrl: settings.databaseUrl, stop: async () => undefined }
  }
  const password = ensureSecret(settings, 'postgres.password')
  const postgres = await step('Postgres', () => startPostgres(settings, password))
  try {
    await step('migrations', () =>
      applyMigrations(postgres.url).then((names) => (names.length === 0 ? 'skipped' : names)),
    )
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { databaseUrl: postgres.url, stop: postgres.stop }
}

/** `start()` once, `stop()` any number of times and at any moment; `env` is what children and commands run with. */
export function createProduct(settings) {
  const stops = []
  let env = null
  let stopping = null

  const begin = (child) => {
    stops.push(child.stop)
    if (stopping) throw new LauncherError('Stopped.')
    return child
  }

  /** Ends what a crashed launcher left and demands the ports: before minutes of set-up, and again before the start. */
  async function claimPorts() {
    await endLeftovers(settings)
    await requirePorts(settings)
  }

  async function start(timeoutMs = 120_000) {
    await claimPorts()
    const database = begin(await startDatabase(settings))
    const authSecret = settings.authSecret ?? ensureSecret(settings, 'auth.secret')
    env = productEnv(settings, { databaseUrl: database.databaseUrl, authSecret })
    stops.push(() => stopBrokers(settings))
    const worker = begin(superviseNode(settings, env, 'worker', workerArguments(settings), workerSignals))
    const web = begin(superviseNode(settings, env, 'web', webArguments(settings), webSignals))
    await step('web, worker, broker', (report) => waitReady(settings, [web, worker], report, timeoutMs))
  }

  async function stopAll() {
    for (const stop of stops.splice(0).reverse()) await stop()
  }

  return {
    settings,
    claimPorts,
    start,
    get isStarted() {
      return stops.length > 0
    },
    stop: () => (stopping ??= stopAll()),
    get env() {
      return env
    },
    /** Standard output of launcher/commands/<name>.ts, trimmed. */
    async command(name, args = []) {
      const { code, output, stdout } = await runCommand(
        node24,
        ['--import', 'tsx', `launcher/commands/${name}.ts`, ...args],
        { env },
      )
      if (code !== 0) throw new LauncherError(`launcher/commands/${name}.ts failed:\n${output.trim()}`)
      return stdout.trim()
    },
  }
}
