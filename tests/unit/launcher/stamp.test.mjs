import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashInputs } from '../../../launcher/run/stamp.mjs'

let folder
const write = (name, text) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
}
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stamp-'))
  write('lib/a.ts', 'one')
  write('lib/deep/b.ts', 'two')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hash = (words) => hashInputs(['lib', 'missing.ts'], words, folder)

test('stamp – the same sources have the same hash', () => {
  expect(hash()).toBe(hash())
})

test('stamp – a changed, a new and a renamed file each change the hash', () => {
  const before = hash()
  write('lib/a.ts', 'three')
  const changed = hash()
  write('lib/c.ts', '')
  const added = hash()
  expect(new Set([before, changed, added]).size).toBe(3)
})

test('stamp – generated files and packages do not count', () => {
  const before = hash()
  write('lib/generated/client.ts', 'x')
  write('lib/node_modules/p/index.js', 'x')
  expect(hash()).toBe(before)
})

test('stamp – words count', () => {
  expect(hash(['24'])).not.toBe(hash(['25']))
})
