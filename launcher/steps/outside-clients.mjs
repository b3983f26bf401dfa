// Kafka clients that are not ours, for the worker tests: confluent-kafka and kafka-python in .venv, and kcat.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { mustRun, root, runCommand } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'
import { installSystemPackage } from './system-package.mjs'

const pins = ['confluent-kafka==2.16.1', 'kafka-python==3.0.12']
const stamp = 'python-clients'
const hash = hashInputs([], pins)

/** Python with both clients in it. */
export const pythonWithClients = path.join(root, '.venv', 'bin', 'python')
const isReady = () => isStamped(stamp, hash) && existsSync(pythonWithClients)

async function makeVenv(report) {
  clearStamp(stamp)
  report('making .venv')
  const args = ['-m', 'venv', '--clear', path.join(root, '.venv')]
  const { code } = await runCommand('python3', args).catch(() => ({ code: null }))
  if (code !== 0) {
    await installSystemPackage('python3-venv')
    await mustRun('python3 -m venv', 'python3', args)
  }
  report(pins.join(', '))
  await mustRun('pip install', pythonWithClients, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...pins,
  ])
  writeStamp(stamp, hash)
}

export async function ensureOutsideClients() {
  if (!isReady())
    await step('Python clients', (report) =>
      withSetupLock(async () => (isReady() ? 'skipped' : makeVenv(report))),
    )
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  if (!folders.some((folder) => existsSync(path.join(folder, 'kcat'))))
    await step('kcat', () => withSetupLock(() => installSystemPackage('kcat')))
}
