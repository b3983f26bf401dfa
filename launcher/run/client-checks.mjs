// The parts of `npm run test:clients`: the Go module, and shell scripts for programs that may be on the PATH.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runCommand, runThrough } from './command.mjs'
import { say } from './step.mjs'

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file)) ?? null

// Go's own installer puts it here and leaves the PATH to the person.
const usualGo = '/usr/local/go/bin/go'

export const findGo = () => onPath('go') ?? (existsSync(usualGo) ? usualGo : null)

/** Each script runs only where all its programs are; any one of a list in a list will do. */
export const scripts = [
  { file: 'cli.sh', title: 'confluent CLI', programs: [['confluent']] },
  {
    file: 'terraform.sh',
    title: 'Terraform provider',
    programs: [['terraform', 'tofu'], ['terraform-provider-confluent']],
  },
]

function readEvents(stdout) {
  const events = []
  for (const line of stdout.split('\n')) {
    try {
      events.push(JSON.parse(line))
    } catch {
      // What the compiler says stands between the events.
    }
  }
  return events
}

/** Counts tests without parts, so that no failure counts twice. */
export function countTests(stdout) {
  const results = new Map()
  const said = new Map()
  for (const { Action, Test, Output } of readEvents(stdout)) {
    if (!Test) continue
    if (Action === 'output') said.set(Test, (said.get(Test) ?? '') + Output)
    if (['pass', 'fail', 'skip'].includes(Action)) results.set(Test, Action)
  }
  const names = [...results.keys()]
  const isWhole = (name) => !names.some((other) => other.startsWith(`${name}/`))
  const named = (action) => names.filter((name) => results.get(name) === action && isWhole(name))
  return { passed: named('pass'), failed: named('fail'), textOf: (name) => said.get(name) ?? '' }
}

export async function runGoTests(go, folder, env, args) {
  say('\n── Go SDK modules ──')
  const { code, stdout, output } = await runCommand(
    go,
    ['test', '-json', '-count=1', '-timeout=10m', ...args, '.'],
    { cwd: folder, env },
  )
  const { passed, failed, textOf } = countTests(stdout)
  for (const name of passed) say(`  ✓ ${name}`)
  for (const name of failed) say(`  ✗ ${name}\n${textOf(name)}`)
  if (code !== 0 && failed.length === 0) {
    say(output.trim().split('\n').slice(-40).join('\n'))
    return { passed: passed.length, failed: 1 }
  }
  return { passed: passed.length, failed: failed.length }
}

export async function runScript({ file, title, programs }, folder, env) {
  say(`\n── ${title} ──`)
  const missing = programs.filter((names) => !names.some(onPath)).map((names) => names.join(' or '))
  if (missing.length > 0) {
    say(`  skipped: ${missing.join(' and ')} is not on the PATH`)
    return { passed: 0, failed: 0 }
  }
  const code = await runThrough('bash', [path.join(folder, file)], env)
  say(code === 0 ? `  ✓ ${file}` : `  ✗ ${file} ended with code ${code}`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}
