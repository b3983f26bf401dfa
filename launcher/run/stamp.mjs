// Remembers what a step last worked on: a hash of its inputs in .tributary/stamps, so that the next start can skip it.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './command.mjs'

const stampFile = (name) => path.join(root, '.tributary', 'stamps', name.replace(/[^\w.-]/g, '_'))

function* walk(place) {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isFile()) {
    yield place
    return
  }
  for (const name of readdirSync(place).sort()) {
    if (name === 'node_modules' || name === 'generated' || name === 'target' || name.startsWith('.')) continue
    yield* walk(path.join(place, name))
  }
}

/** SHA-256 over names and contents of files and folders (paths from the root) and extra words. */
export function hashInputs(places, words = [], base = root) {
  const hash = createHash('sha256')
  for (const place of places)
    for (const file of walk(path.join(base, place))) {
      hash.update(`${path.relative(base, file)}\0`)
      hash.update(readFileSync(file))
      hash.update('\0')
    }
  for (const word of words) hash.update(`${word}\0`)
  return hash.digest('hex')
}

export function isStamped(name, hash) {
  try {
    return readFileSync(stampFile(name), 'utf8') === hash
  } catch {
    return false
  }
}

export function writeStamp(name, hash) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), hash)
}

/** Called before a step starts changing its output, so that a broken-off run is not taken for a finished one. */
export const clearStamp = (name) => rmSync(stampFile(name), { force: true })
