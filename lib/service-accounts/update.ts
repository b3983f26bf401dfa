import { serviceAccountCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { ServiceAccount } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { nameTaken } from '@/lib/service-accounts/create'
import { requireServiceAccount } from '@/lib/service-accounts/get'
import type { UpdateServiceAccountInput } from '@/lib/service-accounts/schema'

export async function updateServiceAccount(
  ctx: Ctx,
  id: string,
  input: UpdateServiceAccountInput,
): Promise<ServiceAccount> {
  await requireServiceAccount(ctx, 'service-accounts:update', id)
  return mutate(
    ctx,
    {
      method: 'UpdateServiceAccount',
      resource: serviceAccountCrn(ctx.organizationId, id),
      change: { noun: 'service-accounts', id },
      data: { ...input },
      conflict: nameTaken(input.display_name ?? ''),
    },
    (tx) =>
      tx.serviceAccount.update({
        where: { id },
        data: {
          ...(input.display_name === undefined ? {} : { displayName: input.display_name }),
          ...(input.description === undefined ? {} : { description: input.description }),
        },
      }),
  )
}
