// A second product beside a running one, for tests, benchmarks and screenshots: own data, own build folder, free ports.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { prepareCheckout } from '../steps/checkout.mjs'
import { ensureChromium, findChromium } from '../steps/chromium.mjs'
import { root } from './command.mjs'
import { findFreeBrokerPort, findFreePort } from './ports.mjs'
import { createProduct } from './product.mjs'
import { prepareDataFolder, readSettings } from './settings.mjs'
import { newDataFolder, removeDataFolder, removeLeftovers } from './data-folder.mjs'
import { onStop } from './stop-signals.mjs'
import { withSetupLock } from './setup-lock.mjs'

const results = path.join(root, 'test-results')

async function chooseSettings(purpose) {
  const settings = readSettings({
    TRIBUTARY_DATA: newDataFolder(purpose),
    TRIBUTARY_DIST: '.next-test',
    TRIBUTARY_PORT: String(await findFreePort()),
    TRIBUTARY_POSTGRES_PORT: String(await findFreePort()),
    TRIBUTARY_KAFKA_PORT: String(await findFreeBrokerPort()),
    TRIBUTARY_SCHEMA_REGISTRY_PORT: String(await findFreePort()),
    TRIBUTARY_CONNECT_PORT: String(await findFreePort()),
  })
  prepareDataFolder(settings)
  return settings
}

function keepLogs(settings, purpose) {
  const target = path.join(results, 'logs', purpose)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const logs = path.join(settings.dataDir, 'logs')
  if (existsSync(logs)) cpSync(logs, target, { recursive: true })
}

/** Environment of a script that uses the product: its own variables, the browser, the link for the first administrator. */
async function scriptEnv(product) {
  return {
    ...product.env,
    CHROMIUM_PATH: findChromium() ?? '',
    TRIBUTARY_SETUP_LINK: await product.command('setup-link'),
  }
}

/** Starts a product, runs `work(env)`, stops and removes it; its logs stay in test-results/logs/<purpose>. */
export async function withScratchProduct(purpose, work) {
  await ensureChromium()
  return withSetupLock(async () => {
    await removeLeftovers()
    const settings = await chooseSettings(purpose)
    const product = createProduct(settings)
    const finish = async () => {
      await product.stop()
      keepLogs(settings, purpose)
      removeDataFolder(settings.dataDir)
    }
    const forget = onStop(finish)
    try {
      await prepareCheckout(settings)
      await product.start()
      return await work(await scriptEnv(product))
    } finally {
      forget()
      await finish()
    }
  }, 'scratch-product')
}
