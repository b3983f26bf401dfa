import { route } from '@/lib/http'
import { deleteUser } from '@/lib/users/delete'
import { toUserDto } from '@/lib/users/dto'
import { requireUser } from '@/lib/users/get'
import { updateUserInput, userDto, userParams } from '@/lib/users/schema'
import { updateUser } from '@/lib/users/update'

// GET /iam/v2/users/{id} – read a user
export const GET = route({
  id: 'iam/v2/users.get',
  permission: 'users:read',
  params: userParams,
  response: userDto,
  handler: async ({ ctx, params }) =>
    toUserDto(ctx.organizationId)(await requireUser(ctx, 'users:read', params.userId)),
})

// PATCH /iam/v2/users/{id} – rename, deactivate or activate a user
export const PATCH = route({
  id: 'iam/v2/users.update',
  permission: 'users:update',
  params: userParams,
  body: updateUserInput,
  response: userDto,
  handler: async ({ ctx, params, body }) =>
    toUserDto(ctx.organizationId)(await updateUser(ctx, params.userId, body)),
})

// DELETE /iam/v2/users/{id} – delete a user with sessions, API keys and role bindings
export const DELETE = route({
  id: 'iam/v2/users.delete',
  permission: 'users:delete',
  params: userParams,
  handler: ({ ctx, params }) => deleteUser(ctx, params.userId),
})
