import type { z } from 'zod'
import { authorize, type Ctx } from '@/lib/context'
import { findAuditLogPlace } from '@/lib/audit-events/place'
import { listEnvironments } from '@/lib/environments/list'
import { findIdentity } from '@/lib/cli/identity'
import type { me } from '@/lib/cli/schema'

/** Who is logged in; the first environment becomes the current one of the command line. */
export async function getMe(ctx: Ctx): Promise<z.input<typeof me>> {
  await authorize(ctx, 'own-account')
  const [{ user, organization }, environments, auditLog] = await Promise.all([
    findIdentity(ctx.actor.userId ?? '', ctx.organizationId),
    listEnvironments(ctx, { page_size: 100 }),
    findAuditLogPlace(ctx.organizationId),
  ])
  const accounts = environments.items.map(({ id, displayName }) => ({ id, name: displayName }))
  return {
    user,
    organization: { ...organization, ...(auditLog ? { audit_log: auditLog } : {}) },
    accounts,
    account: null,
  }
}
