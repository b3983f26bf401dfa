// `npm test [-- SUITE… [FILTER…]]`: unit, api, worker and e2e on real engines, beside a running `npm start`.
import './run/node-version.mjs'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { binFolder, LauncherError, root, runThrough } from './run/command.mjs'
import { say } from './run/step.mjs'
import { stopOnSignals } from './run/stop-signals.mjs'
import { withScratchProduct } from './run/scratch-product.mjs'
import {
  listSlowest,
  readPlaywrightResult,
  readPlaywrightTimes,
  readVitestResult,
  sumResults,
} from './run/test-results.mjs'
import { ensureOutsideClients } from './steps/outside-clients.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { ensurePrismaClient } from './steps/prisma-client.mjs'

const suites = ['unit', 'api', 'worker', 'e2e']
const results = path.join(root, 'test-results')

function parseArguments(args) {
  const chosen = args.filter((arg) => suites.includes(arg))
  return { chosen: chosen.length > 0 ? chosen : suites, filters: args.filter((arg) => !suites.includes(arg)) }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

async function runVitest(suite, filters) {
  const output = path.join(results, suite)
  const [file, timesFile] = [`${output}.json`, `${output}-times.json`]
  for (const old of [file, timesFile]) rmSync(old, { force: true })
  const args = ['run', '--project', suite, ...filters]
  const code = await runThrough(path.join(binFolder, 'vitest'), args, { TEST_RESULTS: output })
  return { ...readVitestResult(readJson(file), code), times: readJson(timesFile) ?? [] }
}

async function runPlaywright(filters) {
  const file = path.join(results, 'e2e.json')
  rmSync(file, { force: true })
  await ensureOutsideClients()
  return withScratchProduct('e2e', async (env) => {
    const code = await runThrough(path.join(binFolder, 'playwright'), ['test', ...filters], env)
    const report = readJson(file)
    return { ...readPlaywrightResult(report, code), times: readPlaywrightTimes(report) }
  })
}

async function runSuite(suite, filters) {
  const started = Date.now()
  say(`\n── ${suite} ──`)
  let result
  try {
    result = suite === 'e2e' ? await runPlaywright(filters) : await runVitest(suite, filters)
  } catch (error) {
    say(error instanceof LauncherError ? error.message : error.stack)
    result = { passed: 0, failed: 1, problem: 'the suite did not start' }
  }
  if (result.problem) say(`${suite}: ${result.problem}`)
  return { suite, ...result, seconds: (Date.now() - started) / 1000 }
}

async function main() {
  const started = Date.now()
  const { chosen, filters } = parseArguments(process.argv.slice(2))
  mkdirSync(results, { recursive: true })
  await ensurePackages()
  await ensurePrismaClient()
  const outcomes = []
  for (const suite of chosen) outcomes.push(await runSuite(suite, filters))
  say('')
  for (const { suite, passed, failed, seconds } of outcomes)
    say(
      `  ${failed === 0 ? '✓' : '✗'} ${suite.padEnd(8)} ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`,
    )
  const times = outcomes.flatMap(({ suite, times: own = [] }) => own.map((time) => ({ suite, ...time })))
  say('The slowest:')
  for (const line of listSlowest(times)) say(line)
  const { passed, failed } = sumResults(outcomes)
  say(`Total time ${((Date.now() - started) / 1000).toFixed(1)} s`)
  say(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

stopOnSignals()
try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  say('0 passed, 1 failed')
  process.exitCode = 1
}
