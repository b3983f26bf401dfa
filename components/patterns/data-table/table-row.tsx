'use client'

import type { Row as TableRowModel } from '@tanstack/react-table'
import { Ellipsis } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/class-names'
import { Menu } from '@/components/ui/menu'
import { plainText, type Column } from './columns'
import type { DataTableProps } from './data-table'
import { useGo } from '../leaving'

const cell =
  'border-line-soft h-9 border-b px-3 whitespace-nowrap in-[.bg-card]:first:pl-4 in-[.bg-card]:last:pr-4 [tr:last-child>&]:border-b-0'

type TableRowProps<Row> = {
  row: TableRowModel<Row>
  index: number
  columns: readonly Column<Row>[]
  props: DataTableProps<Row>
  isActive: boolean
  isSelected: boolean
  isOpen: boolean
  onActivate: (index: number) => void
}

export function TableRow<Row>({ row, index, columns, props, ...state }: TableRowProps<Row>) {
  const go = useGo()
  const canOpen = Boolean(props.rowHref ?? props.onRowOpen)
  const name = plainText(columns[0]?.value?.(row.original) ?? row.id)
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    state.onActivate(index)
    const isOnControl =
      event.target instanceof Element && event.target.closest('a, button, input, label, [role="menuitem"]')
    if (isOnControl || window.getSelection()?.toString()) return
    const href = props.rowHref?.(row.original)
    if (href && (event.metaKey || event.ctrlKey)) window.open(href, '_blank', 'noopener')
    else if (href) go(href)
    else props.onRowOpen?.(row.original)
  }
  return (
    // The first cell holds the real link or button; the row is a larger target for the pointer only.
    <tr
      data-index={index}
      onClick={open}
      className={cn(
        'group/row',
        canOpen && 'cursor-pointer',
        state.isOpen || state.isSelected ? 'bg-selected' : 'hover:bg-hover',
        state.isActive &&
          'group-focus-within/table:bg-hover group-focus-within/table:[&>td:first-child]:shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      {props.bulkActions ? (
        <td className={cell}>
          <Checkbox
            aria-label={`Select ${name}`}
            checked={state.isSelected}
            onCheckedChange={(isChecked) => row.toggleSelected(isChecked)}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            cell,
            'truncate',
            column.align === 'right' && 'text-right',
            column.isMono && 'font-mono text-xs',
          )}
        >
          {column.cell ? column.cell(row.original) : plainText(column.value?.(row.original))}
        </td>
      ))}
      {props.rowActions ? (
        <td className={cn(cell, 'px-2 text-right')}>
          <Menu
            items={props.rowActions(row.original)}
            trigger={
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Actions for ${name}`}
                className="group-hover/row:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-fine:opacity-0"
              >
                <Ellipsis aria-hidden="true" />
              </Button>
            }
          />
        </td>
      ) : null}
    </tr>
  )
}
