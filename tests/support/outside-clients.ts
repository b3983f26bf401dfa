// Kafka clients that are not ours: Python in .venv (confluent-kafka, kafka-python) and kcat, installed by broker-setup.
import { spawn } from 'node:child_process'
import path from 'node:path'

export type Outcome = { code: number | null; stdout: string; stderr: string }

const python = path.join(import.meta.dirname, '..', '..', '.venv', 'bin', 'python')

/** Runs to the end, or kills it after `timeoutMs` (code null). */
export function runOutside(program: string, args: string[], timeoutMs = 60_000): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { timeout: timeoutMs, killSignal: 'SIGKILL' })
    const outcome: Outcome = { code: null, stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (outcome.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (outcome.stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...outcome, code }))
  })
}

/** `script` is Python source; `args` arrive as sys.argv[1:]. */
export const runPython = (script: string, args: string[] = [], timeoutMs?: number): Promise<Outcome> =>
  runOutside(python, ['-c', script, ...args], timeoutMs)
