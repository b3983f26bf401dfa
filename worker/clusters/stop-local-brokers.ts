import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { errorMessage } from '@/lib/errors'
import type { Log } from '@/lib/log'
import { stopCluster } from '@/worker/brokers/stop'

const deadlineMs = 8000

/** A clean stop of the product takes its brokers along; a crash of the worker leaves them running. Needs no Postgres. */
export async function stopLocalBrokers(log: Log): Promise<void> {
  const folder = path.join(env.dataDir, 'clusters')
  const names = await readdir(folder).catch(() => [])
  await Promise.all(
    names.map((name) =>
      stopCluster(path.join(folder, name), { deadlineMs }).catch((error: unknown) =>
        log.error({ clusterId: name, reason: errorMessage(error) }, 'the brokers of a cluster did not stop'),
      ),
    ),
  )
}
