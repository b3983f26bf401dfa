// One process per container (docker-compose.yml): `prepare` while the image is built, then `migrate`, `worker` and `web`.
import './run/node-version.mjs'
import { spawn } from 'node:child_process'
import { childEnv, LauncherError, node24, root } from './run/command.mjs'
import { createProduct, webArguments, workerArguments } from './run/product.mjs'
import { prepareDataFolder, productEnv, readSettings } from './run/settings.mjs'
import { say } from './run/step.mjs'
import { prepareCheckout } from './steps/checkout.mjs'
import { applyMigrations } from './steps/migrations.mjs'
import { ensureSecret } from './steps/secrets.mjs'

function readEnv(settings) {
  if (!settings.databaseUrl) throw new LauncherError('DATABASE_URL is not set; docker-compose.yml sets it.')
  prepareDataFolder(settings)
  const authSecret = settings.authSecret ?? ensureSecret(settings, 'auth.secret')
  return productEnv(settings, { databaseUrl: settings.databaseUrl, authSecret })
}

function runNode(args, env) {
  const child = spawn(node24, args, { cwd: root, env: childEnv(env), stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

async function printSetupLink(settings, env) {
  const link = await createProduct(settings).command('setup-link', [], env)
  if (link) say(`Set up: ${link} (works once, makes the first administrator)`)
}

async function main(role) {
  const settings = readSettings()
  if (role === 'prepare') return prepareCheckout(settings)
  const env = readEnv(settings)
  if (role === 'migrate')
    return say(`Migrations applied: ${(await applyMigrations(settings.databaseUrl)).length}`)
  if (role === 'worker') return runNode(workerArguments(settings), env)
  if (role !== 'web') throw new LauncherError('Usage: node launcher/container.mjs prepare|migrate|worker|web')
  await printSetupLink(settings, env)
  return runNode(webArguments(settings), env)
}

try {
  process.exitCode = (await main(process.argv[2])) ?? 0
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  process.exitCode = 1
}
