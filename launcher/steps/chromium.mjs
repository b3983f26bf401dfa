// The system's Chromium (or Chrome): found, or installed by the package manager when we are root.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { LauncherError } from '../run/command.mjs'
import { step } from '../run/step.mjs'
import { installSystemPackage } from './system-package.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of the browser, or null. CHROMIUM_PATH wins. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...applications,
  ]
  return candidates.find((file) => file && existsSync(file)) ?? null
}

export async function ensureChromium() {
  if (findChromium()) return
  await step('Chromium', () => installSystemPackage('chromium'))
  if (!findChromium())
    throw new LauncherError(
      'The browser tests need Chromium. Debian: apt-get install chromium; Fedora: dnf install chromium; macOS: brew install --cask chromium. Elsewhere set CHROMIUM_PATH.',
    )
}
