// What the product's processes use. Linux tells by /proc, other systems by ps.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/env'

export type ProductProcess = 'web' | 'worker' | 'broker'

const readPid = (...place: string[]): number => {
  const text = readFileSync(path.join(env.dataDir, ...place), 'utf8')
  return (JSON.parse(text) as { pid: number }).pid
}

export const pidOf = (name: ProductProcess, clusterId: string): number =>
  name === 'broker' ? readPid('clusters', clusterId, 'broker.pid') : readPid('run', `${name}.json`)

const askPs = (pid: number, column: string): string =>
  execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()

/** Resident memory in MB (10^6 bytes). */
export function residentMb(pid: number): number {
  if (process.platform !== 'linux') return (Number(askPs(pid, 'rss')) * 1_024) / 1e6
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kilobytes) * 1_024) / 1e6
}

/** Seconds of processor time since the start of the process, all its threads. */
export function processorSeconds(pid: number): number {
  if (process.platform === 'linux') {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
    return (Number(user) + Number(system)) / 100
  }
  return askPs(pid, 'time')
    .split(':')
    .reduce((total, part) => total * 60 + Number(part), 0)
}
