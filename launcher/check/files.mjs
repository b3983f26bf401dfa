// The files of the project as git sees them: tracked and new ones, never ignored or deleted ones.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Paths from the root, with forward slashes. */
export function listProjectFiles(root) {
  const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return [...new Set(output.split('\0'))].filter((file) => file && existsSync(path.join(root, file))).sort()
}

export const readProjectFile = (root, file) => readFileSync(path.join(root, file), 'utf8')
