import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import type { KeyPlace } from '@/lib/api-keys/place'
import { callWorker } from '@/lib/worker-rpc/client'

/** A cluster id, or every cluster of the organization for a Global key. */
export type KeyTarget = string
const everywhere = 'global'

export const appliesTo = ({ kind, resourceId }: Pick<KeyPlace, 'kind' | 'resourceId'>): KeyTarget =>
  kind === 'Global' || resourceId === null ? everywhere : resourceId

/** Asks the worker to bring keys to the brokers now. False means that it is pending: the worker does it as soon as it is back. */
export async function applyKeysNow(ctx: Ctx, target: KeyTarget): Promise<boolean> {
  const route =
    target === everywhere
      ? `/organizations/${ctx.organizationId}/apply-keys`
      : `/clusters/${target}/apply-keys`
  try {
    const answer = await callWorker(route, z.object({ applied: z.boolean() }), { ctx, timeoutMs: 8000 })
    return answer.applied
  } catch (error) {
    ctx.log.warn({ target, err: error }, 'API keys are pending')
    return false
  }
}
