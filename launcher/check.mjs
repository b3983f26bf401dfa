// `npm run check`: everything that can be said about the sources without running them, in under a minute.
import path from 'node:path'
import { findBannedWords } from './check/banned-words.mjs'
import { listProjectFiles, readProjectFile } from './check/files.mjs'
import { buildImportGraph, findBarrels, findCycles } from './check/import-cycles.mjs'
import { findKnownBad } from './check/known-bad.mjs'
import { findOversized } from './check/size-budget.mjs'
import { binFolder, LauncherError, node24, root, runCommand } from './run/command.mjs'
import { say } from './run/step.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { ensurePrismaClient } from './steps/prisma-client.mjs'

const program = (name, ...args) => [path.join(binFolder, name), args]
const cache = (name) => path.join('.tributary', name)

async function runProgram([file, args]) {
  const { code, output } = await runCommand(file, args)
  return code === 0 ? [] : [output.trim() || `${path.basename(file)} ended with code ${code}`]
}

function findKnownBadVersions(files, read) {
  const rules = JSON.parse(read('launcher/known-bad-versions.json'))
  const lock = JSON.parse(read('package-lock.json'))
  const poms = files.filter((file) => path.basename(file) === 'pom.xml')
  return [
    ...findKnownBad(rules, lock, ''),
    ...poms.flatMap((pom) => findKnownBad(rules, {}, read(pom)).map((finding) => `${pom}: ${finding}`)),
  ]
}

function collectSteps() {
  const files = listProjectFiles(root)
  const read = (file) => readProjectFile(root, file)
  // No cache: a type-aware finding may come from another file than the changed one.
  const eslint = ['--max-warnings', '0', '.']
  const prettier = ['--check', '--cache', '--cache-location', cache('prettier'), '--log-level', 'warn', '.']
  return [
    ['lint', () => runProgram(program('eslint', ...eslint))],
    ['types', () => runProgram(program('tsc', '--noEmit', '-p', '.'))],
    ['format', () => runProgram(program('prettier', ...prettier))],
    ['dead code', () => runProgram(program('knip', '--no-progress'))],
    ['migrations', () => runProgram([node24, ['--import', 'tsx', 'prisma/diff.ts', '--check']])],
    [
      'import cycles, barrels',
      () => [...findCycles(buildImportGraph(files, read)), ...findBarrels(files, read)],
    ],
    ['size budget', () => findOversized(files, read)],
    ['known-bad versions', () => findKnownBadVersions(files, read)],
    ['banned words', () => findBannedWords(files, read)],
  ]
}

async function runStep([title, work]) {
  const started = Date.now()
  const findings = await work()
  const time = `${((Date.now() - started) / 1000).toFixed(1)} s`
  say(`  ${findings.length === 0 ? '✓' : '✗'} ${title.padEnd(28)} ${time}`)
  for (const finding of findings) say(finding.replace(/^/gm, '      '))
  return findings.length === 0
}

/** Two at a time: more only slows the two big ones (lint and types) down on a small machine. */
async function runAll(steps) {
  const queue = [...steps]
  const results = []
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await runStep(next))
  }
  await Promise.all([lane(), lane()])
  return results
}

async function main() {
  const started = Date.now()
  await ensurePackages()
  await ensurePrismaClient()
  const results = await runAll(collectSteps())
  const passed = results.filter(Boolean).length
  say(
    `check: ${passed} passed, ${results.length - passed} failed in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  )
  return passed === results.length ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof LauncherError ? error.message : error.stack)
  process.exitCode = 1
}
