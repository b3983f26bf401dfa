import { Badge } from '@/components/ui/badge'
import { Tooltip } from '@/components/ui/tooltip'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'

const shownAtMost = 2

/** The roles of an account in a table cell; the rest by number. */
export function RoleBadges({ bindings }: { bindings: readonly RoleBindingDto[] | undefined }) {
  if (!bindings) return null
  const names = [...new Set(bindings.map(({ role_name: role }) => role))]
  if (names.length === 0) return <span className="text-faint">None</span>
  const rest = names.slice(shownAtMost)
  return (
    <span className="inline-flex items-center gap-1">
      {names.slice(0, shownAtMost).map((name) => (
        <Badge key={name} tone="neutral">
          {name}
        </Badge>
      ))}
      {rest.length > 0 ? (
        <Tooltip content={rest.join(', ')}>
          <span className="text-faint text-xs">+{rest.length}</span>
        </Tooltip>
      ) : null}
    </span>
  )
}
