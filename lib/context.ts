// Who acts, for whom, in which request. Every verb takes one; `authorize` is the only place where a right is decided.
import { AppError } from '@/lib/errors'
import { organizationCrn } from '@/lib/crn'
import type { Log } from '@/lib/log'
import { isAllowed, roles, type Action, type Binding } from '@/lib/permissions'

export type Actor = {
  /** `User:u-…`, `User:sa-…`, or `System:…` for Tributary itself. */
  principal: string
  userId: string | null
  sessionId: string | null
  apiKeyId: string | null
  /** Set when a key reaches one resource only, for example an lkc-… id. */
  onlyResource: string | null
  bindings: readonly Binding[]
}

export type Ctx = {
  actor: Actor
  organizationId: string
  requestId: string
  clientAddress: string
  log: Log
  /** What `authorize` decided so far; the route wrapper compares it with the route's declaration. */
  authorized: Set<Action>
  /** Where a denial is written to; the audit log in the product. */
  onDenied?: (action: Action, crn: string) => Promise<void>
}

export async function authorize(
  ctx: Ctx,
  action: Action,
  crn = organizationCrn(ctx.organizationId),
): Promise<void> {
  ctx.authorized.add(action)
  if (action === 'own-account' && ctx.actor.userId !== null) return
  const { onlyResource, bindings } = ctx.actor
  const isReachable =
    onlyResource === null || crn.split('/').some((segment) => segment.endsWith(`=${onlyResource}`))
  if (isReachable && isAllowed(bindings, action, crn)) return
  await ctx.onDenied?.(action, crn)
  const able = Object.entries(roles).filter(([, role]) =>
    (role.actions as readonly Action[]).includes(action),
  )
  throw new AppError(
    'forbidden',
    isReachable
      ? `This needs the role ${able.map(([name]) => name).join(' or ')}. Ask an administrator of the organization for it.`
      : `This API key reaches ${onlyResource} only. Use a key of the resource, or a Cloud resource management key.`,
    { details: { action } },
  )
}
