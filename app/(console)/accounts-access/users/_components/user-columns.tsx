import type { Column } from '@/components/patterns/data-table/columns'
import { createdColumn, idColumn } from '@/components/patterns/data-table/noun-columns'
import { Status } from '@/components/ui/status'
import { bindingsOf } from '@/lib/queries/role-bindings'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import type { Whoami } from '@/lib/sessions/schema'
import type { UserDto } from '@/lib/users/schema'
import { RoleBadges } from '../../_components/role-badges'

export const userColumns = (
  bindings: readonly RoleBindingDto[] | undefined,
  me: Whoami | undefined,
): Column<UserDto>[] => [
  {
    id: 'name',
    header: 'Name',
    value: (user) => `${user.full_name}${user.id === me?.user.id ? ' (you)' : ''}`,
    cell: (user) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">{user.full_name || user.email}</span>
        {user.id === me?.user.id ? <span className="text-faint text-xs">you</span> : null}
      </span>
    ),
  },
  { id: 'email', header: 'E-mail', value: ({ email }) => email },
  {
    id: 'roles',
    header: 'Roles',
    value: ({ id }) =>
      bindingsOf(bindings, id)
        ?.map(({ role_name: role }) => role)
        .join(' '),
    cell: ({ id }) => <RoleBadges bindings={bindingsOf(bindings, id)} />,
  },
  {
    id: 'status',
    header: 'Status',
    width: 120,
    value: ({ is_active: isActive }) => (isActive ? 'Active' : 'Inactive'),
    cell: ({ is_active: isActive }) => (
      <Status tone={isActive ? 'running' : 'paused'}>{isActive ? 'Active' : 'Inactive'}</Status>
    ),
  },
  idColumn(),
  createdColumn(),
]
