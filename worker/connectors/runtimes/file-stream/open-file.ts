// Opens files of connectors: in the folders that this machine's administrator has allowed, and nothing that leads out of them.
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { RetriableFailure, TaskFailure, type TargetCheck, type TaskConfig } from '../../runtime'

export type Access = 'read' | 'append'

// O_NONBLOCK: opening a pipe must not wait for somebody at its other end.
const flags = {
  read: constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  append:
    constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK,
} as const

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const isInside = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file)
  return (
    relative !== '' &&
    relative !== '..' &&
    !relative.startsWith(`..${path.sep}`) &&
    !path.isAbsolute(relative)
  )
}

/** Where a file of the configuration lies. Throws TaskFailure when that is not in an allowed folder. */
export async function locateFile(name: string): Promise<string> {
  const [home = ''] = env.connectorFolders
  if (name.trim() === '' || name.includes('\0')) throw new TaskFailure('The connector has no file ("file").')
  const file = path.resolve(home, name)
  const folder = env.connectorFolders.find((one) => isInside(one, file))
  if (folder === undefined) throw refused(name, 'it lies outside')
  if (folder === home) await mkdir(home, { recursive: true, mode: 0o750 }).catch(() => undefined)
  await requireInside(folder, path.dirname(file), name)
  return file
}

/** Null when there is no such file (only where it is to be read). */
export async function openFile(name: string, access: Access): Promise<FileHandle | null> {
  const file = await locateFile(name)
  const handle = await open(file, flags[access], 0o640).catch((error: unknown) => {
    if (access === 'read' && codeOf(error) === 'ENOENT') return null
    throw explained(error, name)
  })
  if (handle === null) return null
  try {
    const opened = await handle.stat()
    if (!opened.isFile()) throw refused(name, 'it is no regular file')
    // A folder on the way may have become a link since it was looked at.
    const found = await stat(await realpath(file))
    if (found.ino !== opened.ino || found.dev !== opened.dev)
      throw new RetriableFailure(`"${name}" has just been replaced.`)
    return handle
  } catch (error) {
    await handle.close()
    throw explained(error, name)
  }
}

/** Whether the file may be used at all; nothing is opened or made. */
export async function checkFile(config: TaskConfig): Promise<TargetCheck> {
  try {
    await locateFile(config.file ?? '')
    return { ok: true, detail: 'The file lies in a folder that is open to connectors.' }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, layer: 'file', field: 'file', message }
  }
}

async function requireInside(folder: string, parent: string, name: string): Promise<void> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(parent)])
    if (real !== root && !isInside(root, real)) throw refused(name, 'a link on its way leads outside')
  } catch (error) {
    throw explained(error, name)
  }
}

const refused = (name: string, why: string): TaskFailure =>
  new TaskFailure(
    `"${name}" may not be used: ${why}. Files of connectors lie in ${env.connectorFolders.join(' or ')}; the environment variable TRIBUTARY_CONNECTOR_FILES names other folders.`,
  )

/** What the machine says about a file, as a failure that ends the task or one that may pass. */
export function explained(error: unknown, name: string): Error {
  if (error instanceof TaskFailure || error instanceof RetriableFailure) return error
  const options = { cause: error }
  switch (codeOf(error)) {
    case 'ELOOP':
    case 'EMLINK':
      return refused(name, 'it is a link')
    case 'ENOENT':
    case 'ENOTDIR':
      return new TaskFailure(`The folder of "${name}" does not exist.`, true, options)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new TaskFailure(`This machine does not let Tributary use "${name}".`, true, options)
    case 'EISDIR':
    case 'ENXIO':
      return refused(name, 'it is no regular file')
    case 'ENOSPC':
    case 'EDQUOT':
      return new RetriableFailure(`There is no room left on the disk of "${name}".`, options)
    default:
      return new RetriableFailure(error instanceof Error ? error.message : String(error), options)
  }
}
