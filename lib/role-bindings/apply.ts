import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { parseCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { isRoleName, roles, type Binding } from '@/lib/permissions'
import type { Role } from '@/lib/roles/table'
import { callWorker } from '@/lib/worker-rpc/client'

const timeoutMs = 3000
/** Beyond this many clusters the answer does not wait; the worker was told by NOTIFY and is at it. */
const maxAwaited = 10

/** Asks the worker to bring a change of these bindings to the brokers now. Goes on when it is away: it catches up when it is back. */
export async function applyRolesNow(ctx: Ctx, bindings: readonly Binding[]): Promise<void> {
  const places = bindings
    .filter(({ roleName }) => isRoleName(roleName) && (roles[roleName] as Role).acls)
    .map(({ crnPattern }) => parseCrn(crnPattern))
    .filter((place) => place !== null)
  if (places.length === 0) return
  const clusters = await db.kafkaCluster.findMany({
    where: {
      organizationId: ctx.organizationId,
      desired: 'PRESENT',
      phase: 'PROVISIONED',
      health: 'RUNNING',
      OR: places.map(({ environmentId, clusterId }) => ({
        ...(environmentId ? { environmentId } : {}),
        ...(clusterId ? { id: clusterId } : {}),
      })),
    },
    select: { id: true },
  })
  if (clusters.length > maxAwaited) return
  await Promise.all(
    clusters.map(({ id }) =>
      callWorker(`/clusters/${id}/apply-acls`, z.object({ applied: z.boolean() }), { ctx, timeoutMs }).catch(
        (error: unknown) => ctx.log.warn({ clusterId: id, err: error }, 'roles on the cluster are pending'),
      ),
    ),
  )
}
