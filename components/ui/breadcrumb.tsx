'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Popover } from 'radix-ui'
import { Fragment, useState } from 'react'
import { CommandList } from './command-list'

export type CrumbSibling = { id: string; label: string; href: string; hint?: string }

export type Crumb = {
  label: string
  href?: string
  /** What one can switch to instead; a hook, so that it loads only when the list is opened. */
  useSiblings?: () => { items: readonly CrumbSibling[]; isLoading: boolean }
  siblings?: readonly CrumbSibling[]
  /** What the siblings are, for the search field: "environments". */
  noun?: string
}

export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-faint -my-1 text-xs">
      <ol className="flex min-h-7 flex-wrap items-center gap-x-1.5">
        {items.map((crumb, index) => {
          const isLast = index === items.length - 1
          return (
            <Fragment key={`${index}-${crumb.label}`}>
              {index > 0 ? (
                <li aria-hidden="true" className="text-faint">
                  /
                </li>
              ) : null}
              <li className="flex min-w-0 items-center gap-0.5 [overflow-wrap:anywhere]">
                {isLast || !crumb.href ? (
                  <span
                    aria-current={isLast ? 'page' : undefined}
                    className={isLast ? 'text-muted font-medium' : ''}
                  >
                    {crumb.label}
                  </span>
                ) : (
                  <Link href={crumb.href} className="hover:text-fg rounded-sm transition-colors">
                    {crumb.label}
                  </Link>
                )}
                {crumb.siblings || crumb.useSiblings ? <CrumbSwitcher crumb={crumb} /> : null}
              </li>
            </Fragment>
          )
        })}
      </ol>
    </nav>
  )
}

function CrumbSwitcher({ crumb }: { crumb: Crumb }) {
  const [isOpen, setIsOpen] = useState(false)
  const noun = crumb.noun ?? 'items'
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        aria-label={`Switch ${crumb.label}: list of ${noun}`}
        className="hover:bg-hover hover:text-fg -mr-1 flex size-6 items-center justify-center rounded-sm"
      >
        <ChevronsUpDown className="size-3" aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={`Switch ${noun}`}
          className="animate-enter bg-float shadow-float z-60 w-72 overflow-hidden rounded-lg"
        >
          <SiblingList crumb={crumb} noun={noun} onDone={() => setIsOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const useGivenSiblings = { items: [] as readonly CrumbSibling[], isLoading: false }

function SiblingList({ crumb, noun, onDone }: { crumb: Crumb; noun: string; onDone: () => void }) {
  const router = useRouter()
  // A crumb has the hook for its whole life or never, so the order of hooks is stable.
  const useItems = crumb.useSiblings ?? (() => ({ ...useGivenSiblings, items: crumb.siblings ?? [] }))
  const { items, isLoading } = useItems()
  return (
    <CommandList
      label={`Search ${noun}`}
      isLoading={isLoading}
      emptyText={`No such ${noun}`}
      items={items.map((item) => ({
        id: item.id,
        label: item.label,
        hint: item.hint,
        icon: item.label === crumb.label ? <Check className="text-accent" aria-hidden="true" /> : <span />,
        onSelect: () => {
          onDone()
          router.push(item.href)
        },
      }))}
    />
  )
}
