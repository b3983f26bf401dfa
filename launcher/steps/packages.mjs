// npm packages as the lock file says. npm writes node_modules/.package-lock.json last, so a broken-off install shows.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, root, runCommand } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { step } from '../run/step.mjs'

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))

function isForThisMachine(entry) {
  const allows = (list, value) =>
    !list ||
    (!list.includes(`!${value}`) && (list.every((item) => item.startsWith('!')) || list.includes(value)))
  return allows(entry.os, process.platform) && allows(entry.cpu, process.arch)
}

/** Names of packages that the lock wants and node_modules lacks or has in another version. */
export function findMissingPackages(lock, installed) {
  return Object.entries(lock.packages ?? {})
    .filter(([place, entry]) => place !== '' && !entry.link && isForThisMachine(entry))
    .filter(([place, entry]) => {
      const present = installed.packages?.[place]
      if (!present) return !entry.optional && !entry.peer
      return present.version !== entry.version || present.integrity !== entry.integrity
    })
    .map(([place]) => place.replace(/^node_modules\//, ''))
}

export function isInstalled() {
  if (!existsSync(path.join(root, 'node_modules', '.package-lock.json'))) return false
  try {
    return (
      findMissingPackages(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'))
        .length === 0
    )
  } catch {
    return false
  }
}

async function install(report) {
  const { code, output } = await runCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=http'], {
    onOutput: (text) => report(text.replace(/^npm http fetch GET \d+ \S+\/(?=[^/]+$)/gm, '')),
  })
  if (code === 0) return
  const errors = output
    .split('\n')
    .filter((line) => line.startsWith('npm error') && line.trim() !== 'npm error')
  const reason = errors.slice(0, 15).join('\n')
  throw new LauncherError(`npm ci failed (exit code ${code}). Is the network there?\n${reason}`)
}

/** Installs when node_modules differs from the lock; silent when there is nothing to do. */
export async function ensurePackages() {
  if (isInstalled()) return
  await step('npm packages', (report) =>
    withSetupLock(async () => (isInstalled() ? 'skipped' : install(report))),
  )
}
