import Link from 'next/link'
import type { Column } from '@/components/patterns/data-table/columns'
import { levelWords, modeWords, schemaTypeNames } from '@/components/subjects/setting-words'
import { Badge } from '@/components/ui/badge'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import type { SubjectSummary } from '@/lib/subjects/summary-schema'

const nobody = <span className="text-faint">–</span>

/** The server sorts and searches: it knows all pages. */
export const subjectColumns = (environmentId: string): Column<SubjectSummary>[] => [
  {
    id: 'name',
    header: 'Subject',
    minWidth: 240,
    cell: ({ name, isDeleted }) => (
      <span className="flex items-center gap-2">
        <Link href={paths.subject(environmentId, name)} className="truncate font-medium hover:underline">
          {name}
        </Link>
        {isDeleted ? <Badge tone="danger">Deleted</Badge> : null}
      </span>
    ),
  },
  { id: 'type', header: 'Type', width: 130, cell: ({ schemaType }) => schemaTypeNames[schemaType] },
  {
    id: 'version',
    header: 'Latest version',
    width: 110,
    align: 'right',
    cell: ({ latestVersion }) => latestVersion,
  },
  {
    id: 'versions',
    header: 'Versions',
    width: 90,
    align: 'right',
    cell: ({ versions, deletedVersions }) => (
      <span title={deletedVersions > 0 ? `and ${plural(deletedVersions, 'deleted version')}` : undefined}>
        {versions}
      </span>
    ),
    isHiddenOnPhone: true,
  },
  {
    id: 'id',
    header: 'Schema ID',
    width: 100,
    align: 'right',
    isMono: true,
    cell: ({ schemaId }) => schemaId,
    isHiddenOnPhone: true,
  },
  {
    id: 'compatibility',
    header: 'Compatibility',
    width: 170,
    cell: ({ compatibility, isOwnCompatibility }) => (
      <span className={isOwnCompatibility ? '' : 'text-muted'} title={levelWords[compatibility].meaning}>
        {levelWords[compatibility].name}
        {isOwnCompatibility ? '' : <span className="text-faint"> (inherited)</span>}
      </span>
    ),
    isHiddenOnPhone: true,
  },
  {
    id: 'mode',
    header: 'Mode',
    width: 120,
    cell: ({ mode }) => (
      <span className={mode === 'READWRITE' ? 'text-muted' : ''} title={modeWords[mode].meaning}>
        {modeWords[mode].name}
      </span>
    ),
    isHiddenOnPhone: true,
  },
  {
    id: 'used',
    header: 'Used by',
    width: 170,
    cell: ({ usedBy: { topics, connectors } }) =>
      topics + connectors === 0
        ? nobody
        : [
            topics > 0 ? plural(topics, 'topic') : null,
            connectors > 0 ? plural(connectors, 'connector') : null,
          ]
            .filter(Boolean)
            .join(', '),
    isHiddenOnPhone: true,
  },
]
