// `next build` into the run's build folder; skipped while the sources and the packages are the same.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { binFolder, mustRun, root } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

export async function ensureWebBuild(dist) {
  const stamp = `web-${dist}`
  const isBuilt = (hash) => isStamped(stamp, hash) && existsSync(path.join(root, dist, 'BUILD_ID'))
  await step('web app', (report) =>
    withSetupLock(async () => {
      const hash = hashInputs(sources)
      if (isBuilt(hash)) return 'skipped'
      clearStamp(stamp)
      await mustRun('next build', path.join(binFolder, 'next'), ['build'], {
        env: { NODE_ENV: 'production', NO_COLOR: '1', TRIBUTARY_DIST: dist, NEXT_TELEMETRY_DISABLED: '1' },
        onOutput: report,
      })
      writeStamp(stamp, hash)
    }),
  )
}
