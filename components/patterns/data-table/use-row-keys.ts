import type { Row as TableRowModel } from '@tanstack/react-table'
import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import { useShortcut } from '../shortcut-store'
import { useGo } from '../leaving'

const rowHeight = 36
const headHeight = 32

/** j, k, x, Enter and the arrows on the rows of one table. Rows may be virtual, so scrolling goes by index. */
export function useRowKeys<Row>(options: {
  rows: TableRowModel<Row>[]
  scroller: HTMLDivElement | null
  isSelectable: boolean
  openRowId: string | null
  rowHref: ((row: Row) => string) | undefined
  onRowOpen: ((row: Row) => void) | undefined
}) {
  const go = useGo()
  const { rows, scroller } = options
  const [activeId, setActiveId] = useState<string | null>(null)
  const activeIndex = activeId === null ? -1 : rows.findIndex((row) => row.id === activeId)

  const activate = (index: number) => setActiveId(rows[index]?.id ?? null)
  const scrollTo = (index: number) => {
    if (!scroller) return
    const top = index * rowHeight
    const bottom = top + rowHeight + headHeight
    if (top < scroller.scrollTop) scroller.scrollTo({ top })
    else if (bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTo({ top: bottom - scroller.clientHeight })
    }
  }
  const open = (row: TableRowModel<Row> | undefined) => {
    if (!row) return
    const href = options.rowHref?.(row.original)
    if (href) go(href)
    else options.onRowOpen?.(row.original)
  }
  const goTo = (index: number) => {
    const clamped = Math.max(0, Math.min(rows.length - 1, index))
    activate(clamped)
    scrollTo(clamped)
    return clamped
  }
  const openStep = (delta: 1 | -1) => {
    const from = rows.findIndex((row) => row.id === options.openRowId)
    const next = goTo((from === -1 ? activeIndex : from) + delta)
    options.onRowOpen?.(rows[next]?.original as Row)
  }
  const step = (delta: 1 | -1) => {
    if (rows.length === 0) return
    if (options.openRowId && options.onRowOpen) return openStep(delta)
    goTo(activeIndex + delta)
    scroller?.focus({ preventScroll: true })
  }
  const toggle = () => {
    if (activeIndex >= 0) rows[activeIndex]?.toggleSelected()
  }

  useShortcut('j', 'Next row', () => step(1), { group: 'In tables' })
  useShortcut('k', 'Previous row', () => step(-1), { group: 'In tables' })
  useShortcut(options.isSelectable ? 'x' : null, 'Select the row', toggle, { group: 'In tables' })

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // A link, button or menu inside a row keeps its own keys.
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 2)
    const moves: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => goTo(activeIndex + page),
      PageUp: () => goTo(activeIndex - page),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      Enter: () => open(rows[activeIndex]),
    }
    const move = moves[event.key]
    if (!move || rows.length === 0) return
    event.preventDefault()
    move()
  }
  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    const isKeyboard = event.target === event.currentTarget && event.target.matches(':focus-visible')
    if (isKeyboard && activeIndex === -1 && rows.length > 0) activate(0)
  }
  return { activeIndex, activate, onKeyDown, onFocus, openStep }
}
