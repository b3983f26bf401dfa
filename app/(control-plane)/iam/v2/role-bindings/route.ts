import { z } from 'zod'
import { listMetadata, pageQuery, route } from '@/lib/http'
import { createRoleBinding } from '@/lib/role-bindings/create'
import { toRoleBindingDto } from '@/lib/role-bindings/dto'
import { listRoleBindings } from '@/lib/role-bindings/list'
import { createRoleBindingInput, roleBindingDto, roleBindingListDto } from '@/lib/role-bindings/schema'

const filter = pageQuery.extend({
  principal: z.string().max(100).default(''),
  role_name: z.string().max(64).default(''),
  crn_pattern: z.string().max(1000).default(''),
})

// GET /iam/v2/role-bindings?principal=&role_name=&crn_pattern= – list role bindings
export const GET = route({
  id: 'iam/v2/role-bindings.list',
  permission: 'role-bindings:read',
  query: filter,
  isFiltered: true,
  response: roleBindingListDto,
  handler: async ({ ctx, query, request }) => {
    const { principal, role_name: roleName, crn_pattern: crnPattern } = query
    const page = await listRoleBindings(ctx, query, { principal, roleName, crnPattern })
    return {
      api_version: 'iam/v2',
      kind: 'RoleBindingList',
      metadata: listMetadata(request, page),
      data: page.items.map(toRoleBindingDto),
    }
  },
})

// POST /iam/v2/role-bindings – bind a role to a user or service account
export const POST = route({
  id: 'iam/v2/role-bindings.create',
  permission: 'role-bindings:create',
  body: createRoleBindingInput,
  response: roleBindingDto,
  status: 201,
  handler: async ({ ctx, body }) => toRoleBindingDto(await createRoleBinding(ctx, body)),
})
