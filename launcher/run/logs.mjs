// Log files of the children: appended to, rotated at start and while they run, so that a log never fills the disk.
import {
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import path from 'node:path'

const maxBytes = 10 * 1024 * 1024
const kept = 3

const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function shift(file) {
  rmSync(`${file}.${kept}`, { force: true })
  for (let age = kept - 1; age >= 1; age--)
    if (statSync(`${file}.${age}`, { throwIfNoEntry: false }))
      renameSync(`${file}.${age}`, `${file}.${age + 1}`)
}

/** Opens a log for appending, after moving a full one aside. */
export function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (sizeOf(file) > maxBytes) {
    shift(file)
    renameSync(file, `${file}.1`)
  }
  return openSync(file, 'a', 0o600)
}

/** For a log that a running child appends to: its descriptor stays, so copy and truncate. */
export function rotateOpenLog(file) {
  if (sizeOf(file) <= maxBytes) return
  shift(file)
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}

export function readLogTail(file, lines = 15) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}
