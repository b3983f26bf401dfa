import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { toApiKeyDto } from '@/lib/api-keys/dto'
import { requireApiKey } from '@/lib/api-keys/get'
import type { ApiKeyDto, UpdateApiKeyInput } from '@/lib/api-keys/schema'

export async function updateApiKey(ctx: Ctx, id: string, { spec }: UpdateApiKeyInput): Promise<ApiKeyDto> {
  const { place } = await requireApiKey(ctx, 'api-keys:update', id)
  const row = await mutate(
    ctx,
    {
      method: 'UpdateApiKey',
      resource: place.crn,
      change: { noun: 'api-keys', id },
      data: { key: id, ...spec },
    },
    (tx) =>
      tx.apiKey.update({
        where: { id },
        data: {
          ...(spec.display_name === undefined ? {} : { displayName: spec.display_name }),
          ...(spec.description === undefined ? {} : { description: spec.description }),
        },
      }),
  )
  return toApiKeyDto(row, place.environmentId)
}
