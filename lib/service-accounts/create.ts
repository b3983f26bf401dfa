import { serviceAccountCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import type { ServiceAccount } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { requireRoom } from '@/lib/service-quotas/limits'
import type { CreateServiceAccountInput } from '@/lib/service-accounts/schema'

export async function createServiceAccount(
  ctx: Ctx,
  input: CreateServiceAccountInput,
): Promise<ServiceAccount> {
  await authorize(ctx, 'service-accounts:create')
  const { organizationId } = ctx
  const id = newId('sa')
  return mutate(
    ctx,
    {
      method: 'CreateServiceAccount',
      resource: serviceAccountCrn(organizationId, id),
      change: { noun: 'service-accounts', id },
      data: { display_name: input.display_name },
      conflict: nameTaken(input.display_name),
    },
    async (tx) => {
      await requireRoom(tx, 'service_accounts_per_org', organizationId, () =>
        tx.serviceAccount.count({ where: { organizationId } }),
      )
      return tx.serviceAccount.create({
        data: { id, organizationId, displayName: input.display_name, description: input.description },
      })
    },
  )
}

export const nameTaken = (name: string): string =>
  `A service account named "${name}" exists already. Choose another name.`
