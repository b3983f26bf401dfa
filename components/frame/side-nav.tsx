'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Fragment, useEffect, useMemo } from 'react'
import { useCommands } from '@/components/patterns/command-store'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { cn } from '@/components/ui/class-names'
import { CopyButton } from '@/components/ui/copy-button'
import { Sheet } from '@/components/ui/sheet'
import { StatusDot } from '@/components/ui/status'
import { Tooltip } from '@/components/ui/tooltip'
import { formatCompact } from '@/lib/format/numbers'
import { useFrame } from './frame-state'
import { NavPending } from './nav-pending'
import type { NavHeader, NavItem, NavSection } from './menu-types'
import { useGo } from '@/components/patterns/leaving'

type SideNavProps = { label: string; header: NavHeader; sections: readonly NavSection[] }

/** Left menu of a cluster or an environment: 232 px, icons only when collapsed, a sheet on a phone. */
export function SideNav(props: SideNavProps) {
  const frame = useFrame()
  const { setHasMenu, setIsSheetOpen } = frame
  const pathname = usePathname()
  useEffect(() => {
    setHasMenu(true)
    return () => setHasMenu(false)
  }, [setHasMenu])
  useEffect(() => setIsSheetOpen(false), [pathname, setIsSheetOpen])
  const { sections, header } = props
  useCommands(
    useMemo(
      () =>
        sections.flatMap((section) =>
          section.items.map((item) => ({
            id: item.href,
            label: item.label,
            group: 'Go to',
            hint: header.title,
            icon: item.icon,
            href: item.href,
            ...(item.shortcut ? { shortcut: item.shortcut } : {}),
          })),
        ),
      [sections, header.title],
    ),
  )
  return (
    <>
      <nav
        aria-label={props.label}
        className={cn(
          'bg-sub hidden shrink-0 flex-col overflow-y-auto border-r px-2 py-3 md:flex',
          frame.isCollapsed ? 'w-13' : 'w-58',
        )}
      >
        <NavContent {...props} isCollapsed={frame.isCollapsed} />
        <CollapseButton />
      </nav>
      <Sheet isOpen={frame.isSheetOpen} onOpenChange={frame.setIsSheetOpen} label={props.label}>
        <nav aria-label={props.label} className="px-2 py-3">
          <NavContent {...props} isCollapsed={false} />
        </nav>
      </Sheet>
      {props.sections.flatMap((section) =>
        section.items.map((item) => <NavShortcut key={item.href} item={item} />),
      )}
    </>
  )
}

function NavContent({ header, sections, isCollapsed }: SideNavProps & { isCollapsed: boolean }) {
  return (
    <>
      {isCollapsed ? null : (
        <div className="flex items-center justify-between gap-2 px-2.5 pt-0.5 pb-2.5">
          <div className="min-w-0">
            <Link href={header.href} className="block truncate rounded-sm text-sm font-semibold">
              {header.title}
            </Link>
            {header.id ? (
              <span className="group/id text-faint text-2xs flex h-4 items-center gap-1 font-mono">
                <span className="truncate">{header.id}</span>
                <CopyButton
                  text={header.id}
                  label={`Copy ${header.id}`}
                  className="size-5 opacity-0 group-hover/id:opacity-100 focus-visible:opacity-100"
                />
              </span>
            ) : null}
          </div>
          {header.status ? (
            <Tooltip content={header.status.word} side="right">
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the word must be reachable */}
              <span tabIndex={0} role="img" aria-label={header.status.word} className="flex rounded-sm p-1">
                <StatusDot tone={header.status.tone} />
              </span>
            </Tooltip>
          ) : null}
        </div>
      )}
      {sections.map((section, index) => (
        <Fragment key={section.title ?? index}>
          {section.title && !isCollapsed ? (
            <h2 className="text-faint text-2xs px-2.5 pt-3 pb-1 font-medium tracking-wide">
              {section.title}
            </h2>
          ) : null}
          {section.title && isCollapsed ? <div aria-hidden="true" className="mx-2 my-2 border-t" /> : null}
          <ul className="flex flex-col gap-px">
            {section.items.map((item) => (
              <NavRow key={item.href} item={item} isCollapsed={isCollapsed} />
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  )
}

function NavRow({ item, isCollapsed }: { item: NavItem; isCollapsed: boolean }) {
  const pathname = usePathname()
  const isCurrent = pathname === item.href || (!item.isExact && pathname.startsWith(`${item.href}/`))
  const link = (
    <Link
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isCollapsed ? item.label : undefined}
      className={cn(
        'text-muted hover:bg-hover hover:text-fg flex h-7.5 items-center gap-2.5 rounded-md px-2.5 text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.6]',
        isCurrent && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent font-medium',
      )}
    >
      <NavPending />
      {item.icon ? <span aria-hidden="true">{item.icon}</span> : null}
      {isCollapsed ? null : (
        <>
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.count === undefined ? null : (
            <span className="text-faint text-xs font-normal">{formatCompact(item.count)}</span>
          )}
        </>
      )}
    </Link>
  )
  return (
    <li>
      {isCollapsed ? (
        <Tooltip content={item.label} side="right" shortcut={item.shortcut}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
      {item.items?.length && !isCollapsed ? (
        <ul className="mt-px flex flex-col gap-px pl-6.5">
          {item.items.map((child) => (
            <NavRow key={child.href} item={child} isCollapsed={false} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function NavShortcut({ item }: { item: NavItem }) {
  const go = useGo()
  useShortcut(item.shortcut, item.label, () => go(item.href), { group: 'Go to' })
  return null
}

function CollapseButton() {
  const { isCollapsed, setIsCollapsed } = useFrame()
  const label = isCollapsed ? 'Expand the menu' : 'Collapse the menu'
  useShortcut('[', 'Collapse or expand the menu', () => setIsCollapsed(!isCollapsed), { group: 'Everywhere' })
  const button = (
    <button
      type="button"
      aria-label={label}
      onClick={() => setIsCollapsed(!isCollapsed)}
      className="text-faint hover:bg-hover hover:text-fg mt-auto flex size-9 shrink-0 items-center justify-center rounded-md [&_svg]:size-4"
    >
      {isCollapsed ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
    </button>
  )
  return (
    <Tooltip content={label} shortcut="[" side="right">
      {button}
    </Tooltip>
  )
}
