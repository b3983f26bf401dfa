import { rm } from 'node:fs/promises'
import { stopCluster } from './stop'

/** Stops the brokers of a cluster and removes its folder with all topics. Idempotent: what is gone already is fine. */
export async function destroyBroker(clusterDir: string): Promise<void> {
  await stopCluster(clusterDir, { deadlineMs: 5_000 })
  await rm(clusterDir, { recursive: true, force: true, maxRetries: 3 })
}
