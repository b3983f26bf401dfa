import { randomBytes } from 'node:crypto'
import type { Ctx } from '@/lib/context'
import { hashApiSecret, scramVerifier } from '@/lib/crypto'
import type { Tx } from '@/lib/db'
import type { ApiKey } from '@/lib/generated/prisma/client'
import { newApiKeyId, newApiKeySecret } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { applyKeysNow, appliesTo } from '@/lib/api-keys/apply'
import { toApiKeyDto } from '@/lib/api-keys/dto'
import { noSuchOwner, requireRightToCreate } from '@/lib/api-keys/may-create'
import { findPlace, type KeyPlace } from '@/lib/api-keys/place'
import { keepSaltedPassword, saltSecret } from '@/lib/api-keys/sealed-password'
import { ownerKindOf, type ApiKeyDto, type CreateApiKeyInput } from '@/lib/api-keys/schema'
import { requireRoom } from '@/lib/service-quotas/limits'

/** Creates a key; the answer is the only time that its secret is shown. It comes after the brokers know the key, or says pending. */
export async function createApiKey(
  ctx: Ctx,
  { spec }: CreateApiKeyInput,
  { provisionalMs }: { provisionalMs?: number } = {},
): Promise<ApiKeyDto> {
  const place = await findPlace(ctx, (spec.resource ?? spec.resources?.[0])?.id)
  const ownerId = spec.owner.id
  await requireRightToCreate(ctx, place, ownerId)
  const id = newApiKeyId()
  const secret = newApiKeySecret()
  const credentials = await credentialColumns(secret)
  const isKafka = place.kind === 'Cluster' || place.kind === 'Global'
  const salted = place.isExternal || place.kind === 'Global' ? await saltSecret(secret) : null
  const row = await mutate(ctx, auditOf(place, id, ownerId), async (tx) => {
    await requireRoom(tx, 'apikeys_per_org', ctx.organizationId, () =>
      tx.apiKey.count({ where: { organizationId: ctx.organizationId, deletedAt: null } }),
    )
    await holdOwner(tx, ctx.organizationId, ownerId)
    if (salted !== null) await keepSaltedPassword(tx, ctx.organizationId, id, salted)
    return tx.apiKey.create({
      data: {
        id,
        organizationId: ctx.organizationId,
        ownerKind: ownerKindOf(ownerId),
        ownerId,
        resourceKind: place.kind,
        resourceId: place.resourceId,
        displayName: spec.display_name,
        description: spec.description,
        ...credentials,
        ...(isKafka ? {} : { appliedAt: new Date() }),
        ...(provisionalMs === undefined ? {} : { provisionalUntil: new Date(Date.now() + provisionalMs) }),
      },
    })
  })
  const isApplied = !isKafka || (await applyKeysNow(ctx, appliesTo(place)))
  return toApiKeyDto({ ...row, appliedAt: isApplied ? new Date() : null }, place.environmentId, secret)
}

function auditOf(place: KeyPlace, id: string, owner: string): Parameters<typeof mutate>[1] {
  const { environmentId, resourceId } = place
  return {
    method: 'CreateApiKey',
    resource: place.crn,
    change: {
      noun: 'api-keys',
      id,
      ...(place.kind === 'Cluster' && environmentId && resourceId
        ? { environmentId, clusterId: resourceId }
        : {}),
    },
    data: { key: id, owner, kind: place.kind },
  }
}

/** An account that is being deleted takes its keys along: a key made at that moment finds it gone. */
async function holdOwner(tx: Tx, organizationId: string, ownerId: string): Promise<void> {
  const rows = ownerId.startsWith('sa-')
    ? await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM service_accounts WHERE id = ${ownerId} AND organization_id = ${organizationId}::uuid FOR SHARE`
    : await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM memberships WHERE user_id = ${ownerId} AND organization_id = ${organizationId}::uuid FOR SHARE`
  if (rows.length === 0) throw noSuchOwner(ownerId)
}

async function credentialColumns(
  secret: string,
): Promise<
  Record<
    'hashSalt' | 'secretHash' | 'scramSalt' | 'scramStoredKey' | 'scramServerKey',
    Uint8Array<ArrayBuffer>
  > &
    Pick<ApiKey, 'scramIterations'>
> {
  const hashSalt = randomBytes(16)
  const scram = await scramVerifier(secret)
  return {
    hashSalt: new Uint8Array(hashSalt),
    secretHash: new Uint8Array(hashApiSecret(secret, hashSalt)),
    scramSalt: new Uint8Array(scram.salt),
    scramIterations: scram.iterations,
    scramStoredKey: new Uint8Array(scram.storedKey),
    scramServerKey: new Uint8Array(scram.serverKey),
  }
}
