// Keeps one child process running: detached (Ctrl-C reaches only the launcher), output to a log file, pid file for the
// next start after a crash of the launcher, restart with back-off when it dies.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './command.mjs'
import { readLock } from './lock.mjs'
import { openLog, rotateOpenLog } from './logs.mjs'
import { identify, isSameProcess } from './process-identity.mjs'
import { say } from './step.mjs'

const firstDelayMs = 500
const longestDelayMs = 15_000
const stableAfterMs = 30_000

export async function waitUntil(isTrue, timeoutMs, everyMs = 50) {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline) {
    if (await isTrue()) return true
    await sleep(everyMs)
  }
  return isTrue()
}

function signalGroup(pid, signal) {
  for (const target of [-pid, pid])
    try {
      process.kill(target, signal)
      return
    } catch (error) {
      if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error
    }
}

/** Ends the process of an `identify` record: each [signal, waitMs] in turn until it is gone. */
export async function endProcess(record, signals) {
  for (const [signal, waitMs] of signals) {
    if (!isSameProcess(record)) return
    if (signal === 'SIGKILL') signalGroup(record.pid, signal)
    else process.kill(record.pid, signal)
    await waitUntil(() => !isSameProcess(record), waitMs, 20)
  }
}

/** Ends what a crashed launcher left behind. */
export async function endLeftover(pidFile, signals) {
  const record = readLock(pidFile)
  if (record && isSameProcess(record)) await endProcess(record, signals)
  rmSync(pidFile, { force: true })
}

/** `spec`: { name, program, args, env, cwd, logFile, pidFile, signals, uid?, gid? }. Answers { stop, record }. */
export function supervise(spec) {
  let isStopping = false
  let record = null
  let delayMs = firstDelayMs
  let timer = null
  let exits = 0

  const start = () => {
    const descriptor = openLog(spec.logFile)
    const child = spawn(spec.program, spec.args, {
      cwd: spec.cwd ?? root,
      env: spec.env,
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
      ...(spec.uid === undefined ? {} : { uid: spec.uid, gid: spec.gid }),
    })
    closeSync(descriptor)
    const startedAt = Date.now()
    child.once('error', (error) => onEnd(error.message, startedAt))
    child.once('exit', (code, signal) => onEnd(signal ? `signal ${signal}` : `code ${code}`, startedAt))
    if (child.pid === undefined) return
    record = identify(child.pid)
    mkdirSync(path.dirname(spec.pidFile), { recursive: true, mode: 0o700 })
    writeFileSync(spec.pidFile, JSON.stringify(record), { mode: 0o600 })
  }

  const onEnd = (how, startedAt) => {
    if (isStopping) return
    exits += 1
    if (Date.now() - startedAt > stableAfterMs) delayMs = firstDelayMs
    const log = path.relative(process.cwd(), spec.logFile)
    say(`  ! ${spec.name} ended (${how}); starting it again in ${delayMs / 1000} s. Its log: ${log}`)
    timer = setTimeout(start, delayMs)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }

  const rotation = setInterval(() => rotateOpenLog(spec.logFile), 60_000)
  rotation.unref()
  start()
  return {
    get record() {
      return record
    },
    get exits() {
      return exits
    },
    async stop() {
      isStopping = true
      clearTimeout(timer)
      clearInterval(rotation)
      if (record) await endProcess(record, spec.signals)
      rmSync(spec.pidFile, { force: true })
    },
  }
}
