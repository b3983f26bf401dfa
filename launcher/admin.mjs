// `npm run --silent admin -- COMMAND`: runs launcher/commands/admin.ts; JSON on standard output, everything else on the
// error stream. Uses the running product's Postgres, or starts it for the length of the command.
import './run/node-version.mjs'
import { LauncherError, node24, runThrough } from './run/command.mjs'
import { takeLock } from './run/lock.mjs'
import { place, prepareDataFolder, productEnv, readSettings } from './run/settings.mjs'
import { keepStandardOutputClean, say } from './run/step.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { ensurePrismaClient } from './steps/prisma-client.mjs'
import { ensureSecret } from './steps/secrets.mjs'

const authSecretOf = (settings) => settings.authSecret ?? ensureSecret(settings, 'auth.secret')

function runAdmin(settings, databaseUrl) {
  const env = {
    ...productEnv(settings, { databaseUrl, authSecret: authSecretOf(settings) }),
    TRIBUTARY_LOG_LEVEL: 'silent',
  }
  return runThrough(node24, ['--import', 'tsx', 'launcher/commands/admin.ts', ...process.argv.slice(2)], env)
}

/** The owner's ports and address count, not this shell's. */
async function runBesideOwner(settings, owner) {
  if (!owner.settings) throw new LauncherError('Another admin command is running on this data folder.')
  const { embeddedDatabaseUrl } = await import('./steps/postgres.mjs')
  const shared = { ...settings, ...owner.settings }
  const password = ensureSecret(shared, 'postgres.password')
  return runAdmin(shared, shared.databaseUrl ?? embeddedDatabaseUrl(shared, password))
}

async function runAlone(settings) {
  const { startDatabase } = await import('./run/product.mjs')
  const { endLeftovers } = await import('./run/leftovers.mjs')
  await endLeftovers(settings)
  const database = await startDatabase(settings)
  try {
    return await runAdmin(settings, database.databaseUrl)
  } finally {
    await database.stop()
  }
}

async function main() {
  keepStandardOutputClean()
  const settings = readSettings()
  prepareDataFolder(settings)
  await ensurePackages()
  await ensurePrismaClient()
  const lock = takeLock(place(settings, 'run', 'launcher.lock'), { url: 'npm run admin' })
  if (lock.owner) return runBesideOwner(settings, lock.owner)
  try {
    return await runAlone(settings)
  } finally {
    lock.release()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  process.exitCode = 1
}
