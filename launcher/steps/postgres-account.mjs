// Postgres refuses to run as root. Then it runs as the account `postgres`, which must reach the binaries and its folder:
// what lies behind a closed home folder is copied (binaries) or placed (data) under /var/lib/tributary.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { LauncherError } from '../run/command.mjs'

const shelter = '/var/lib/tributary'

function readAccount() {
  try {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

/** { uid, gid } to run Postgres as, or {} when we are not root. */
export function findPostgresAccount() {
  if (process.getuid?.() !== 0) return {}
  const known = readAccount()
  if (known) return known
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const made = readAccount()
  if (made) return made
  throw new LauncherError('Postgres does not run as root. Make an account for it: useradd --system postgres')
}

const canRun = (program, account) => spawnSync(program, ['--version'], { ...account, cwd: '/' }).status === 0

/** A folder with bin/, lib/, share/ that the account can run from. */
export function reachableBinaries(native, version, account) {
  if (account.uid === undefined || canRun(path.join(native, 'bin', 'postgres'), account)) return native
  const copy = path.join(shelter, `postgres-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    mkdirSync(shelter, { recursive: true, mode: 0o755 })
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    renameSync(draft, copy)
  }
  if (canRun(path.join(copy, 'bin', 'postgres'), account)) return copy
  throw new LauncherError(`The account postgres cannot run ${path.join(copy, 'bin', 'postgres')}.`)
}

function canEnter(folder, account) {
  const probe = spawnSync('test', ['-x', folder], { ...account, cwd: '/' })
  return probe.status === 0
}

/** Makes `folder` a place that the account owns and reaches; answers its real path. */
export function reachableFolder(folder, account) {
  if (account.uid === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return folder
  }
  if (canEnter(path.dirname(folder), account)) return own(folder, account)
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const outside = path.join(shelter, 'data', name)
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // The link is gone when somebody removed the data folder by hand: what it led to belongs to nothing any more.
    rmSync(outside, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
    symlinkSync(outside, folder)
  }
  return own(outside, account)
}

function own(folder, { uid, gid }) {
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chownSync(folder, uid, gid)
  return folder
}
