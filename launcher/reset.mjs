// `npm run reset [-- --yes]`: asks, then removes what Tributary made in the data folder; refuses while it is running.
import './run/node-version.mjs'
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { LauncherError } from './run/command.mjs'
import { takeLock } from './run/lock.mjs'
import { place, readSettings } from './run/settings.mjs'
import { say } from './run/step.mjs'
import { endProcessesOf } from './run/data-folder.mjs'
import { removePostgresFolder } from './steps/postgres.mjs'

// Only our own folders: TRIBUTARY_DATA may by mistake name a folder with other things in it.
const ours = ['clusters', 'secrets', 'logs', 'run']

async function confirm(settings) {
  if (process.argv.includes('--yes')) return true
  if (!process.stdin.isTTY)
    throw new LauncherError('Nobody to ask. To wipe without asking: npm run reset -- --yes')
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(
    `This deletes every topic, key, connector and user in ${settings.dataDir}. Type "yes" to go on: `,
  )
  prompt.close()
  return answer.trim() === 'yes'
}

async function wipe(settings) {
  await endProcessesOf(settings)
  removePostgresFolder(settings.dataDir)
  for (const name of ours) rmSync(place(settings, name), { recursive: true, force: true })
  if (readdirSync(settings.dataDir).length === 0) rmdirSync(settings.dataDir)
}

async function main() {
  const settings = readSettings()
  if (!existsSync(settings.dataDir)) {
    say(`Nothing to wipe: ${settings.dataDir} does not exist.`)
    return
  }
  const lock = takeLock(place(settings, 'run', 'launcher.lock'), { url: 'npm run reset' })
  if (lock.owner)
    throw new LauncherError(`Tributary is running (process ${lock.owner.pid}). Stop it first, then reset.`)
  try {
    if (await confirm(settings)) {
      await wipe(settings)
      say('Wiped. The next `npm start` begins anew.')
    } else say('Nothing was changed.')
  } finally {
    lock.release()
  }
}

try {
  await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  process.exitCode = 1
}
