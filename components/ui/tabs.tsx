'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './class-names'

const strip = 'flex gap-5 overflow-x-auto border-b [scrollbar-width:none]'
const tab =
  'text-muted hover:text-fg flex shrink-0 items-center gap-1.5 border-b-2 border-transparent pt-2 pb-1.75 text-sm whitespace-nowrap transition-colors'
const activeTab = 'text-fg border-accent font-medium'

export type LinkTab = { label: string; href: string; count?: number | undefined; isExact?: boolean }

/** Tabs that are routes of their own: they can be sent, opened in a new window and bookmarked. */
export function LinkTabs({ label, tabs, className }: { label: string; tabs: LinkTab[]; className?: string }) {
  const pathname = usePathname()
  const search = useSearchParams()
  const isActive = (item: LinkTab) => {
    const [path = '', query] = item.href.split('?')
    if (query)
      return pathname === path && [...new URLSearchParams(query)].every(([k, v]) => search.get(k) === v)
    return item.isExact ? pathname === path : pathname === path || pathname.startsWith(`${path}/`)
  }
  return (
    <nav aria-label={label} className={cn(strip, className)}>
      {tabs.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={isActive(item) ? 'page' : undefined}
          className={cn(tab, isActive(item) && activeTab)}
        >
          {item.label}
          <TabCount count={item.count} />
        </Link>
      ))}
    </nav>
  )
}

export type TabItem = { id: string; label: string; count?: number | undefined; content: ReactNode }

type TabsProps = { label: string; tabs: readonly TabItem[]; aside?: ReactNode; className?: string }

/** Tabs inside a drawer or card, kept in component state or given by `value`. */
export function Tabs({
  value,
  onValueChange,
  ...props
}: TabsProps & { value?: string; onValueChange?: (value: string) => void }) {
  return (
    <Radix.Root
      {...(value === undefined ? { defaultValue: props.tabs[0]?.id ?? '' } : { value })}
      {...(onValueChange ? { onValueChange } : {})}
      className={cn('flex min-h-0 min-w-0 flex-col gap-3', props.className)}
    >
      <div className="relative">
        <Radix.List aria-label={props.label} className={strip}>
          {props.tabs.map((item) => (
            <Radix.Trigger
              key={item.id}
              value={item.id}
              className={cn(
                tab,
                'data-[state=active]:text-fg data-[state=active]:border-accent data-[state=active]:font-medium',
              )}
            >
              {item.label}
              <TabCount count={item.count} />
            </Radix.Trigger>
          ))}
        </Radix.List>
        {props.aside ? (
          <div className="absolute inset-y-0 right-0 flex items-center gap-1">{props.aside}</div>
        ) : null}
      </div>
      {props.tabs.map((item) => (
        <Radix.Content key={item.id} value={item.id} className="min-h-0 min-w-0">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

/** Tabs of a page that is one route: the open one is `?tab=` (or `param`). */
export function UrlTabs({ param = 'tab', ...props }: TabsProps & { param?: string }) {
  const ids = props.tabs.map((item) => item.id)
  const [value, setValue] = useQueryState(
    param,
    parseAsStringLiteral(ids)
      .withDefault(ids[0] ?? '')
      .withOptions({ history: 'push' }),
  )
  return <Tabs {...props} value={value} onValueChange={(next) => void setValue(next)} />
}

function TabCount({ count }: { count: number | undefined }) {
  return count === undefined ? null : <span className="text-faint font-normal">{count}</span>
}
