import { keyColumns } from '@/components/api-keys/key-columns'
import type { Column } from '@/components/patterns/data-table/columns'
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

export const resourceOfKey = (key: ApiKeyDto, names: PlaceNames): string =>
  ['cloud', 'global'].includes(kindOfKey(key))
    ? keyKinds[kindOfKey(key)]
    : names.place(key.spec.resource.resource_name)

export const accountKeyColumns = (
  nameOf: (id: string) => string,
  names: PlaceNames,
  hasOwner: boolean,
): Column<ApiKeyDto>[] =>
  keyColumns([
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
  ])
