import { environmentCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import type { Environment } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { insertRegistry } from '@/lib/schema-registries/ensure'
import { requireRoom } from '@/lib/service-quotas/limits'
import type { CreateEnvironmentInput } from '@/lib/environments/schema'

export async function createEnvironment(ctx: Ctx, input: CreateEnvironmentInput): Promise<Environment> {
  await authorize(ctx, 'environments:create')
  const { organizationId } = ctx
  const id = newId('env')
  return mutate(
    ctx,
    {
      method: 'CreateEnvironment',
      resource: environmentCrn(organizationId, id),
      change: { noun: 'environments', environmentId: id },
      data: { display_name: input.display_name },
      conflict: `An environment named "${input.display_name}" exists already. Choose another name.`,
    },
    async (tx) => {
      await requireRoom(tx, 'environments_per_org', organizationId, () =>
        tx.environment.count({ where: { organizationId } }),
      )
      const environment = await tx.environment.create({
        data: {
          id,
          organizationId,
          displayName: input.display_name,
          streamGovernancePackage: input.stream_governance_config?.package ?? null,
        },
      })
      await insertRegistry(tx, { organizationId, environmentId: id })
      return environment
    },
  )
}
