import { setTimeout as delay } from 'node:timers/promises'
import { environmentCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { mutate } from '@/lib/audit-events/mutate'
import { requireEnvironment } from '@/lib/environments/get'
import { deleteAllSubjects } from '@/lib/subjects/delete-all'
import { deleteBindingsBelow } from '@/lib/role-bindings/delete-below'
import { externalPlace } from '@/lib/schema-registries/external'
import { deleteSecrets } from '@/lib/secrets/store'

const patienceMs = 20_000

/**
 * Deleted clusters answer 404 at once and end a little later. Terraform deletes the environment right after that 404 and
 * takes no 409 for an answer.
 */
async function waitForEndingClusters(environmentId: string): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await delay(150)) {
    const clusters = await db.kafkaCluster.findMany({ where: { environmentId }, select: { desired: true } })
    if (clusters.length === 0 || clusters.some(({ desired }) => desired === 'PRESENT')) return
  }
}

export async function deleteEnvironment(ctx: Ctx, id: string): Promise<void> {
  await requireEnvironment(ctx, 'environments:delete', id)
  await waitForEndingClusters(id)
  await mutate(
    ctx,
    {
      method: 'DeleteEnvironment',
      resource: environmentCrn(ctx.organizationId, id),
      change: { noun: 'environments', environmentId: id },
      // Its registry may hold a hundred thousand schemas.
      timeoutMs: 60_000,
    },
    async (tx) => {
      const clusters = await tx.kafkaCluster.findMany({
        where: { environmentId: id },
        select: { displayName: true, desired: true },
      })
      const present = clusters.filter(({ desired }) => desired === 'PRESENT')
      if (present.length > 0)
        throw new AppError(
          'conflict',
          `The environment still has clusters (${present.map((c) => c.displayName).join(', ')}). Delete them first.`,
        )
      if (clusters.length > 0)
        throw new AppError(
          'conflict',
          'A cluster of this environment is still being deleted. Try again in a few seconds.',
        )
      await deleteBindingsBelow(tx, ctx.organizationId, environmentCrn(ctx.organizationId, id))
      const registry = await tx.schemaRegistry.findUnique({ where: { environmentId: id } })
      if (registry) await deleteSecrets(tx, externalPlace(registry.id))
      await deleteAllSubjects(tx, id)
      await tx.environment.delete({ where: { id } })
    },
  )
}
