// `npm run worker -- standalone WORKER.properties CONNECTOR.json …`: connectors against any Kafka, without web and Postgres.
import './run/node-version.mjs'
import { spawn } from 'node:child_process'
import { LauncherError, childEnv, node24 } from './run/command.mjs'
import { readSettings } from './run/settings.mjs'
import { keepStandardOutputClean, say } from './run/step.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { ensurePrismaClient } from './steps/prisma-client.mjs'
import { ensureWorkerBuild, workerModule } from './steps/worker-build.mjs'

/** npm runs this in the checkout; the files that are named lie where it was called. */
const calledFrom = process.env.INIT_CWD ?? process.cwd()

/** Answers its exit code. Signals go to it, and it stops by itself; Ctrl-C reaches it without us. */
function run(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: calledFrom, env, stdio: 'inherit' })
    const passOn = (signal) => child.kill(signal)
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, passOn)
    process.on('SIGINT', () => {})
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

async function main() {
  keepStandardOutputClean()
  const { dist } = readSettings()
  await ensurePackages()
  // Not used here, but by what is bundled along.
  await ensurePrismaClient()
  await ensureWorkerBuild(dist)
  const env = childEnv({
    NODE_ENV: 'production',
    // Who starts this has the rights of this account anyway.
    TRIBUTARY_CONNECTOR_FILES: process.env.TRIBUTARY_CONNECTOR_FILES || calledFrom,
  })
  return run(node24, [workerModule(dist, 'standalone'), ...process.argv.slice(2)], env)
}

try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  process.exitCode = 1
}
