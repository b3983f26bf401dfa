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

const databaseMs = 2000

/** A database that hangs (a frozen process, a full disk) answers nothing at all, and a health check has to say so. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** `ok` or the reason, by part. The broker is the one of the oldest cluster; without any cluster there is nothing to wait for. */
export async function checkHealth(): Promise<Health> {
  const checks: Health['checks'] = { web: 'ok', postgres: 'ok', worker: 'ok', broker: 'ok' }
  const count = await within(databaseMs, db.organization.count()).catch(() => null)
  if (count === null) checks.postgres = 'does not answer'
  try {
    const [first] = (await callWorker('/health', workerHealth, { timeoutMs: 3000 })).clusters
    if (count === 0) checks.broker = 'being set up'
    else if (first && first.health !== 'RUNNING')
      checks.broker = first.message ?? `${first.phase}, ${first.health}`
  } catch (error) {
    checks.worker = errorMessage(error)
    checks.broker = 'unknown'
  }
  const isReady = Object.values(checks).every((check) => check === 'ok')
  return { status: isReady ? 'ready' : 'not ready', checks }
}
