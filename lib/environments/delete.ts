import { environmentCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { mutate } from '@/lib/audit-events/mutate'
import { requireEnvironment } from '@/lib/environments/get'

export async function deleteEnvironment(ctx: Ctx, id: string): Promise<void> {
  await requireEnvironment(ctx, 'environments:delete', id)
  await mutate(
    ctx,
    {
      method: 'DeleteEnvironment',
      resource: environmentCrn(ctx.organizationId, id),
      change: { noun: 'environments', environmentId: id },
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
      await tx.environment.delete({ where: { id } })
    },
  )
}
