import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { invitationCrn } from '@/lib/invitations/dto'
import { requireInvitation } from '@/lib/invitations/get'
import { invitationPurpose } from '@/lib/invitations/token'

/** Withdraws an invitation: its link stops working. Who has accepted stays a user. */
export async function deleteInvitation(ctx: Ctx, id: string): Promise<void> {
  await requireInvitation(ctx, 'users:delete', id)
  await mutate(
    ctx,
    {
      method: 'DeleteInvitation',
      resource: invitationCrn(ctx.organizationId, id),
      change: { noun: 'invitations', id },
    },
    async (tx) => {
      await tx.oneTimeToken.deleteMany({ where: { purpose: invitationPurpose, subject: id } })
      await tx.invitation.deleteMany({ where: { id } })
    },
  )
}
