// `npm run test:clients [-- go test arguments]`: Confluent's Go SDK modules, and its CLI and Terraform provider where
// they are on the PATH, against a product of its own. Apart from npm test because it needs Go.
import './run/node-version.mjs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { LauncherError, mustRun, node24, root } from './run/command.mjs'
import { say } from './run/step.mjs'
import { runCommand } from './run/run-command.mjs'
import { withScratchProduct } from './run/scratch-product.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { findGo, runGoTests, runScript, scripts } from './run/client-checks.mjs'

const email = 'clients@example.com'

async function admin(env, args, input) {
  const output = await mustRun(
    `launcher/commands/admin.ts ${args[0]}`,
    node24,
    ['--import', 'tsx', 'launcher/commands/admin.ts', ...args],
    { env: { ...env, TRIBUTARY_LOG_LEVEL: 'silent' }, ...(input === undefined ? {} : { input }) },
  )
  return JSON.parse(output.trim().split('\n').at(-1) ?? '')
}

/** An administrator with a password (for the CLI) and a Cloud key (for everything else). */
async function makeCredentials(env) {
  const password = randomBytes(18).toString('base64url')
  const user = ['--email', email, '--name', 'Ada Clients', '--role', 'OrganizationAdmin']
  await admin(env, ['create-user', ...user], password)
  const key = await admin(env, ['create-api-key', '--owner', email, '--resource', 'cloud'])
  return {
    CLIENTS_URL: env.TRIBUTARY_URL,
    CLIENTS_EMAIL: email,
    CLIENTS_PASSWORD: password,
    CLIENTS_CLOUD_KEY: key.id,
    CLIENTS_CLOUD_SECRET: key.secret,
  }
}

async function main() {
  const go = findGo()
  if (!go) throw new LauncherError('npm run test:clients needs Go 1.25 or newer on the PATH.')
  await ensurePackages()
  const outcomes = await withScratchProduct('clients', async (env) => {
    const credentials = await makeCredentials(env)
    const folder = path.join(root, 'tests', 'clients')
    const done = [await runGoTests(go, folder, credentials, process.argv.slice(2))]
    for (const script of scripts) done.push(await runScript(script, folder, credentials))
    return done
  })
  const sum = (name) => outcomes.reduce((total, outcome) => total + outcome[name], 0)
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
}

await runCommand(main)
