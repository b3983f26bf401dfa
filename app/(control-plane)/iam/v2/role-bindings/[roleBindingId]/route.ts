import { route } from '@/lib/http'
import { deleteRoleBinding } from '@/lib/role-bindings/delete'
import { toRoleBindingDto } from '@/lib/role-bindings/dto'
import { requireRoleBinding } from '@/lib/role-bindings/get'
import { roleBindingDto, roleBindingParams } from '@/lib/role-bindings/schema'

// GET /iam/v2/role-bindings/{id} – read a role binding
export const GET = route({
  id: 'iam/v2/role-bindings.get',
  permission: 'role-bindings:read',
  params: roleBindingParams,
  response: roleBindingDto,
  handler: async ({ ctx, params }) =>
    toRoleBindingDto(await requireRoleBinding(ctx, 'role-bindings:read', params.roleBindingId)),
})

// DELETE /iam/v2/role-bindings/{id} – take a role away; answers with what was removed
export const DELETE = route({
  id: 'iam/v2/role-bindings.delete',
  permission: 'role-bindings:delete',
  params: roleBindingParams,
  response: roleBindingDto,
  status: 200,
  handler: async ({ ctx, params }) => toRoleBindingDto(await deleteRoleBinding(ctx, params.roleBindingId)),
})
