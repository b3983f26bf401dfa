'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Spinner } from './spinner'
import { useActiveDescendant } from './use-active-descendant'

export type CommandListItem = {
  id: string
  label: string
  hint?: string | undefined
  icon?: ReactNode
  onSelect: () => void
}

const shownAtOnce = 100

/** A searchable list in a popover. Filters itself, because a list of 10,000 must not mount 10,000 rows. */
export function CommandList(props: {
  label: string
  items: readonly CommandListItem[]
  isLoading?: boolean
  emptyText: string
  footer?: (search: string) => ReactNode
}) {
  const [search, setSearch] = useState('')
  const needle = search.trim().toLowerCase()
  const matching = needle
    ? props.items.filter((item) =>
        `${item.label} ${item.hint ?? ''} ${item.id}`.toLowerCase().includes(needle),
      )
    : props.items
  const root = useActiveDescendant(search, matching.length)
  const hidden = matching.length - shownAtOnce
  return (
    <Command ref={root} shouldFilter={false} label={props.label} loop>
      <div className="flex items-center gap-2 border-b px-3">
        <Search className="text-faint size-4 shrink-0" aria-hidden="true" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={props.label}
          aria-label={props.label}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the popover was opened to type here
          autoFocus
          className="h-9 w-full bg-transparent text-sm outline-none"
        />
        {props.isLoading ? <Spinner className="text-faint" /> : null}
      </div>
      <Command.List className="max-h-72 overflow-y-auto p-1">
        {/* An entry, since a list of choices without any is an error to assistive technology. */}
        {matching.length === 0 ? (
          <Command.Item disabled value="none" className="text-faint px-2 py-3 text-sm">
            {props.isLoading ? 'Loading…' : props.emptyText}
          </Command.Item>
        ) : null}
        {matching.slice(0, shownAtOnce).map((item) => (
          <Command.Item
            key={item.id}
            value={item.id}
            onSelect={item.onSelect}
            className="data-[selected=true]:bg-hover flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm select-none [&_svg]:size-4"
          >
            {item.icon ? <span className="size-4 shrink-0">{item.icon}</span> : null}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.hint ? <span className="text-faint shrink-0 truncate text-xs">{item.hint}</span> : null}
          </Command.Item>
        ))}
      </Command.List>
      {hidden > 0 ? (
        <p className="text-faint border-t px-3 py-1.5 text-xs">{hidden} more. Type to narrow them down.</p>
      ) : null}
      {props.footer?.(search)}
    </Command>
  )
}
