// Installs a Debian package when that is possible without asking anybody: as root, with apt-get.
import { existsSync } from 'node:fs'
import { LauncherError, mustRun, runCommand } from '../run/command.mjs'

/** Throws the reason when it is not possible. */
export async function installSystemPackage(name) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0)
    throw new LauncherError(
      `${name} is missing, and only root on Debian can install it here. Debian: sudo apt-get install ${name}; Fedora: sudo dnf install ${name}; macOS: brew install ${name}.`,
    )
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const args = ['install', '-y', '--no-install-recommends', name]
  const first = await runCommand('apt-get', args, { env })
  if (first.code === 0) return
  await mustRun('apt-get update', 'apt-get', ['update'], { env })
  await mustRun(`apt-get install ${name}`, 'apt-get', args, { env })
}
