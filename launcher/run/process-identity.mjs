// A process is named by pid and start time: a pid alone may belong to somebody else after a reboot.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readStat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function isZombie(pid) {
  if (process.platform !== 'linux') return false
  try {
    return readStat(pid)[0] === 'Z'
  } catch {
    return true
  }
}

/** Opaque text that differs between two processes with one pid; null when there is no such process. */
export function processStartTime(pid) {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return `${boot}:${readStat(pid)[19]}`
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

export const identify = (pid) => ({ pid, startedAt: processStartTime(pid) })

/** Whether the very process of an `identify` record still runs. */
export const isSameProcess = (record) =>
  Number.isInteger(record?.pid) && isAlive(record.pid) && processStartTime(record.pid) === record.startedAt
