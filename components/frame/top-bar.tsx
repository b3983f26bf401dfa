'use client'

import { CircleHelp, Menu as MenuIcon, Search } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Mark } from '@/components/brand/mark'
import { openCommandPalette } from '@/components/patterns/command-store'
import { IconButton } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { paths } from '@/lib/paths'
import { AccountMenu, type Account } from './account-menu'
import { AdminMenu } from './admin-menu'
import { useFrame } from './frame-state'
import { HelpMenu, type HelpLink } from './help-menu'

export type TopBarProps = {
  organizationName: string
  account: Account
  helpLinks?: readonly HelpLink[]
  /** Between search and help, for instance the events bell once there is one. */
  extras?: ReactNode
}

export function TopBar(props: TopBarProps) {
  const frame = useFrame()
  return (
    <header className="bg-canvas grid h-12 shrink-0 grid-cols-[1fr_auto] items-center gap-3 border-b px-2 md:grid-cols-[1fr_minmax(0,340px)_1fr] md:px-4">
      <div className="flex min-w-0 items-center gap-2 md:gap-3">
        {frame.hasMenu ? (
          <IconButton
            label="Open the menu"
            className="md:hidden"
            onClick={() => frame.setIsSheetOpen(true)}
            aria-haspopup="dialog"
          >
            <MenuIcon aria-hidden="true" />
          </IconButton>
        ) : null}
        <Link
          href={paths.home}
          className="flex items-center gap-2.5 rounded-md font-semibold tracking-tight max-md:pl-1"
        >
          <Mark className="text-accent size-5.5" />
          <span className="max-sm:sr-only">Tributary</span>
        </Link>
        <span aria-hidden="true" className="text-line-strong">
          /
        </span>
        <Link
          href={paths.environments}
          className="text-muted hover:text-fg min-w-0 truncate rounded-sm text-base transition-colors"
        >
          {props.organizationName}
        </Link>
      </div>
      <button
        type="button"
        onClick={() => openCommandPalette()}
        aria-haspopup="dialog"
        className="bg-sub text-faint hover:border-line-strong hidden h-7.5 w-full items-center gap-2 rounded-md border px-2 text-sm transition-colors md:flex"
      >
        <Search className="size-4" aria-hidden="true" />
        <span className="flex-1 text-left">Search or jump to…</span>
        <Kbd keys="mod+k" />
      </button>
      <div className="flex items-center justify-end gap-1">
        <IconButton label="Search" className="md:hidden" onClick={() => openCommandPalette()}>
          <Search aria-hidden="true" />
        </IconButton>
        {props.extras}
        <HelpMenu
          links={props.helpLinks ?? []}
          trigger={
            <IconButton label="Help">
              <CircleHelp aria-hidden="true" />
            </IconButton>
          }
        />
        <AdminMenu />
        <AccountMenu account={props.account} />
      </div>
    </header>
  )
}
