import { environmentCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { Environment } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { requireEnvironment } from '@/lib/environments/get'
import type { UpdateEnvironmentInput } from '@/lib/environments/schema'

export async function updateEnvironment(
  ctx: Ctx,
  id: string,
  input: UpdateEnvironmentInput,
): Promise<Environment> {
  await requireEnvironment(ctx, 'environments:update', id)
  return mutate(
    ctx,
    {
      method: 'UpdateEnvironment',
      resource: environmentCrn(ctx.organizationId, id),
      change: { noun: 'environments', environmentId: id },
      data: { ...input },
      conflict: `An environment named "${input.display_name}" exists already. Choose another name.`,
    },
    (tx) =>
      tx.environment.update({
        where: { id },
        data: {
          ...(input.display_name === undefined ? {} : { displayName: input.display_name }),
          ...(input.stream_governance_config
            ? { streamGovernancePackage: input.stream_governance_config.package }
            : {}),
        },
      }),
  )
}
