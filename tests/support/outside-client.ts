// Kafka clients that we did not write, as processes of their own.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'

export type Finished = { code: number | null; lines: string[]; errors: string }

export const python = path.resolve('.venv/bin/python')
export const clientScript = (name: string): string => path.resolve('tests/support/clients', name)

export async function run(command: string, args: string[], input = ''): Promise<Finished> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, lines: output.split('\n').filter((line) => line !== ''), errors }
}
