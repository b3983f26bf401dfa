// Which ACLs come from a role binding: what the worker compiles is compiled here again, from the same table.
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { compileAcls } from '@/lib/permissions'
import type { AclRow } from '@/lib/queries/acls'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'

const keyOf = (row: AclRow): string =>
  [row.principal, row.resource_type, row.resource_name, row.pattern_type, row.operation].join('\n')

/**
 * On a local cluster ACLs name the account; on your own Kafka they name its keys, since a key is a user there.
 * DENY, and hosts other than `*`, never come from a role.
 */
export function rolesOfAcls(
  bindings: readonly RoleBindingDto[],
  keys: readonly ApiKeyDto[],
  clusterCrn: string,
): (acl: AclRow) => RoleBindingDto | undefined {
  const keysOf = Map.groupBy(keys, ({ spec }) => `User:${spec.owner.id}`)
  const origin = new Map<string, RoleBindingDto>()
  for (const binding of bindings) {
    const principals = [
      binding.principal,
      ...(keysOf.get(binding.principal) ?? []).map(({ id }) => `User:${id}`),
    ]
    const rules = compileAcls([{ roleName: binding.role_name, crnPattern: binding.crn_pattern }], clusterCrn)
    for (const rule of rules)
      for (const principal of principals)
        origin.set(
          keyOf({
            principal,
            resource_type: rule.resourceType,
            resource_name: rule.resourceName,
            pattern_type: rule.patternType,
            operation: rule.operation,
            host: '*',
            permission: 'ALLOW',
          }),
          binding,
        )
  }
  return (acl) => (acl.host === '*' && acl.permission === 'ALLOW' ? origin.get(keyOf(acl)) : undefined)
}
