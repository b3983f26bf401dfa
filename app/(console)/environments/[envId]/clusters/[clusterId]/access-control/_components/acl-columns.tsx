import Link from 'next/link'
import { aclCategoryLabel, aclWord } from '@/components/acls/acl-choices'
import type { Column } from '@/components/patterns/data-table/columns'
import { Badge } from '@/components/ui/badge'
import { paths } from '@/lib/paths'
import type { AclRow } from '@/lib/queries/acls'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'

export const aclColumns = (
  nameOf: (principal: string) => string,
  roleOf: (acl: AclRow) => RoleBindingDto | undefined,
): Column<AclRow>[] => [
  {
    id: 'principal',
    header: 'Principal',
    minWidth: 190,
    value: ({ principal }) => `${nameOf(principal)} ${principal}`,
    cell: ({ principal }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">
          {principal === 'User:*' ? 'Everybody' : nameOf(principal)}
        </span>
        <span className="text-faint font-mono text-xs">{principal.replace(/^User:/, '')}</span>
      </span>
    ),
  },
  {
    id: 'permission',
    header: 'Permission',
    width: 110,
    value: ({ permission }) => aclWord(permission),
    cell: ({ permission }) => (
      <Badge tone={permission === 'DENY' ? 'danger' : 'neutral'}>{aclWord(permission)}</Badge>
    ),
  },
  {
    id: 'operation',
    header: 'Operation',
    width: 150,
    value: ({ operation }) => aclWord(operation),
  },
  {
    id: 'resource',
    header: 'Resource',
    minWidth: 220,
    value: ({ resource_type: type, resource_name: name }) => `${aclCategoryLabel(type)} ${name}`,
    cell: (acl) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="text-muted">{aclCategoryLabel(acl.resource_type)}</span>
        {acl.resource_type === 'CLUSTER' ? null : (
          <span className="truncate font-mono text-xs">
            {acl.resource_name}
            {acl.pattern_type === 'PREFIXED' ? <span className="text-faint">*</span> : null}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'pattern',
    header: 'Pattern',
    width: 100,
    isHiddenByDefault: true,
    value: ({ pattern_type: pattern }) => aclWord(pattern),
  },
  { id: 'host', header: 'Host', width: 100, isHiddenOnPhone: true, isMono: true, value: ({ host }) => host },
  {
    id: 'origin',
    header: 'Comes from',
    width: 210,
    value: (acl) => roleOf(acl)?.role_name ?? '',
    cell: (acl) => {
      const role = roleOf(acl)
      return role ? (
        <Link href={paths.accessAt(role.crn_pattern)} className="text-accent rounded-sm hover:underline">
          from role {role.role_name}
        </Link>
      ) : (
        <span className="text-faint">Made by hand</span>
      )
    },
  },
]
