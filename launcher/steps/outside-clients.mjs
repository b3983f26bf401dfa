// Clients that are not ours, for the worker tests: Python's in .venv, npm's Schema Registry client in a folder of its own, kcat.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { mustRun, root, runCommand } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'
import { installSystemPackage } from './system-package.mjs'

const clients = path.join('tests', 'support', 'clients')
const requirements = path.join(clients, 'requirements.txt')
const npmFolder = path.join(root, clients, 'npm')

/** Python with all of them in it. */
export const pythonWithClients = path.join(root, '.venv', 'bin', 'python')

async function makeVenv(report) {
  report('making .venv')
  const args = ['-m', 'venv', '--clear', path.join(root, '.venv')]
  const { code } = await runCommand('python3', args).catch(() => ({ code: null }))
  if (code !== 0) {
    await installSystemPackage('python3-venv')
    await mustRun('python3 -m venv', 'python3', args)
  }
  report('confluent-kafka, kafka-python')
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]
  await mustRun('pip install', pythonWithClients, pip)
}

async function installNpmClient(report) {
  report('@confluentinc/schemaregistry')
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  await mustRun('npm ci', 'npm', args, { cwd: npmFolder })
}

/** Once for each state of the files that say what to install. */
async function ensure(title, { stamp, inputs, product, make }) {
  const hash = hashInputs(inputs)
  const isReady = () => isStamped(stamp, hash) && existsSync(product)
  if (isReady()) return
  await step(title, (report) =>
    withSetupLock(async () => {
      if (isReady()) return 'skipped'
      clearStamp(stamp)
      await make(report)
      writeStamp(stamp, hash)
      return undefined
    }),
  )
}

export async function ensureOutsideClients() {
  await ensure('Python clients', {
    stamp: 'python-clients',
    inputs: [requirements],
    product: pythonWithClients,
    make: makeVenv,
  })
  await ensure('npm client', {
    stamp: 'npm-client',
    inputs: [path.join(clients, 'npm', 'package-lock.json')],
    product: path.join(npmFolder, 'node_modules', '.package-lock.json'),
    make: installNpmClient,
  })
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  if (!folders.some((folder) => existsSync(path.join(folder, 'kcat'))))
    await step('kcat', () => withSetupLock(() => installSystemPackage('kcat')))
}
