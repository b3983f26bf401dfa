import type { Column } from '@/components/patterns/data-table/columns'
import { Time } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { CopyableId } from '@/components/ui/copy-button'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import type { PlaceNames } from './place-names'

export const keyKinds = {
  kafka: 'Kafka cluster',
  registry: 'Schema Registry',
  cloud: 'Cloud resource management',
  global: 'Global',
} as const
export type KeyKind = keyof typeof keyKinds

/** By the id of what the key is for: its kind is "Cluster" for more than one. */
export function kindOfKey({ spec }: ApiKeyDto): KeyKind {
  const { id } = spec.resource
  if (id.startsWith('lkc-')) return 'kafka'
  if (id.startsWith('lsrc-')) return 'registry'
  return id === 'global' ? 'global' : 'cloud'
}

const describe = ({ spec }: ApiKeyDto): string =>
  [spec.display_name, spec.description].filter(Boolean).join(': ')

export const resourceOfKey = (key: ApiKeyDto, names: PlaceNames): string =>
  ['cloud', 'global'].includes(kindOfKey(key))
    ? keyKinds[kindOfKey(key)]
    : names.place(key.spec.resource.resource_name)

export const keyColumns = (
  nameOf: (id: string) => string,
  names: PlaceNames,
  hasOwner: boolean,
): Column<ApiKeyDto>[] => [
  {
    id: 'key',
    header: 'Key',
    width: 220,
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
  ...(hasOwner
    ? [
        {
          id: 'owner',
          header: 'Owner',
          width: 170,
          value: ({ spec }: ApiKeyDto) => `${nameOf(spec.owner.id)} ${spec.owner.id}`,
          cell: ({ spec }: ApiKeyDto) => <span title={spec.owner.id}>{nameOf(spec.owner.id)}</span>,
        },
      ]
    : []),
  {
    id: 'resource',
    header: 'Resource',
    minWidth: 200,
    value: (key) => `${resourceOfKey(key, names)} ${key.spec.resource.id}`,
    cell: (key) => <span title={key.spec.resource.id}>{resourceOfKey(key, names)}</span>,
  },
  {
    id: 'created',
    header: 'Created',
    width: 120,
    isHiddenOnPhone: true,
    isSearchable: false,
    isHighFirst: true,
    value: ({ metadata }) => metadata.created_at,
    cell: ({ metadata }) => <Time value={metadata.created_at} />,
  },
  {
    id: 'last-used',
    header: 'Last used',
    width: 120,
    isHiddenOnPhone: true,
    isSearchable: false,
    isHighFirst: true,
    value: ({ status }) => status.last_used_at,
    cell: ({ status }) => <Time value={status.last_used_at} fallback="Never" />,
  },
]
