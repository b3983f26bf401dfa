'use client'

import {
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  useReactTable,
  type RowSelectionState,
} from '@tanstack/react-table'
import { useDeferredValue, useImperativeHandle, useMemo, useState, type ReactNode, type Ref } from 'react'
import { cn } from '@/components/ui/class-names'
import type { MenuItem } from '@/components/ui/menu'
import { useIsPhone } from '../use-media'
import { columnWidth, plainText, toColumnDef, type Column } from './columns'
import { TableBody } from './table-body'
import { TableHead } from './table-head'
import { TableToolbar } from './table-toolbar'
import { useRowKeys } from './use-row-keys'
import { useTablePreferences } from './use-table-preferences'
import { useTableUrl } from './use-table-url'

export type TableHandle = {
  /** Opens the next (1) or previous (-1) row in the order shown: for a drawer's arrows. */
  openStep: (delta: 1 | -1) => void
}

export type DataTableProps<Row> = {
  /** Names the kept column choice; unique per table. */
  id: string
  /** What the rows are: ['topic', 'topics']. */
  noun: readonly [one: string, many: string]
  columns: readonly Column<Row>[]
  /** Undefined while loading. */
  rows: readonly Row[] | undefined
  /** How many there are, where `rows` are the first pages of them. */
  total?: number | undefined
  /** Called when the last rows come into view: the next page can be asked for. */
  onEndReached?: (() => void) | undefined
  getRowId: (row: Row) => string
  /** Shown instead of rows, for instance an ErrorState. */
  error?: ReactNode
  empty: ReactNode
  /** `name` or `-size`. */
  defaultSort?: string
  urlPrefix?: string
  hasSearch?: boolean
  searchPlaceholder?: string
  /** Filters and the like, left in the toolbar after the search field. */
  filters?: ReactNode
  /** Right in the toolbar. */
  controls?: ReactNode
  hasColumnChooser?: boolean
  rowHref?: (row: Row) => string
  onRowOpen?: (row: Row) => void
  openRowId?: string | null
  rowActions?: (row: Row) => readonly MenuItem[]
  /** Given, rows can be selected; gets them and a way to clear the selection. */
  bulkActions?: (rows: Row[], clear: () => void) => ReactNode
  /** Takes the height of a filled page; else grows to the window's height and scrolls. */
  isFilled?: boolean
  /** With a border around, as on pages where the table is one of several cards. */
  isFramed?: boolean
  className?: string
  handleRef?: Ref<TableHandle>
}

const virtualAbove = 100
const noRows: never[] = []

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, getRowId } = props
  // State, not a ref: the virtual list below must render again once the element exists.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const isPhone = useIsPhone()
  const [preferences, savePreferences] = useTablePreferences(props.id)
  const url = useTableUrl(props.urlPrefix ?? '', props.defaultSort ?? '')
  const search = useDeferredValue(url.search)
  const [selection, setSelection] = useState<RowSelectionState>({})

  const columnDefs = useMemo(() => columns.map(toColumnDef), [columns])
  const columnVisibility = Object.fromEntries(
    columns.map((column) => {
      const isHidden = preferences.hidden?.[column.id] ?? column.isHiddenByDefault ?? false
      return [column.id, !isHidden && !(isPhone && column.isHiddenOnPhone)]
    }),
  )
  const table = useReactTable<Row>({
    data: (props.rows as Row[] | undefined) ?? noRows,
    columns: columnDefs,
    getRowId,
    state: {
      sorting: url.sorting,
      globalFilter: search,
      rowSelection: selection,
      columnVisibility,
      columnSizing: preferences.widths ?? {},
    },
    onSortingChange: url.onSortingChange,
    onRowSelectionChange: setSelection,
    onColumnSizingChange: (updater) => {
      const before = preferences.widths ?? {}
      savePreferences({ ...preferences, widths: typeof updater === 'function' ? updater(before) : updater })
    },
    columnResizeMode: 'onEnd',
    // There are no pages; resetting one after each new row model would render in a loop.
    autoResetPageIndex: false,
    enableSortingRemoval: false,
    enableRowSelection: Boolean(props.bulkActions),
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
    getColumnCanGlobalFilter: (column) => columns.find((own) => own.id === column.id)?.isSearchable !== false,
    globalFilterFn: (row, columnId, needle: string) =>
      plainText(row.getValue(columnId)).toLowerCase().includes(needle.trim().toLowerCase()),
  })

  const shown = table.getRowModel().rows
  const byId = new Map(columns.map((column) => [column.id, column]))
  const visible = table.getVisibleLeafColumns().flatMap((column) => byId.get(column.id) ?? [])
  const isVirtual = shown.length > virtualAbove
  const keys = useRowKeys({
    rows: shown,
    scroller,
    isSelectable: Boolean(props.bulkActions),
    openRowId: props.openRowId ?? null,
    rowHref: props.rowHref,
    onRowOpen: props.onRowOpen,
  })
  useImperativeHandle(props.handleRef, () => ({ openStep: keys.openStep }))

  const hasSelect = Boolean(props.bulkActions)
  const hasActions = Boolean(props.rowActions)
  const minWidth =
    visible.reduce((sum, column) => sum + (preferences.widths?.[column.id] ?? columnWidth(column)), 0) +
    (hasSelect ? 40 : 0) +
    (hasActions ? 44 : 0)

  return (
    <div
      className={cn('flex min-w-0 flex-col gap-3', props.isFilled && 'md:min-h-0 md:flex-1', props.className)}
    >
      <TableToolbar
        table={table}
        props={props}
        search={url.search}
        onSearch={url.setSearch}
        onColumnToggle={(columnId, isChecked) =>
          savePreferences({ ...preferences, hidden: { ...preferences.hidden, [columnId]: !isChecked } })
        }
        onColumnsReset={() => savePreferences({})}
      />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys move along the rows */}
      <div
        ref={setScroller}
        role="region"
        aria-label={`Table of ${props.noun[1]}`}
        aria-busy={props.rows === undefined && !props.error}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area must be reachable by keyboard
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        className={cn(
          'group/table relative min-w-0 overflow-auto overscroll-x-contain',
          shown.length > 0 && 'focus-visible:outline-none',
          props.isFilled ? 'max-h-[75dvh] md:max-h-none md:min-h-0 md:flex-1' : 'max-h-[calc(100dvh-9rem)]',
          props.isFramed && 'bg-card rounded-lg border',
        )}
      >
        <table className="w-full table-fixed border-separate border-spacing-0 text-sm" style={{ minWidth }}>
          <colgroup>
            {hasSelect ? <col style={{ width: 40 }} /> : null}
            {visible.map((column) => {
              const width = preferences.widths?.[column.id] ?? column.width
              return <col key={column.id} style={width === undefined ? undefined : { width }} />
            })}
            {hasActions ? <col style={{ width: 44 }} /> : null}
          </colgroup>
          <TableHead table={table} columns={visible} hasSelect={hasSelect} hasActions={hasActions} />
          <TableBody
            props={props}
            rows={shown}
            columns={visible}
            scroller={scroller}
            isVirtual={isVirtual}
            activeIndex={keys.activeIndex}
            onActivate={keys.activate}
            search={search}
            onClearSearch={() => url.setSearch('')}
          />
        </table>
      </div>
      <span role="status" className="sr-only">
        {props.rows ? `${shown.length} ${props.noun[shown.length === 1 ? 0 : 1]}` : ''}
      </span>
    </div>
  )
}
