// `npm run test:faults [-- --rounds N --seed N --only FAULT,…]`: the connector runtime under kill -9, SIGSTOP, outages, lost replies,
// poison and stuck neighbours, judged by ledgers. Apart from npm test (which has a short form) because it takes a quarter of an hour.
import './run/node-version.mjs'
import path from 'node:path'
import { endProcessesOf, newDataFolder, removeDataFolder, removeLeftovers } from './run/data-folder.mjs'
import { node24, root, runThrough } from './run/command.mjs'
import { runCommand } from './run/run-command.mjs'
import { say } from './run/step.mjs'
import { onStop } from './run/stop-signals.mjs'
import { ensureBrokerRuntime } from './steps/broker-runtime.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { ensurePrismaClient } from './steps/prisma-client.mjs'
import { ensureWorkerBuild, workerModule } from './steps/worker-build.mjs'

const dist = '.next-test'

async function main() {
  await ensurePackages()
  await ensurePrismaClient()
  await ensureBrokerRuntime()
  await ensureWorkerBuild(dist)
  await removeLeftovers()
  const folder = newDataFolder('faults')
  onStop(() => endProcessesOf({ dataDir: folder }))
  const program = path.join(root, 'tests', 'faults', 'main.ts')
  const own = ['--worker', workerModule(dist), '--folder', folder]
  const code = await runThrough(node24, ['--import', 'tsx', program, ...own, ...process.argv.slice(2)])
  if (code === 0) removeDataFolder(folder)
  else say(`The workers' logs are in ${path.relative(root, folder)}.`)
  return code
}

await runCommand(main)
