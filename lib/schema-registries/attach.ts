// Somebody's own registry instead of ours: what is in ours stays where it is, and is there again once the other is detached.
import { registryCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { Prisma } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { accessFor, externalPlace, passwordPlace, toExternalDto } from '@/lib/schema-registries/external'
import type { ExternalRegistry, ExternalRegistryInput } from '@/lib/schema-registries/external-schema'
import { requireRegistry, type PlacedRegistry } from '@/lib/schema-registries/get'
import { tryExternal } from '@/lib/schema-registries/test-connection'
import { deleteSecrets, putSecret } from '@/lib/secrets/store'

type ExternalDto = { id: string; external: ExternalRegistry | null }

export async function getExternal(ctx: Ctx, id: string): Promise<ExternalDto> {
  return toExternalDto(await requireRegistry(ctx, 'schema-registries:read', id))
}

/** Attaches a registry, or changes how the attached one is reached; it is tried first. */
export async function attachRegistry(
  ctx: Ctx,
  id: string,
  input: ExternalRegistryInput,
): Promise<ExternalDto> {
  const registry = await requireRegistry(ctx, 'schema-registries:attach', id)
  const access = await accessFor(registry, input)
  const result = await tryExternal(access)
  if (!result.ok)
    throw new AppError('invalid', 'The registry could not be used.', {
      fields: [{ path: 'url', message: `${result.layer}: ${result.message}` }],
    })
  const { password, ...external } = access
  const method = registry.external === null ? 'AttachSchemaRegistry' : 'UpdateSchemaRegistry'
  const { ssl_ca_pem: _certificate, ...said } = external
  const row = await mutate(ctx, event(registry, method, said), async (tx) => {
    await deleteSecrets(tx, externalPlace(id))
    if (password !== undefined) await putSecret(tx, ctx.organizationId, passwordPlace(id), password)
    return tx.schemaRegistry.update({ where: { id }, data: { external } })
  })
  return toExternalDto(row)
}

export async function detachRegistry(ctx: Ctx, id: string): Promise<void> {
  const registry = await requireRegistry(ctx, 'schema-registries:attach', id)
  if (registry.external === null) return
  await mutate(ctx, event(registry, 'DetachSchemaRegistry', {}), async (tx) => {
    await deleteSecrets(tx, externalPlace(id))
    await tx.schemaRegistry.update({ where: { id }, data: { external: Prisma.DbNull } })
  })
}

const event = (
  { id, organizationId, environmentId }: PlacedRegistry,
  method: string,
  data: Prisma.InputJsonObject,
): Parameters<typeof mutate>[1] => ({
  method,
  resource: registryCrn(organizationId, environmentId, id),
  change: { noun: 'schema-registries', environmentId, id },
  data,
})
