// Set-up writes into the checkout (node_modules, generated code, builds), which `npm start` and `npm test` share: one at a time.
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './command.mjs'
import { takeLock } from './lock.mjs'

/** Waits for the lock of that name in .tributary, then runs `work` with it. */
export async function withSetupLock(work, name = 'setup') {
  const file = path.join(root, '.tributary', `${name}.lock`)
  let lock = takeLock(file)
  while (lock.owner) {
    await sleep(250)
    lock = takeLock(file)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}
