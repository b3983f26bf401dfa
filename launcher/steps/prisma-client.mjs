// The Prisma client under lib/generated, from prisma/schema. Prisma wants a schema engine binary even to generate;
// any program that exits 0 does, so nothing is downloaded (the real engine comes as WebAssembly, prisma/schema-engine.ts).
import { existsSync } from 'node:fs'
import path from 'node:path'
import { binFolder, mustRun, root } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'

const stamp = 'prisma-client'
const inputs = () => hashInputs(['prisma/schema', 'node_modules/prisma/package.json'])
const isGenerated = () =>
  isStamped(stamp, inputs()) && existsSync(path.join(root, 'lib/generated/prisma/client.ts'))
const harmless = process.platform === 'darwin' ? '/usr/bin/true' : '/bin/true'

async function generate() {
  const hash = inputs()
  clearStamp(stamp)
  await mustRun(
    'prisma generate',
    path.join(binFolder, 'prisma'),
    ['generate', '--schema', 'prisma/schema', '--no-hints'],
    {
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: harmless,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
  writeStamp(stamp, hash)
}

export async function ensurePrismaClient() {
  if (isGenerated()) return
  await step('database client', () => withSetupLock(async () => (isGenerated() ? 'skipped' : generate())))
}
