import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findLockOwner, takeLock } from '../../../launcher/run/lock.mjs'
import { identify, isSameProcess } from '../../../launcher/run/process-identity.mjs'

let folder
let file
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'))
  file = path.join(folder, 'run', 'launcher.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('lock – the second taker learns who has it', () => {
  const first = takeLock(file, { url: 'http://localhost:3000' })
  expect(takeLock(file).owner).toMatchObject({ pid: process.pid, url: 'http://localhost:3000' })
  first.release()
  expect(takeLock(file).owner).toBeUndefined()
})

test('lock – of a process that is gone is taken over, and nothing is left beside it', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  const record = identify(child.pid)
  await new Promise((resolve) => child.once('exit', resolve))
  takeLock(file).release()
  writeFileSync(file, JSON.stringify(record))
  expect(findLockOwner(file)).toBeNull()
  expect(takeLock(file).release).toBeTypeOf('function')
  expect(readdirSync(path.dirname(file))).toEqual(['launcher.lock'])
})

test('lock – a pid that now belongs to another process does not count as its owner', () => {
  takeLock(file).release()
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: 'another boot' }))
  expect(takeLock(file).owner).toBeUndefined()
})

test('lock – an unreadable lock file is taken over', () => {
  takeLock(file).release()
  writeFileSync(file, '{"pid":')
  expect(takeLock(file).owner).toBeUndefined()
})

test('process identity – this process is itself, a record of another start is not', () => {
  expect(isSameProcess(identify(process.pid))).toBe(true)
  expect(isSameProcess({ pid: process.pid, startedAt: 'x' })).toBe(false)
  expect(isSameProcess({})).toBe(false)
})
