// A lock file that names its owner; the lock of a process that is gone is taken over.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identify, isSameProcess } from './process-identity.mjs'

let count = 0

export function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return error.code === 'ENOENT' ? null : {}
  }
}

/** The living owner's record, or null. */
export function findLockOwner(file) {
  const record = readLock(file)
  return record && isSameProcess(record) ? record : null
}

function tryCreate(file, record) {
  const draft = `${file}.${process.pid}.${count++}`
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function removeStale(file) {
  const aside = `${file}.stale.${process.pid}.${count++}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  // Between judging and renaming another process may have taken the lock over: put a living owner's back.
  if (findLockOwner(aside)) {
    try {
      linkSync(aside, file)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
  rmSync(aside, { force: true })
}

/** Answers { release } when the lock is ours, { owner } with the living owner's record when it is not. */
export function takeLock(file, details = {}) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const record = { ...identify(process.pid), ...details }
  for (let attempt = 0; attempt < 50; attempt++) {
    if (tryCreate(file, record)) return { release: () => releaseOwn(file) }
    const owner = findLockOwner(file)
    if (owner) return { owner }
    removeStale(file)
  }
  throw new Error(`The lock ${file} changes hands too fast.`)
}

function releaseOwn(file) {
  if (readLock(file)?.pid === process.pid) rmSync(file, { force: true })
}
