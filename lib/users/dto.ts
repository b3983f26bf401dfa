import { userCrn } from '@/lib/crn'
import type { User } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { UserDto } from '@/lib/users/schema'

export const toUserDto =
  (organizationId: string) =>
  (row: User): UserDto => ({
    api_version: 'iam/v2',
    kind: 'User',
    id: row.id,
    metadata: {
      self: selfLink(`/iam/v2/users/${row.id}`),
      resource_name: userCrn(organizationId, row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    email: row.email,
    full_name: row.fullName,
    auth_type: row.passwordHash === null ? 'AUTH_TYPE_SSO' : 'AUTH_TYPE_LOCAL',
    is_active: row.isActive,
  })
