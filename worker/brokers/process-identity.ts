// Whether a pid still is the process that was started: pids are used again, start times within one boot are not.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The stamp that BrokerMain.java writes about itself, read from outside; null when there is no such process. */
export async function processStamp(pid: number): Promise<string | null> {
  if (!existsSync('/proc/self/stat')) return stampFromPs(pid)
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return null
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()}/${fields[19]}`
  } catch {
    return null
  }
}

async function stampFromPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('env', [
      'LC_ALL=C',
      'ps',
      '-o',
      'lstart=',
      '-p',
      String(pid),
    ])
    return String(Math.floor(Date.parse(stdout.trim()) / 1000))
  } catch {
    return null
  }
}
