import { aclsOf } from '@/lib/acls/cached'
import { compiledKeys } from '@/lib/acls/compiled'
import { decideByAcls, type AclDecision, type AclQuestion } from '@/lib/acls/decide'
import { aclKey } from '@/lib/acls/key'
import { authorize, authorizeFilteredList, can, type AclVerdict, type Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { AclOperation, KafkaConnection } from '@/lib/kafka'
import type { Action } from '@/lib/permissions'
import { clusterConnection } from '@/lib/clusters/connection'
import { findCluster, ownCrn, resourceCrn, type ClusterResource } from '@/lib/clusters/get'

export type ReachedCluster = { cluster: KafkaCluster; connection: KafkaConnection }

/** What a broker would ask its ACLs for. */
const operations: Partial<Record<Action, AclOperation>> = {
  'clusters:read': 'DESCRIBE',
  'topics:read': 'DESCRIBE',
  'topics:create': 'CREATE',
  'topics:update': 'ALTER',
  'topics:delete': 'DELETE',
  'messages:read': 'READ',
  'messages:write': 'WRITE',
  'consumer-groups:read': 'DESCRIBE',
  'acls:read': 'DESCRIBE',
  'acls:create': 'ALTER',
  'acls:delete': 'ALTER',
  'broker-configs:read': 'DESCRIBE_CONFIGS',
  'broker-configs:update': 'ALTER_CONFIGS',
}

type Reach = {
  at?: ClusterResource | undefined
  /** Where the broker asks for another operation than the action stands for, for example DESCRIBE_CONFIGS. */
  operation?: AclOperation | undefined
}

/** The cluster and the way to its brokers, once the actor is known to have the right on it, or on one topic or group of it. */
export async function reachCluster(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  at?: ClusterResource,
  operation?: AclOperation,
): Promise<ReachedCluster> {
  const cluster = await authorizeOnCluster(ctx, action, clusterId, { at, operation })
  return { cluster, connection: await clusterConnection(cluster) }
}

/** The decision alone: roles and the ACLs on the broker, of which a DENY wins. */
export async function authorizeOnCluster(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  { at, operation = operations[action] }: Reach = {},
): Promise<KafkaCluster> {
  const cluster = await findCluster(ctx, clusterId)
  const decide = await decisionFor(ctx, cluster)
  await authorize(ctx, action, crnOf(cluster, at), verdictOn(decide, operation, at))
  return cluster
}

/** For lists of what is on a cluster: everybody who is signed in is answered, `isVisible` says with what. */
export async function reachForList(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  operation = operations[action],
): Promise<ReachedCluster & { isVisible: (at: ClusterResource) => boolean }> {
  const cluster = await findCluster(ctx, clusterId)
  authorizeFilteredList(ctx, action)
  const decide = await decisionFor(ctx, cluster)
  // A role on the whole cluster needs no look at each name.
  const isEverything = can(ctx, action, ownCrn(cluster))
  const isVisible = (at: ClusterResource): boolean => {
    const verdict = verdictOn(decide, operation, at)
    return verdict === 'NONE' && isEverything ? true : can(ctx, action, resourceCrn(cluster, at), verdict)
  }
  return { cluster, connection: await clusterConnection(cluster), isVisible }
}

const crnOf = (cluster: KafkaCluster, at: ClusterResource | undefined): string =>
  at ? resourceCrn(cluster, at) : ownCrn(cluster)

/** ACLs of role bindings are left out: roles are read from the table, so that their end counts before the broker has heard of it. */
async function decisionFor(ctx: Ctx, cluster: KafkaCluster): Promise<AclDecision> {
  const principals = principalsOf(ctx, cluster)
  if (principals.length === 0) return () => 'NONE'
  const acls = await aclsOf(cluster)
  const compiled = compiledKeys(cluster)
  const raw = compiled.size === 0 ? acls : acls.filter((acl) => !compiled.has(aclKey(acl)))
  return decideByAcls(raw, principals, ctx.clientAddress)
}

/** As whom the broker would see the actor. Brokers of others know keys only, not whose they are. */
function principalsOf({ actor }: Ctx, cluster: KafkaCluster): string[] {
  if (!actor.principal.startsWith('User:')) return []
  if (cluster.provider === 'LOCAL') return [actor.principal]
  return actor.apiKeyId !== null && actor.onlyResource === cluster.id ? [`User:${actor.apiKeyId}`] : []
}

function verdictOn(
  decide: AclDecision,
  operation: AclOperation | undefined,
  at: ClusterResource | undefined,
): AclVerdict {
  if (operation === undefined) return 'NONE'
  const own = decide(questionOn(operation, at))
  // Who may create on the cluster may create every topic of it.
  if (own === 'NONE' && operation === 'CREATE' && at !== undefined)
    return decide(questionOn(operation, undefined)) === 'ALLOW' ? 'ALLOW' : 'NONE'
  return own
}

function questionOn(operation: AclOperation, at: ClusterResource | undefined): AclQuestion {
  if (at === undefined) return { operation, resourceType: 'CLUSTER', resourceName: 'kafka-cluster' }
  return 'topic' in at
    ? { operation, resourceType: 'TOPIC', resourceName: at.topic }
    : { operation, resourceType: 'GROUP', resourceName: at.group }
}
