import { z } from 'zod'
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import { callWorker } from '@/lib/worker-rpc/client'

export type Health = {
  status: 'ready' | 'not ready'
  checks: Record<'web' | 'postgres' | 'worker' | 'broker', string>
}

const workerHealth = z.object({
  clusters: z.array(z.object({ phase: z.string(), health: z.string(), message: z.string().nullable() })),
})

/** `ok` or the reason, by part. The broker is the one of the oldest cluster; without any cluster there is nothing to wait for. */
export async function checkHealth(): Promise<Health> {
  const checks: Health['checks'] = { web: 'ok', postgres: 'ok', worker: 'ok', broker: 'ok' }
  const isInstalled = await db.organization.count().then(
    (count) => count > 0,
    () => {
      checks.postgres = 'does not answer'
      return false
    },
  )
  try {
    const [first] = (await callWorker('/health', workerHealth, { timeoutMs: 3000 })).clusters
    if (!isInstalled) checks.broker = 'being set up'
    else if (first && first.health !== 'RUNNING')
      checks.broker = first.message ?? `${first.phase}, ${first.health}`
  } catch (error) {
    checks.worker = errorMessage(error)
    checks.broker = 'unknown'
  }
  const isReady = Object.values(checks).every((check) => check === 'ok')
  return { status: isReady ? 'ready' : 'not ready', checks }
}
