// `npm start` (and `npm run dev` with --dev): prepares the checkout, starts the product, stays, stops it in order.
import './run/node-version.mjs'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, root, stopRunningCommands } from './run/command.mjs'
import { takeLock } from './run/lock.mjs'
import { createProduct } from './run/product.mjs'
import { place, prepareDataFolder, readSettings } from './run/settings.mjs'
import { say } from './run/step.mjs'
import { prepareCheckout } from './steps/checkout.mjs'

const started = Date.now()

/** What `npm run admin` needs to speak to this very product; no secret among it (a given DATABASE_URL may hold one: 0600). */
const pickShared = ({
  host,
  port,
  url,
  postgresPort,
  kafkaPort,
  schemaRegistryPort,
  connectPort,
  databaseUrl,
  kafkaProperties,
  dist,
  isDev,
}) => ({
  ...{
    host,
    port,
    url,
    postgresPort,
    kafkaPort,
    schemaRegistryPort,
    connectPort,
    databaseUrl,
    kafkaProperties,
    dist,
    isDev,
  },
})

function takeInstanceLock(settings) {
  const lock = takeLock(place(settings, 'run', 'launcher.lock'), {
    url: settings.url,
    settings: pickShared(settings),
  })
  if (!lock.owner) return lock
  const { url, pid } = lock.owner
  throw new LauncherError(`Tributary is already running on this data folder: ${url} (process ${pid}).`)
}

async function printWelcome(product) {
  const { settings } = product
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const link = existsSync(path.join(root, 'launcher/commands/setup-link.ts'))
    ? await product.command('setup-link')
    : ''
  say(`\nTributary is ready after ${seconds} s.\n`)
  say(`  Console  ${settings.url}`)
  if (link) say(`  Set up   ${link}\n           (works once, makes the first administrator)`)
  say(`  Data     ${settings.dataDir} (logs in logs/)`)
  if (!['127.0.0.1', '::1', 'localhost'].includes(settings.host) && settings.url.startsWith('http:'))
    say(
      `  Warning  ${settings.host} is reachable from other machines over plain http. Put https in front and set TRIBUTARY_URL.`,
    )
  say('\nCtrl-C stops everything.')
}

function stopOnSignals(product, lock) {
  let isStopping = false
  const stop = async (code) => {
    if (isStopping) return
    isStopping = true
    const from = Date.now()
    const { isStarted } = product
    if (isStarted) say('\nStopping web, worker, brokers and Postgres …')
    stopRunningCommands()
    await product.stop()
    lock.release()
    if (isStarted) say(`Stopped in ${((Date.now() - from) / 1000).toFixed(1)} s.`)
    process.exit(code)
  }
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGHUP', () => void stop(0))
  return stop
}

async function main() {
  const settings = readSettings(process.env, { isDev: process.argv.includes('--dev') })
  prepareDataFolder(settings)
  const lock = takeInstanceLock(settings)
  const product = createProduct(settings)
  const stop = stopOnSignals(product, lock)
  try {
    await product.claimPorts()
    await prepareCheckout(settings)
    await product.start()
    await printWelcome(product)
  } catch (error) {
    say(error instanceof LauncherError ? `\n${error.message}` : `\n${error.stack}`)
    await stop(1)
  }
}

try {
  await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  process.exitCode = 1
}
