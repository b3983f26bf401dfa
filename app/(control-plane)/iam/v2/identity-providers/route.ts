import { listMetadata, pageQuery, route } from '@/lib/http'
import { emptyListDto, listNone } from '@/lib/identities/absent'

// GET /iam/v2/identity-providers – list identity providers: none
export const GET = route({
  id: 'iam/v2/identity-providers.list',
  permission: 'users:read',
  query: pageQuery,
  isFiltered: true,
  response: emptyListDto,
  handler: ({ ctx, request }) => {
    const page = listNone(ctx)
    const metadata = listMetadata(request, page)
    return Promise.resolve({
      api_version: 'iam/v2',
      kind: 'IdentityProviderList',
      metadata,
      data: page.items,
    })
  },
})
