// A stream outlives the request that opened it: it ends when its session, key, right or cluster does.
import type { ClusterResource } from '@/lib/clusters/get'
import { authorizeOnCluster } from '@/lib/clusters/reach'
import type { Actor, Ctx } from '@/lib/context'
import { findActorOfKey } from '@/lib/api-keys/find-actor'
import { subscribe } from '@/lib/live/hub'
import type { Action } from '@/lib/permissions'
import { findActorBySession } from '@/lib/sessions/find-actor'

const checkEveryMs = 15_000
const decisive = new Set(['sessions', 'api-keys', 'role-bindings', 'clusters', 'acls'])

/** Calls `onEnd` once when the actor may no longer do `action` on the cluster, or `at` one thing on it. Returns what stops watching. */
export function watchActor(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  onEnd: () => void,
  at?: ClusterResource,
): () => void {
  const check = async (): Promise<void> => {
    if (!(await isStillAllowed(ctx, action, clusterId, at))) onEnd()
  }
  // A database that is away says nothing about rights; the next turn asks again.
  const run = (): void => void check().catch(() => undefined)
  const timer = setInterval(run, checkEveryMs)
  const unsubscribe = subscribe({
    organizationId: ctx.organizationId,
    onGap: run,
    onChange: ({ noun }) => {
      if (decisive.has(noun)) run()
    },
  })
  return () => {
    clearInterval(timer)
    unsubscribe()
  }
}

async function isStillAllowed(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  at: ClusterResource | undefined,
): Promise<boolean> {
  const actor = await findActorNow(ctx.actor)
  if (!actor) return false
  const { onDenied: _silent, ...rest } = ctx
  return authorizeOnCluster({ ...rest, actor, authorized: new Set() }, action, clusterId, { at }).then(
    () => true,
    () => false,
  )
}

async function findActorNow(actor: Actor): Promise<Actor | null> {
  if (actor.sessionId !== null) return (await findActorBySession(actor.sessionId))?.actor ?? null
  return actor.apiKeyId === null ? actor : findActorOfKey(actor.apiKeyId)
}
