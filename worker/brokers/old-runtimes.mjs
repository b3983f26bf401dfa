// Each version of the broker runtime has a folder of 95 MB. Once a new one is ready, those go that no running broker has open:
// a broker of the version before may still be up, because a new worker adopts it.
import { readdir, readFile, readlink, rm, stat } from 'node:fs/promises'
import path from 'node:path'

// Without /proc it cannot be told who uses a folder, so only what has long been replaced goes.
const ABANDONED_MS = 30 * 24 * 3_600_000

/** Removes the folders of `target` but the one named `current`; answers the names of the removed. */
export async function removeOldRuntimes(target, current, { proc = '/proc' } = {}) {
  const entries = await readdir(target, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== current)
  const old = folders.map(({ name }) => name).filter((name) => /^[0-9a-f]{12}$/.test(name))
  const used = await openPaths(target, proc)
  const removed = []
  for (const name of old) {
    const folder = path.join(target, name)
    const isUsed =
      used === null ? !(await isAbandoned(folder)) : used.some((file) => file.startsWith(folder + path.sep))
    if (isUsed) continue
    await rm(folder, { recursive: true, force: true })
    removed.push(name)
  }
  return removed
}

/** The files below `target` that any process has mapped or open; null where the system does not tell. */
async function openPaths(target, proc) {
  const pids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name))
  if (pids.length === 0) return null
  const found = []
  for (const pid of pids) {
    const maps = await readFile(path.join(proc, pid, 'maps'), 'utf8').catch(() => '')
    for (const line of maps.split('\n')) {
      const at = line.indexOf(target + path.sep)
      if (at >= 0) found.push(line.slice(at))
    }
    const files = path.join(proc, pid, 'fd')
    for (const file of await readdir(files).catch(() => [])) {
      const open = await readlink(path.join(files, file)).catch(() => '')
      if (open.startsWith(target + path.sep)) found.push(open)
    }
  }
  return found
}

const isAbandoned = async (folder) =>
  stat(folder).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > ABANDONED_MS,
    () => false,
  )
