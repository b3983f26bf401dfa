import type { Column } from '@/components/patterns/data-table/columns'
import { Time } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { CopyableId } from '@/components/ui/copy-button'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import type { Whoami } from '@/lib/sessions/schema'

const describe = ({ spec }: ApiKeyDto) => [spec.display_name, spec.description].filter(Boolean).join(': ')

export function apiKeyColumns(me: Whoami | undefined, nameOf: (id: string) => string): Column<ApiKeyDto>[] {
  return [
    {
      id: 'key',
      header: 'Key',
      width: 230,
      value: (key) => key.id,
      cell: (key) => (
        <span className="flex items-center gap-2">
          <CopyableId id={key.id} className="[&>span:first-child]:text-fg" />
          {key.status.is_applied ? null : <Badge tone="info">Pending</Badge>}
        </span>
      ),
    },
    {
      id: 'description',
      header: 'Description',
      value: describe,
      cell: (key) => describe(key) || <span className="text-faint">None</span>,
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 190,
      value: ({ spec }) =>
        spec.owner.id === me?.user.id ? `${me.user.full_name} (you)` : nameOf(spec.owner.id),
    },
    {
      id: 'created',
      header: 'Created',
      width: 140,
      value: (key) => key.metadata.created_at,
      cell: (key) => <Time value={key.metadata.created_at} />,
      isSearchable: false,
      isHighFirst: true,
      isHiddenOnPhone: true,
    },
    {
      id: 'last-used',
      header: 'Last used',
      width: 150,
      value: (key) => key.status.last_used_at,
      cell: (key) => <Time value={key.status.last_used_at} fallback="Never" />,
      isSearchable: false,
      isHighFirst: true,
      isHiddenOnPhone: true,
    },
  ]
}
