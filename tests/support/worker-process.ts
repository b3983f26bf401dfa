// The worker as the launcher runs it: a process of its own on this test file's database and data folder.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import path from 'node:path'

export type WorkerProcess = {
  pid: number
  ended: Promise<void>
  /** Sends the signal and resolves when the process has ended. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

type Options = {
  /** Of node; the sources if not given. */
  command?: readonly string[]
  /** In place of this process' own. */
  env?: Readonly<Record<string, string>>
}

const sources = ['--import', 'tsx', 'worker/index.ts']

export function startWorkerProcess({ command = sources, env: given = {} }: Options = {}): WorkerProcess {
  const root = path.resolve(import.meta.dirname, '../..')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...given,
    TRIBUTARY_LOG_LEVEL: 'info',
    NODE_ENV: 'production',
  }
  const folder = env.TRIBUTARY_DATA ?? root
  mkdirSync(folder, { recursive: true })
  const output = openSync(path.join(folder, 'worker-process.log'), 'a')
  const child: ChildProcess = spawn(process.execPath, command, {
    cwd: root,
    env,
    stdio: ['ignore', output, output],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    ended,
    end: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}
