// Brokers know when a key was last used; its row learns it some seconds later.
import { z } from 'zod'
import { db } from '@/lib/db'
import { brokerFolders } from '@/worker/brokers/broker-folder'
import { readMBeans } from '@/worker/brokers/jolokia'

const everyMs = 15_000
const lastRead = new Map<string, number>()

/** The next turn asks the broker again. */
export const forgetLastRead = (clusterId: string): boolean => lastRead.delete(clusterId)

const lastUses = z.object({ LastUses: z.record(z.string(), z.number()) })

/** At most every 15 s per cluster. A broker that does not answer says it another time. */
export async function recordKeyUses(clusterId: string, clusterDir: string): Promise<void> {
  const now = Date.now()
  if (now - (lastRead.get(clusterId) ?? 0) < everyMs) return
  lastRead.set(clusterId, now)
  const uses = new Map<string, number>()
  for (const folder of await brokerFolders(clusterDir)) {
    const answers = await readMBeans(folder, [{ mbean: 'dev.tributary:type=KeyUses' }]).catch(() => [])
    const parsed = lastUses.safeParse(answers[0])
    for (const [id, at] of Object.entries(parsed.data?.LastUses ?? {}))
      uses.set(id, Math.max(at, uses.get(id) ?? 0))
  }
  const ids = [...uses.keys()]
  const times = [...uses.values()].map((at) => new Date(at))
  if (ids.length === 0) return
  await db.$executeRaw`
    UPDATE api_keys SET last_used_at = used.at
    FROM unnest(${ids}::text[], ${times}::timestamptz[]) AS used(id, at)
    WHERE api_keys.id = used.id AND (last_used_at IS NULL OR last_used_at < used.at)`
}
