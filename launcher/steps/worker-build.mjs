// The worker as a few plain modules: it starts faster and stays smaller than through the TypeScript loader, which each
// task thread would load again. Packages stay outside. Watch mode and tests run the sources.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { binFolder, mustRun, root } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'

const sources = ['worker', 'lib', 'prisma/schema', 'tsconfig.json', 'package-lock.json']
const runtimes = 'worker/connectors/runtimes'
// As worker/connectors/pool/thread-modules.ts looks for them: the host beside the worker, a folder of runtimes below.
const modules = {
  index: 'worker/index.ts',
  standalone: 'worker/standalone/index.ts',
  'task-host': 'worker/connectors/pool/task-host.ts',
  ...Object.fromEntries(
    readdirSync(path.join(root, runtimes))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [`runtimes/${file.replace(/\.ts$/, '')}`, `${runtimes}/${file}`]),
  ),
}

/** As fast here as V8's 16 MB, and the processes stay tens of megabytes smaller. */
export const smallNursery = '--max-semi-space-size=4'

const folderOf = (dist) => path.join(root, '.tributary', 'worker', dist)
export const workerModule = (dist, name = 'index') => path.join(folderOf(dist), `${name}.mjs`)

/** `more`: entries beside the worker's own, by the names of their modules. */
export async function ensureWorkerBuild(dist, more = {}) {
  const stamp = `worker-${dist}`
  const entries = { ...modules, ...more }
  await step('worker', () =>
    withSetupLock(async () => {
      const hash = hashInputs([...sources, ...Object.values(more)], [JSON.stringify(entries)])
      if (isStamped(stamp, hash) && existsSync(workerModule(dist))) return 'skipped'
      clearStamp(stamp)
      rmSync(folderOf(dist), { recursive: true, force: true })
      await mustRun('Building the worker', path.join(binFolder, 'esbuild'), [
        ...Object.entries(entries).map(([name, file]) => `${name}=${file}`),
        ...['--bundle', '--splitting', '--format=esm', '--platform=node', '--target=node24'],
        ...['--packages=external', '--out-extension:.js=.mjs', '--log-level=warning'],
        `--outdir=${folderOf(dist)}`,
      ])
      writeStamp(stamp, hash)
    }),
  )
}
