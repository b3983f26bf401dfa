import type { ColumnDef } from '@tanstack/react-table'
import type { ReactNode } from 'react'

export type Column<Row> = {
  id: string
  header: string
  /** What is sorted by and searched in. Without it the column is neither. */
  value?: (row: Row) => string | number | boolean | null | undefined
  /** What is shown; the value as text if absent. */
  cell?: (row: Row) => ReactNode
  /** Pixels. A column without width takes what is left (at least `minWidth`, 200). */
  width?: number
  minWidth?: number
  align?: 'right'
  isMono?: boolean
  isSortable?: boolean
  isSearchable?: boolean
  /** The first column always stays; the others may be chosen away unless this is false. */
  isHideable?: boolean
  isHiddenByDefault?: boolean
  isHiddenOnPhone?: boolean
  /** The first click on the head sorts from high to low: sizes, rates, times. */
  isHighFirst?: boolean
}

export const growingColumnWidth = 200

export const columnWidth = <Row>(column: Column<Row>) => column.width ?? column.minWidth ?? growingColumnWidth

export function toColumnDef<Row>(column: Column<Row>): ColumnDef<Row> {
  const { value } = column
  return {
    id: column.id,
    size: columnWidth(column),
    minSize: Math.min(column.minWidth ?? 64, columnWidth(column)),
    // null and false sort together at the end, so that "unknown" never leads a list.
    ...(value ? { accessorFn: (row: Row) => value(row) ?? undefined } : {}),
    enableSorting: Boolean(value) && column.isSortable !== false,
    enableGlobalFilter: Boolean(value) && column.isSearchable !== false,
    sortDescFirst: column.isHighFirst ?? false,
    sortUndefined: 'last',
    sortingFn: 'alphanumeric',
  }
}

export const plainText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
