// Who may make a key. Whoever makes one for an account acts for that account afterwards, so nobody may reach further that way.
import { aclsOf } from '@/lib/acls/cached'
import { aclKey } from '@/lib/acls/key'
import { compiledKeys } from '@/lib/acls/compiled'
import { authorize, can, grantOwn, type Ctx } from '@/lib/context'
import { ownCrn } from '@/lib/clusters/get'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { accountOf } from '@/lib/api-keys/own'
import type { KeyPlace } from '@/lib/api-keys/place'

export async function requireRightToCreate(ctx: Ctx, place: KeyPlace, ownerId: string): Promise<void> {
  if (ownerId === accountOf(ctx)) return requireOwnUse(ctx, place)
  await authorize(ctx, 'api-keys:create', place.crn)
  await requireAccount(ctx, ownerId)
  await requireNoEscalation(ctx, place, ownerId)
}

/** Everybody makes keys for oneself, for what one has any right on. */
async function requireOwnUse(ctx: Ctx, { kind, crn }: KeyPlace): Promise<void> {
  if (kind === 'Cluster') await authorize(ctx, 'clusters:read', crn)
  if (kind === 'SchemaRegistry') await authorize(ctx, 'schema-registries:read', crn)
  grantOwn(ctx, 'api-keys:create', crn)
}

async function requireAccount({ organizationId }: Ctx, id: string): Promise<void> {
  const isThere = id.startsWith('sa-')
    ? await db.serviceAccount.count({ where: { id, organizationId } })
    : await db.user.count({ where: { id, isActive: true, memberships: { some: { organizationId } } } })
  if (isThere === 0) throw noSuchOwner(id)
}

export const noSuchOwner = (id: string): AppError =>
  new AppError('invalid', 'The owner does not exist.', {
    fields: [
      {
        path: 'spec.owner.id',
        message: `There is no active user or service account ${id} in this organization.`,
      },
    ],
  })

async function requireNoEscalation(ctx: Ctx, place: KeyPlace, ownerId: string): Promise<void> {
  const { organizationId } = ctx
  const bindings = await db.roleBinding.findMany({ where: { organizationId, principal: `User:${ownerId}` } })
  const beyond = bindings.find(({ crnPattern }) => !can(ctx, 'role-bindings:create', crnPattern))
  if (beyond) {
    await ctx.onDenied?.('api-keys:create', place.crn)
    throw new AppError(
      'forbidden',
      `${ownerId} has the role ${beyond.roleName} on ${beyond.crnPattern}, which you could not grant. A key of it would give you more than you have; ask an administrator to make it.`,
      { details: { action: 'api-keys:create' } },
    )
  }
  const cluster = await findClusterWithAcls(ctx, place, ownerId)
  if (!cluster) return
  await ctx.onDenied?.('api-keys:create', place.crn)
  throw new AppError(
    'forbidden',
    `${ownerId} has ACLs on cluster ${cluster}, which you could not create. A key of it would give you more than you have; ask an administrator to make it.`,
    { details: { action: 'api-keys:create' } },
  )
}

/** A cluster that the key would reach, where the account has ACLs made by hand and the actor may make none. */
async function findClusterWithAcls(ctx: Ctx, place: KeyPlace, ownerId: string): Promise<string | null> {
  if (place.kind !== 'Cluster' && place.kind !== 'Global') return null
  const { organizationId } = ctx
  const clusters = await db.kafkaCluster.findMany({
    // On somebody's own Kafka ACLs name keys, and a new key has none.
    where: {
      organizationId,
      desired: 'PRESENT',
      provider: 'LOCAL',
      ...(place.resourceId ? { id: place.resourceId } : {}),
    },
  })
  for (const cluster of clusters) {
    if (can(ctx, 'acls:create', ownCrn(cluster))) continue
    const ours = compiledKeys(cluster)
    const acls = await aclsOf(cluster)
    if (acls.some((acl) => acl.principal === `User:${ownerId}` && !ours.has(aclKey(acl)))) return cluster.id
  }
  return null
}
