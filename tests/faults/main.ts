// The long form: `npm run test:faults -- [--rounds N] [--seed N] [--only FAULT,…] [--worker MODULE]`. Its own metadata Postgres is
// in the environment before anything reads it.
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { applyMigrations } from '../../launcher/steps/migrations.mjs'
import { printFigure } from '../support/figure'
import { findFreePort } from '../support/free-ports'
import { seededRandom } from '../support/random'
import { startTargetServer } from '../support/target-server.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    only: { type: 'string', default: '' },
    worker: { type: 'string', default: '' },
    folder: { type: 'string' },
  },
})
const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const folder = path.resolve(values.folder ?? path.join('data-test', `faults-${process.pid}-0`))
mkdirSync(folder, { recursive: true })
const metadata = await startTargetServer(randomBytes(16).toString('hex'), 'metadata')
process.once('exit', metadata.signalStop)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(143))
await applyMigrations(metadata.url)
Object.assign(process.env, {
  DATABASE_URL: metadata.url,
  TRIBUTARY_DATA: folder,
  TRIBUTARY_URL: 'http://localhost:3000',
  TRIBUTARY_CONNECT_PORT: String(await findFreePort()),
  TRIBUTARY_MASTER_KEY: randomBytes(32).toString('base64'),
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
  TRIBUTARY_LOG_LEVEL: 'warn',
})

const { runAll } = await import('./all')
const { isClean, tableOf } = await import('./outcome')
say(`seed ${values.seed}; repeat with --seed ${values.seed}. Load ${loadavg()[0]?.toFixed(1)}.`)
const outcomes = await runAll({
  rounds: Number(values.rounds),
  random: seededRandom(Number(values.seed)),
  only: values.only === '' ? [] : values.only.split(','),
  command: values.worker === '' ? undefined : ['--max-semi-space-size=4', values.worker],
  metadata,
  say,
})
for (const { figures } of outcomes) for (const figure of figures) printFigure(figure)
say(`\n${tableOf(outcomes)}\n`)
say(`seed ${values.seed}, load ${loadavg()[0]?.toFixed(1)}`)
process.removeListener('exit', metadata.signalStop)
await metadata.stop()
const isGood = outcomes.length > 0 && outcomes.every(isClean)
if (isGood) rmSync(folder, { recursive: true, force: true })
process.exit(isGood ? 0 : 1)
