'use client'

import type { Table } from '@tanstack/react-table'
import { Columns3, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { MenuChecks } from '@/components/ui/menu'
import { SearchInput } from '@/components/ui/search-input'
import { formatInteger } from '@/lib/format/numbers'
import type { DataTableProps } from './data-table'

export function TableToolbar<Row>({
  table,
  props,
  search,
  onSearch,
  onColumnToggle,
  onColumnsReset,
}: {
  table: Table<Row>
  props: DataTableProps<Row>
  search: string
  onSearch: (search: string) => void
  onColumnToggle: (columnId: string, isChecked: boolean) => void
  onColumnsReset: () => void
}) {
  const hasSearch = props.hasSearch ?? true
  const selected = table.getSelectedRowModel().rows
  const total = props.total ?? props.rows?.length
  const shown = table.getRowModel().rows.length
  if (
    !hasSearch &&
    !props.filters &&
    !props.controls &&
    props.hasColumnChooser === false &&
    !selected.length
  ) {
    return null
  }
  if (selected.length > 0 && props.bulkActions) {
    const clear = () => table.resetRowSelection()
    return (
      <div
        role="toolbar"
        aria-label="Selected rows"
        className="bg-accent-soft flex min-h-8 flex-wrap items-center gap-2 rounded-md pr-1 pl-3"
      >
        <span className="text-accent text-sm font-medium" role="status">
          {formatInteger(selected.length)} {props.noun[selected.length === 1 ? 0 : 1]} selected
        </span>
        <div className="ml-auto flex items-center gap-2">
          {props.bulkActions(
            selected.map((row) => row.original),
            clear,
          )}
          <IconButton label="Clear the selection" size="icon-sm" onClick={clear}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      </div>
    )
  }
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-2">
      {hasSearch ? (
        <SearchInput
          label={props.searchPlaceholder ?? `Search ${props.noun[1]}`}
          value={search}
          onValueChange={onSearch}
          size="sm"
          className="w-full sm:w-64"
        />
      ) : null}
      {props.filters}
      <div className="ml-auto flex items-center gap-2">
        {total ? (
          <span className="text-faint text-sm whitespace-nowrap">
            {shown === total ? '' : `${formatInteger(shown)} of `}
            {formatInteger(total)} {props.noun[total === 1 ? 0 : 1]}
          </span>
        ) : null}
        {props.controls}
        {props.hasColumnChooser === false ? null : (
          <MenuChecks
            label="Columns"
            trigger={
              <Button variant="ghost" size="icon-sm" aria-label="Choose columns" title="Choose columns">
                <Columns3 aria-hidden="true" />
              </Button>
            }
            checks={props.columns.map((column, index) => ({
              id: column.id,
              label: column.header,
              isChecked: table.getColumn(column.id)?.getIsVisible() ?? true,
              isDisabled: index === 0 || column.isHideable === false,
            }))}
            onToggle={onColumnToggle}
            extra={{ label: 'Reset columns and widths', onSelect: onColumnsReset }}
          />
        )}
      </div>
    </div>
  )
}
