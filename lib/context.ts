// Who acts, for whom, in which request. Every verb takes one; `authorize` is the only place where a right is decided.
import { AppError } from '@/lib/errors'
import { organizationCrn } from '@/lib/crn'
import type { Log } from '@/lib/log'
import { isAllowed, rolesThatAllow, type Action, type Binding } from '@/lib/permissions'

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
  /** Set by a dry run: called with every right that was granted, before anything is done with it. */
  onGranted?: (action: Action, crn: string) => void
  /** Where a denial is written to; the audit log in the product. */
  onDenied?: (action: Action, crn: string) => Promise<void>
}

/** What the ACLs on a broker say of an action on it: a DENY wins over every role, an ALLOW gives the right without one. */
export type AclVerdict = 'ALLOW' | 'DENY' | 'NONE'

/** Whether `authorize` would let this pass; for lists and for what an answer says about rights. Denies nothing and records nothing. */
export function can(
  ctx: Pick<Ctx, 'actor'>,
  action: Action,
  crn: string,
  byAcl: AclVerdict = 'NONE',
): boolean {
  const { onlyResource, bindings } = ctx.actor
  if (byAcl === 'DENY' || !isReachable(onlyResource, crn)) return false
  return byAcl === 'ALLOW' || isAllowed(bindings, action, crn)
}

/** For lists that answer with what the actor may see, be it nothing; the verb filters with `can`. */
export function authorizeFilteredList(ctx: Ctx, action: Action): void {
  ctx.authorized.add(action)
  ctx.onGranted?.(action, organizationCrn(ctx.organizationId))
}

/** For what is the actor's own, such as one's API keys: no role is needed. The verb has made sure that it is. */
export function grantOwn(ctx: Ctx, action: Action, crn: string): void {
  ctx.authorized.add(action)
  ctx.onGranted?.(action, crn)
}

export async function authorize(
  ctx: Ctx,
  action: Action,
  crn = organizationCrn(ctx.organizationId),
  byAcl: AclVerdict = 'NONE',
): Promise<void> {
  ctx.authorized.add(action)
  if (action === 'own-account' && ctx.actor.userId !== null) return ctx.onGranted?.(action, crn)
  const { onlyResource } = ctx.actor
  if (can(ctx, action, crn, byAcl)) return ctx.onGranted?.(action, crn)
  await ctx.onDenied?.(action, crn)
  if (byAcl === 'DENY')
    throw new AppError('forbidden', 'An ACL of this cluster denies it, whatever the roles allow.', {
      details: { action },
    })
  throw new AppError(
    'forbidden',
    isReachable(onlyResource, crn)
      ? `This needs the role ${rolesThatAllow(action).join(' or ')}. Ask an administrator of the organization for it.`
      : `This API key reaches ${onlyResource} only. Use a key of the resource, or a Cloud resource management key.`,
    { details: { action } },
  )
}

const isReachable = (onlyResource: string | null, crn: string): boolean =>
  onlyResource === null || crn.split('/').some((segment) => segment.endsWith(`=${onlyResource}`))
