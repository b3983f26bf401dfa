import { rm } from 'node:fs/promises'
import { stopBroker } from './stop'

/** Stops the broker and removes its folder with all topics. Idempotent: what is gone already is fine. */
export async function destroyBroker(dataDir: string): Promise<void> {
  await stopBroker(dataDir, { deadlineMs: 5_000 })
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
}
