// `npm run test:spec -- FOLDER`: runs tests/spec against a product of its own; FOLDER holds the specification files (YAML).
import './run/node-version.mjs'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, node24, runThrough } from './run/command.mjs'
import { withScratchProduct } from './run/scratch-product.mjs'
import { say } from './run/step.mjs'
import { stopOnSignals } from './run/stop-signals.mjs'
import { ensurePackages } from './steps/packages.mjs'

async function main() {
  const [folder] = process.argv.slice(2)
  if (!folder || !existsSync(folder))
    throw new LauncherError('Name the folder with the specification files: npm run test:spec -- FOLDER')
  await ensurePackages()
  return withScratchProduct('spec', (env) =>
    runThrough(node24, ['--import', 'tsx', 'tests/spec/run.ts', path.resolve(folder)], env),
  )
}

stopOnSignals()
try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  say('0 passed, 1 failed')
  process.exitCode = 1
}
