import { organizationCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { Organization } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { requireOrganization } from '@/lib/organizations/get'
import type { UpdateOrganizationInput } from '@/lib/organizations/schema'

export async function updateOrganization(
  ctx: Ctx,
  id: string,
  input: UpdateOrganizationInput,
): Promise<Organization> {
  await requireOrganization(ctx, 'organization:update', id)
  return mutate(
    ctx,
    {
      method: 'UpdateOrganization',
      resource: organizationCrn(id),
      change: { noun: 'organizations', id },
      data: { ...input },
    },
    (tx) =>
      tx.organization.update({
        where: { id },
        data: input.display_name === undefined ? {} : { displayName: input.display_name },
      }),
  )
}
