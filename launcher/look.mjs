// `npm run look`: screenshots of every page into look/, from a product of its own with believable data (tests/look/*.ts).
import './run/node-version.mjs'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, node24, root, runThrough } from './run/command.mjs'
import { withScratchProduct } from './run/scratch-product.mjs'
import { say } from './run/step.mjs'
import { runCommand } from './run/run-command.mjs'
import { ensurePackages } from './steps/packages.mjs'

async function main() {
  await ensurePackages()
  const folder = path.join(root, 'look')
  const scripts = readdirSync(path.join(root, 'tests', 'look')).filter((file) =>
    /^[\w-]+\.look\.ts$/.test(file),
  )
  if (scripts.length === 0) throw new LauncherError('tests/look has no *.look.ts script.')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return withScratchProduct('look', async (env) => {
    for (const script of scripts.sort()) {
      const args = ['--import', 'tsx', `tests/look/${script}`, ...process.argv.slice(2)]
      const code = await runThrough(node24, args, { ...env, LOOK_FOLDER: folder })
      if (code !== 0) throw new LauncherError(`${script} ended with code ${code}.`)
    }
    say(`Screenshots: ${folder}`)
    return 0
  })
}

await runCommand(main)
