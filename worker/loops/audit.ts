// Seals audit events into each organization's hash chain and writes them to its audit topic. Safe with two workers.
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import type { Log } from '@/lib/log'
import { publishEvents } from '@/worker/audit-events/publish'
import { sealEvents } from '@/lib/audit-events/seal'
import { startLoop, type Loop } from '@/worker/loops/loop'

const everyMs = 2000

export function startAuditLoop(log: Log): Loop {
  const problems = new Map<string, string>()
  return startLoop({
    name: 'audit',
    everyMs,
    log,
    run: async (signal) => {
      for (const { id } of await db.organization.findMany({ select: { id: true } })) {
        if (signal.aborted) return
        await sealEvents(id)
        try {
          await publishEvents(id)
          problems.delete(id)
        } catch (error) {
          const reason = errorMessage(error)
          if (problems.get(id) !== reason)
            log.warn({ organizationId: id, reason }, 'audit events wait for their topic')
          problems.set(id, reason)
        }
      }
    },
  })
}
