import { z } from 'zod'
import type { Ctx } from '@/lib/context'
import { callWorker } from '@/lib/worker-rpc/client'

/** Asks the worker to bring the cluster's keys to the broker now. False means that it is pending: the worker does it as soon as it is back. */
export async function applyKeysNow(ctx: Ctx, clusterId: string): Promise<boolean> {
  try {
    const answer = await callWorker(`/clusters/${clusterId}/apply-keys`, z.object({ applied: z.boolean() }), {
      ctx,
      timeoutMs: 8000,
    })
    return answer.applied
  } catch (error) {
    ctx.log.warn({ clusterId, err: error }, 'API keys of the cluster are pending')
    return false
  }
}
