import { listMetadata, pageQuery, route } from '@/lib/http'
import { emptyListDto, listNone } from '@/lib/identities/absent'

// GET /iam/v2/sso/group-mappings – list group mappings: none
export const GET = route({
  id: 'iam/v2/sso/group-mappings.list',
  permission: 'users:read',
  query: pageQuery,
  isFiltered: true,
  response: emptyListDto,
  handler: ({ ctx, request }) => {
    const page = listNone(ctx)
    return Promise.resolve({
      api_version: 'iam/v2',
      kind: 'GroupMappingList',
      metadata: listMetadata(request, page),
      data: page.items,
    })
  },
})
