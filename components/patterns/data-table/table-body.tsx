'use client'

import type { Row as TableRowModel } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '../empty-state'
import type { Column } from './columns'
import type { DataTableProps } from './data-table'
import { TableRow } from './table-row'

const rowHeight = 36
const skeletonRows = 8
/** Rows before the last one from which on the next page is asked for. */
const endMargin = 40
const skeletonWidths = ['w-32', 'w-24', 'w-40', 'w-20', 'w-28', 'w-36', 'w-24', 'w-32']

type TableBodyProps<Row> = {
  props: DataTableProps<Row>
  rows: TableRowModel<Row>[]
  columns: readonly Column<Row>[]
  scroller: HTMLDivElement | null
  isVirtual: boolean
  activeIndex: number
  onActivate: (index: number) => void
  search: string
  onClearSearch: () => void
}

export function TableBody<Row>(body: TableBodyProps<Row>) {
  const { props, rows, columns } = body
  const columnCount = columns.length + (props.bulkActions ? 1 : 0) + (props.rowActions ? 1 : 0)
  const virtual = useVirtualizer({
    count: body.isVirtual ? rows.length : 0,
    getScrollElement: () => body.scroller,
    estimateSize: () => rowHeight,
    overscan: 12,
  })

  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0
  const isAtEnd = body.isVirtual && lastShown >= rows.length - endMargin
  const { onEndReached } = props
  useEffect(() => {
    if (isAtEnd) onEndReached?.()
  }, [isAtEnd, onEndReached])

  if (props.error) return <WideRow span={columnCount}>{props.error}</WideRow>
  if (!props.rows) return <SkeletonRows columns={columns} count={columnCount} />
  if (rows.length === 0) {
    return (
      <WideRow span={columnCount}>
        {props.rows.length > 0 ? (
          <EmptyState
            title={`No ${props.noun[1]} match`}
            action={body.search ? <Button onClick={body.onClearSearch}>Clear the search</Button> : null}
          >
            {body.search ? `Nothing here contains “${body.search}”.` : null}
          </EmptyState>
        ) : (
          props.empty
        )}
      </WideRow>
    )
  }

  const render = (row: TableRowModel<Row>, index: number) => (
    <TableRow
      key={row.id}
      row={row}
      index={index}
      columns={columns}
      props={props}
      isActive={index === body.activeIndex}
      isSelected={row.getIsSelected()}
      isOpen={row.id === props.openRowId}
      onActivate={body.onActivate}
    />
  )
  if (!body.isVirtual) return <tbody>{rows.map(render)}</tbody>

  const items = virtual.getVirtualItems()
  const before = (items[0]?.index ?? 0) * rowHeight
  const after = (rows.length - 1 - (items.at(-1)?.index ?? -1)) * rowHeight
  return (
    <tbody>
      {before > 0 ? <Spacer height={before} /> : null}
      {items.flatMap((item) => {
        const row = rows[item.index]
        return row ? [render(row, item.index)] : []
      })}
      {after > 0 ? <Spacer height={after} /> : null}
    </tbody>
  )
}

const Spacer = ({ height }: { height: number }) => <tr aria-hidden="true" style={{ height }} />

function WideRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tbody>
      <tr>
        {/* Sticky, so that the words stay in view where the columns are wider than a phone. */}
        <td colSpan={span}>
          <div className="sticky left-0 max-w-[calc(100vw-2rem)]">{children}</div>
        </td>
      </tr>
    </tbody>
  )
}

function SkeletonRows<Row>({ columns, count }: { columns: readonly Column<Row>[]; count: number }) {
  return (
    <tbody>
      {Array.from({ length: skeletonRows }, (_, row) => (
        <tr key={row}>
          {Array.from({ length: count }, (_, index) => (
            <td key={index} className="border-line-soft h-9 border-b px-3">
              {columns[index] ? (
                <Skeleton
                  className={`max-w-full ${columns[index].align === 'right' ? 'ml-auto w-12' : skeletonWidths[(row + index) % 8]}`}
                />
              ) : null}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
