// Runs a program to its end with its output captured; npm's own Node 24 comes first in PATH once it is installed.
import { spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..', '..')
export const binFolder = path.join(root, 'node_modules', '.bin')
export const node24 = path.join(binFolder, 'node')

/** A failure that the person at the terminal can act on; printed without a stack. */
export class LauncherError extends Error {}

const running = new Set()

/** For a stop in the middle of set-up. */
export function stopRunningCommands() {
  for (const child of running) child.kill('SIGTERM')
}

export const childEnv = (extra = {}) => ({
  ...process.env,
  PATH: `${binFolder}${path.delimiter}${process.env.PATH ?? ''}`,
  ...extra,
})

/**
 * Answers { code, output (both streams interleaved, last 200 kB), stdout }. Standard input is closed unless given.
 * `onOutput(text)` sees every chunk; `timeoutMs` kills and answers code null.
 */
export function runCommand(
  program,
  args,
  { env = {}, cwd = root, onOutput, input, timeoutMs, uid, gid } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: childEnv(env),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid }),
      ...(timeoutMs ? { timeout: timeoutMs, killSignal: 'SIGKILL' } : {}),
    })
    running.add(child)
    let output = ''
    let stdout = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-200_000)
      onOutput?.(String(chunk))
    }
    child.stdout.on('data', (chunk) => {
      stdout += chunk
      collect(chunk)
    })
    child.stderr.on('data', collect)
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, output, stdout })
    })
    if (input !== undefined) child.stdin.end(input)
  })
}

/** Like runCommand, but a non-zero exit becomes a LauncherError with the end of the output. */
export async function mustRun(title, program, args, options = {}) {
  const { code, output } = await runCommand(program, args, options)
  if (code === 0) return output
  const tail = output.trim().split('\n').slice(-40).join('\n')
  throw new LauncherError(`${title} failed (exit code ${code}).\n${tail}`)
}

/** Runs a program with our own standard streams; answers its exit code (130 when a signal ended it). */
export function runThrough(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: childEnv(env), stdio: 'inherit' })
    running.add(child)
    child.once('error', reject)
    child.once('exit', (code) => {
      running.delete(child)
      resolve(code ?? 130)
    })
  })
}
