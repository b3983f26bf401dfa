import { randomBytes } from 'node:crypto'
import { clusterCrn, organizationCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { hashApiSecret, scramVerifier } from '@/lib/crypto'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { newApiKeyId, newApiKeySecret } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { requireCluster } from '@/lib/clusters/get'
import { applyKeysNow } from '@/lib/api-keys/apply'
import { apiKeySecretPlace } from '@/lib/api-keys/pending-secret'
import { putSecret } from '@/lib/secrets/store'
import { toApiKeyDto } from '@/lib/api-keys/dto'
import type { ApiKeyDto, CreateApiKeyInput } from '@/lib/api-keys/schema'

const maxKeysPerOrganization = 10_000

/** Creates a key; the answer is the only time that its secret is shown. It comes after the broker knows the key, or says pending. */
export async function createApiKey(
  ctx: Ctx,
  { spec }: CreateApiKeyInput,
  { provisionalMs }: { provisionalMs?: number } = {},
): Promise<ApiKeyDto> {
  const { organizationId } = ctx
  const cluster = await requireResource(ctx, spec.resource?.id)
  await requireOwner(ctx, spec.owner.id)
  const id = newApiKeyId()
  const secret = newApiKeySecret()
  const hashSalt = randomBytes(16)
  const scram = await scramVerifier(secret)
  const row = await mutate(
    ctx,
    {
      method: 'CreateApiKey',
      resource: cluster
        ? clusterCrn(organizationId, cluster.environmentId, cluster.id)
        : organizationCrn(organizationId),
      change: {
        noun: 'api-keys',
        id,
        ...(cluster ? { clusterId: cluster.id, environmentId: cluster.environmentId } : {}),
      },
      data: { key: id, owner: spec.owner.id },
    },
    async (tx) => {
      if ((await tx.apiKey.count({ where: { organizationId, deletedAt: null } })) >= maxKeysPerOrganization)
        throw new AppError(
          'quota',
          `An organization holds at most ${maxKeysPerOrganization} API keys. Delete unused ones.`,
        )
      // An external broker makes its SCRAM user from the secret itself: sealed until the worker has brought it there.
      if (cluster?.provider === 'EXTERNAL') await putSecret(tx, organizationId, apiKeySecretPlace(id), secret)
      return tx.apiKey.create({
        data: {
          id,
          organizationId,
          ownerKind: 'User',
          ownerId: spec.owner.id,
          resourceKind: cluster ? 'Cluster' : 'Cloud',
          resourceId: cluster?.id ?? null,
          displayName: spec.display_name,
          description: spec.description,
          hashSalt,
          secretHash: new Uint8Array(hashApiSecret(secret, hashSalt)),
          scramSalt: new Uint8Array(scram.salt),
          scramIterations: scram.iterations,
          scramStoredKey: new Uint8Array(scram.storedKey),
          scramServerKey: new Uint8Array(scram.serverKey),
          ...(cluster ? {} : { appliedAt: new Date() }),
          ...(provisionalMs === undefined ? {} : { provisionalUntil: new Date(Date.now() + provisionalMs) }),
        },
      })
    },
  )
  const isApplied = cluster === null || (await applyKeysNow(ctx, cluster.id))
  return toApiKeyDto(
    { ...row, appliedAt: isApplied ? new Date() : null },
    cluster?.environmentId ?? null,
    secret,
  )
}

async function requireResource(ctx: Ctx, resourceId: string | undefined): Promise<KafkaCluster | null> {
  if (resourceId === undefined || resourceId === 'cloud') {
    await authorize(ctx, 'api-keys:create')
    return null
  }
  if (/^(lsrc|lksqlc)-/.test(resourceId) || ['global', 'flink', 'tableflow'].includes(resourceId))
    throw new AppError('not_implemented', `API keys for ${resourceId} are not available yet.`)
  return requireCluster(ctx, 'api-keys:create', resourceId)
}

async function requireOwner(ctx: Ctx, ownerId: string): Promise<void> {
  const owner = await db.user.findFirst({
    where: { id: ownerId, isActive: true, memberships: { some: { organizationId: ctx.organizationId } } },
  })
  if (!owner)
    throw new AppError('invalid', 'The owner does not exist.', {
      fields: [
        { path: 'spec.owner.id', message: `There is no active user ${ownerId} in this organization.` },
      ],
    })
}
