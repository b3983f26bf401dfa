'use client'

import type { Table } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/class-names'
import type { Column } from './columns'

const cell =
  'bg-canvas in-[.bg-card]:bg-card text-faint sticky top-0 z-10 h-8 border-b px-3 text-left text-xs font-medium whitespace-nowrap in-[.bg-card]:first:pl-4 in-[.bg-card]:last:pr-4'

export function TableHead<Row>(props: {
  table: Table<Row>
  columns: readonly Column<Row>[]
  hasSelect: boolean
  hasActions: boolean
}) {
  const headers = new Map(props.table.getLeafHeaders().map((header) => [header.column.id, header]))
  return (
    <thead>
      <tr>
        {props.hasSelect ? (
          <th scope="col" className={cell}>
            <Checkbox
              aria-label="Select all rows"
              checked={
                props.table.getIsAllRowsSelected() ||
                (props.table.getIsSomeRowsSelected() ? 'indeterminate' : false)
              }
              onCheckedChange={(isChecked) => props.table.toggleAllRowsSelected(isChecked)}
            />
          </th>
        ) : null}
        {props.columns.map((column) => {
          const header = headers.get(column.id)
          const sorted = header?.column.getIsSorted() ?? false
          const isRight = column.align === 'right'
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
              className={cn(cell, 'group/head', isRight && 'text-right')}
            >
              {header?.column.getCanSort() ? (
                <button
                  type="button"
                  onClick={() => header.column.toggleSorting()}
                  className={cn(
                    'hover:text-fg inline-flex max-w-full items-center gap-1 rounded-sm',
                    isRight && 'flex-row-reverse',
                    sorted && 'text-fg',
                  )}
                >
                  <span className="truncate">{column.header}</span>
                  {sorted === 'desc' || (!sorted && column.isHighFirst) ? (
                    <ArrowDown className={arrow(Boolean(sorted))} aria-hidden="true" />
                  ) : (
                    <ArrowUp className={arrow(Boolean(sorted))} aria-hidden="true" />
                  )}
                </button>
              ) : (
                <span className="truncate">{column.header}</span>
              )}
              {header ? (
                <span
                  aria-hidden="true"
                  onMouseDown={header.getResizeHandler()}
                  onTouchStart={header.getResizeHandler()}
                  onDoubleClick={() => header.column.resetSize()}
                  style={
                    header.column.getIsResizing()
                      ? {
                          transform: `translateX(${props.table.getState().columnSizingInfo.deltaOffset ?? 0}px)`,
                        }
                      : undefined
                  }
                  className={cn(
                    'absolute inset-y-0 right-0 z-20 w-2 cursor-col-resize touch-none select-none after:absolute after:inset-y-2 after:right-0 after:w-px after:transition-colors',
                    header.column.getIsResizing()
                      ? 'after:bg-accent'
                      : 'group-hover/head:after:bg-line-strong',
                  )}
                />
              ) : null}
            </th>
          )
        })}
        {props.hasActions ? (
          <th scope="col" className={cell}>
            <span className="sr-only">Actions</span>
          </th>
        ) : null}
      </tr>
    </thead>
  )
}

const arrow = (isSorted: boolean) =>
  cn('size-3 shrink-0', isSorted ? 'text-accent' : 'opacity-0 group-hover/head:opacity-60')
