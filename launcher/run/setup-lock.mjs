// Set-up writes into the checkout (node_modules, generated code, builds), which `npm start` and `npm test` share: one at a time.
import { setTimeout as sleep } from 'node:timers/promises'
import path from 'node:path'
import { root } from './command.mjs'
import { takeLock } from './lock.mjs'

export async function withSetupLock(work) {
  const file = path.join(root, '.tributary', 'setup.lock')
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
