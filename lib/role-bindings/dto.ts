import { organizationCrn } from '@/lib/crn'
import type { RoleBinding } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'

export const roleBindingCrn = (organizationId: string, id: string): string =>
  `${organizationCrn(organizationId)}/role-binding=${id}`

export function toRoleBindingDto(row: RoleBinding): RoleBindingDto {
  return {
    api_version: 'iam/v2',
    kind: 'RoleBinding',
    id: row.id,
    metadata: {
      self: selfLink(`/iam/v2/role-bindings/${row.id}`),
      resource_name: roleBindingCrn(row.organizationId, row.id),
      created_at: row.createdAt.toISOString(),
      // A binding is never changed, only made and removed.
      updated_at: row.createdAt.toISOString(),
    },
    principal: row.principal,
    role_name: row.roleName,
    crn_pattern: row.crnPattern,
  }
}
