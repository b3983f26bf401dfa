'use client'

import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { Breadcrumb, type Crumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { CopyableId } from '@/components/ui/copy-button'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { LinkTabs, type LinkTab } from '@/components/ui/tabs'

export type PageHeaderProps = {
  title: ReactNode
  breadcrumb?: readonly Crumb[]
  status?: ReactNode
  /** One quiet line beside the title: "6 partitions · retention 1 week". */
  facts?: ReactNode
  ids?: readonly { id: string; label?: string }[]
  description?: ReactNode
  /** The one primary action. */
  action?: ReactNode
  /** Quiet controls before it, as a time range. */
  controls?: ReactNode
  menu?: readonly MenuItem[]
  menuLabel?: string
  tabs?: readonly LinkTab[]
  tabsLabel?: string
}

export function PageHeader(props: PageHeaderProps) {
  const hasActions = props.action || props.controls || props.menu?.length
  return (
    <header className="flex shrink-0 flex-col gap-3">
      {props.breadcrumb ? <Breadcrumb items={props.breadcrumb} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 lg:flex-nowrap">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl break-words">{props.title}</h1>
          {props.status}
          {props.ids?.map((entry) => (
            <CopyableId key={entry.id} id={entry.id} {...(entry.label ? { label: entry.label } : {})} />
          ))}
          {props.facts ? <span className="text-muted text-sm">{props.facts}</span> : null}
        </div>
        {hasActions ? (
          <div className="flex flex-wrap items-center gap-2 lg:shrink-0">
            {props.controls}
            {props.action}
            {props.menu?.length ? (
              <Menu
                items={props.menu}
                trigger={
                  <Button>
                    {props.menuLabel ?? 'Actions'}
                    <Ellipsis aria-hidden="true" />
                  </Button>
                }
              />
            ) : null}
          </div>
        ) : null}
      </div>
      {props.description ? <p className="text-muted -mt-1.5 max-w-180 text-sm">{props.description}</p> : null}
      {props.tabs?.length ? (
        <LinkTabs
          label={props.tabsLabel ?? 'Sections'}
          tabs={[...props.tabs]}
          className={cn('-mx-4 px-4 md:-mx-7 md:px-7')}
        />
      ) : null}
    </header>
  )
}
