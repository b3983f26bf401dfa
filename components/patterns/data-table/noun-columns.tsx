// The columns that the lists of many nouns have alike.
import { CopyableId } from '@/components/ui/copy-button'
import { Time } from '../time'
import type { Column } from './columns'

export const idColumn = <Row extends { id: string }>(): Column<Row> => ({
  id: 'id',
  header: 'ID',
  width: 140,
  isHiddenOnPhone: true,
  value: ({ id }) => id,
  cell: ({ id }) => <CopyableId id={id} />,
})

export const timeColumn = <Row,>(
  column: Pick<Column<Row>, 'id' | 'header' | 'width'>,
  timeOf: (row: Row) => string | null | undefined,
  fallback?: string,
): Column<Row> => ({
  width: 130,
  isHiddenOnPhone: true,
  isSearchable: false,
  isHighFirst: true,
  value: timeOf,
  cell: (row) => <Time value={timeOf(row)} {...(fallback === undefined ? {} : { fallback })} />,
  ...column,
})

export const createdColumn = <Row extends { metadata: { created_at: string } }>(
  header = 'Created',
): Column<Row> => timeColumn({ id: 'created', header }, ({ metadata }) => metadata.created_at)
