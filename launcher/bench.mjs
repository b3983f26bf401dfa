// `npm run bench [-- NAME…] [--json FILE]`: runs tests/bench/*.ts against a product of its own and prints their figures.
import './run/node-version.mjs'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, node24, root, runCommand } from './run/command.mjs'
import { formatFigure, parseFigures } from './run/figures.mjs'
import { withScratchProduct } from './run/scratch-product.mjs'
import { say } from './run/step.mjs'
import { runCommand } from './run/run-command.mjs'
import { ensurePackages } from './steps/packages.mjs'

function parseArguments(args) {
  const at = args.indexOf('--json')
  if (at === -1) return { names: args, jsonFile: null }
  if (!args[at + 1]) throw new LauncherError('--json wants a file name.')
  return { names: args.filter((_, index) => index !== at && index !== at + 1), jsonFile: args[at + 1] }
}

function chooseBenches(names) {
  const known = readdirSync(path.join(root, 'tests', 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .sort()
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new LauncherError(`No benchmark ${unknown.join(', ')}. There is: ${known.join(', ')}`)
  if (names.length > 0) return names
  // Memory before and after all the others.
  return ['memory', ...known.filter((name) => name !== 'memory'), 'memory']
}

async function runBench(name, env) {
  say(`\n── ${name} ──`)
  const { code, output } = await runCommand(node24, ['--import', 'tsx', `tests/bench/${name}.ts`], { env })
  const { figures, rest } = parseFigures(output)
  if (rest) say(rest)
  for (const figure of figures) say(`  ${formatFigure(figure)}`)
  if (code !== 0) say(`  ${name} ended with code ${code}`)
  return { name, ok: code === 0 && figures.length > 0, figures }
}

async function main() {
  const { names, jsonFile } = parseArguments(process.argv.slice(2))
  const benches = chooseBenches(names)
  await ensurePackages()
  const outcomes = await withScratchProduct('bench', async (env) => {
    const done = []
    for (const name of benches) done.push(await runBench(name, env))
    return done
  })
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(outcomes, null, 2)}\n`)
  return outcomes.every((outcome) => outcome.ok) ? 0 : 1
}

await runCommand(main)
