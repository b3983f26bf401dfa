import { serviceAccountCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import type { ServiceAccount } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import type { CreateServiceAccountInput } from '@/lib/service-accounts/schema'

const maxServiceAccounts = 10_000

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
      if ((await tx.serviceAccount.count({ where: { organizationId } })) >= maxServiceAccounts)
        throw new AppError('quota', `An organization holds at most ${maxServiceAccounts} service accounts.`)
      return tx.serviceAccount.create({
        data: { id, organizationId, displayName: input.display_name, description: input.description },
      })
    },
  )
}

export const nameTaken = (name: string): string =>
  `A service account named "${name}" exists already. Choose another name.`
