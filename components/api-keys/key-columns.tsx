import type { Column } from '@/components/patterns/data-table/columns'
import { createdColumn, timeColumn } from '@/components/patterns/data-table/noun-columns'
import { Badge } from '@/components/ui/badge'
import { CopyableId } from '@/components/ui/copy-button'
import type { ApiKeyDto } from '@/lib/api-keys/schema'

const describe = ({ spec }: ApiKeyDto) => [spec.display_name, spec.description].filter(Boolean).join(': ')

/** What every list of API keys says of one; `middle` says whose it is and what for. */
export const keyColumns = (middle: readonly Column<ApiKeyDto>[]): Column<ApiKeyDto>[] => [
  {
    id: 'key',
    header: 'Key',
    width: 230,
    value: ({ id }) => id,
    cell: ({ id, status }) => (
      <span className="flex items-center gap-2">
        <CopyableId id={id} className="[&>span:first-child]:text-fg" />
        {status.is_applied ? null : <Badge tone="info">Pending</Badge>}
      </span>
    ),
  },
  {
    id: 'description',
    header: 'Description',
    value: describe,
    cell: (key) => describe(key) || <span className="text-faint">None</span>,
  },
  ...middle,
  createdColumn(),
  timeColumn({ id: 'last-used', header: 'Last used' }, ({ status }) => status.last_used_at, 'Never'),
]
