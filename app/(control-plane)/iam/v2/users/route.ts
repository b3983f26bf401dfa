import { listMetadata, pageQuery, route } from '@/lib/http'
import { toUserDto } from '@/lib/users/dto'
import { listUsers } from '@/lib/users/list'
import { userListDto } from '@/lib/users/schema'

// GET /iam/v2/users – list users
export const GET = route({
  id: 'iam/v2/users.list',
  permission: 'users:read',
  query: pageQuery,
  isFiltered: true,
  response: userListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listUsers(ctx, query)
    return {
      api_version: 'iam/v2',
      kind: 'UserList',
      metadata: listMetadata(request, page),
      data: page.items.map(toUserDto(ctx.organizationId)),
    }
  },
})
