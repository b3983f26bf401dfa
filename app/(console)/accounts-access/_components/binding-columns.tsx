import type { Column } from '@/components/patterns/data-table/columns'
import { createdColumn } from '@/components/patterns/data-table/noun-columns'
import { Tooltip } from '@/components/ui/tooltip'
import { roles, type Role } from '@/lib/permissions'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import type { PlaceNames } from './place-names'

export const principalColumn = (nameOf: (principal: string) => string): Column<RoleBindingDto> => ({
  id: 'principal',
  header: 'Principal',
  value: ({ principal }) => `${nameOf(principal)} ${principal}`,
  cell: ({ principal }) => (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate font-medium">{nameOf(principal)}</span>
      <span className="text-faint font-mono text-xs">{principal.replace(/^User:/, '')}</span>
    </span>
  ),
})

export const bindingColumns = (names: PlaceNames): Column<RoleBindingDto>[] => [
  {
    id: 'role',
    header: 'Role',
    width: 190,
    value: ({ role_name: role }) => role,
    cell: ({ role_name: role }) => (
      <Tooltip content={(roles as Record<string, Role>)[role]?.description ?? role}>
        <span>{role}</span>
      </Tooltip>
    ),
  },
  {
    id: 'place',
    header: 'On',
    minWidth: 240,
    value: ({ crn_pattern: crn }) => names.place(crn),
    cell: ({ crn_pattern: crn }) => <span title={crn}>{names.place(crn)}</span>,
  },
  createdColumn('Added'),
]
