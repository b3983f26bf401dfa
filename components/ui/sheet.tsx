'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './class-names'

/** A modal panel from the side: the menu on a phone. For records beside a list use patterns/drawer. */
export function Sheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  label: string
  side?: 'left' | 'right'
  children: ReactNode
}) {
  const isLeft = props.side !== 'right'
  return (
    <Radix.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="animate-enter bg-overlay fixed inset-0 z-50" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusCurrent}
          className={cn(
            'bg-sub shadow-float fixed inset-y-0 z-50 flex w-72 max-w-[85vw] flex-col overflow-y-auto',
            isLeft ? 'animate-enter-left left-0' : 'animate-enter-right right-0',
          )}
        >
          <Radix.Title className="sr-only">{props.label}</Radix.Title>
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function focusCurrent(event: Event) {
  event.preventDefault()
  const panel = event.currentTarget
  if (!(panel instanceof HTMLElement)) return
  const current = panel.querySelector<HTMLElement>('[aria-current="page"]')
  if (current) current.focus()
  else panel.focus()
}
