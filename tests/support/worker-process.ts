// The worker as the launcher runs it: a process of its own on this test file's database and data folder.
import { spawn, type ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import path from 'node:path'

export type WorkerProcess = {
  pid: number
  /** Sends the signal and resolves when the process has ended. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

export function startWorkerProcess(): WorkerProcess {
  const root = path.resolve(import.meta.dirname, '../..')
  const output = openSync(path.join(process.env.TRIBUTARY_DATA ?? root, 'worker-process.log'), 'a')
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'worker/index.ts'], {
    cwd: root,
    env: { ...process.env, TRIBUTARY_LOG_LEVEL: 'info', NODE_ENV: 'production' },
    stdio: ['ignore', output, output],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    end: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}
