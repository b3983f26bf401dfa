// Identity providers and groups of Confluent's workload identities: there are none here, and clients that ask on the way to
// something else (role-binding list --inclusive) are told so in their own words.
import { z } from 'zod'
import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { listMetadataDto } from '@/lib/http/metadata'
import type { Page } from '@/lib/http/page'

export const emptyListDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.string(),
  metadata: listMetadataDto,
  data: z.array(z.never()),
})

export function listNone(ctx: Ctx): Page<never> {
  authorizeFilteredList(ctx, 'users:read')
  return { items: [], next: undefined, total: 0 }
}
