'use client'

import { ArrowDown, ArrowUp, ExternalLink, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { isTyping } from './shortcut-store'

export type DrawerProps = {
  title: ReactNode
  onClose: () => void
  /** Absent at the first or last record. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** The same thing as a page of its own. */
  pageHref?: string
  footer?: ReactNode
  width?: 'md' | 'lg'
  /** Beside the list inside a DrawerLayout, or over the page's right edge. Always over it on a phone. */
  placement?: 'beside' | 'over'
  children: ReactNode
}

/** One record without losing the list: not modal. Esc closes, ↑ and ↓ go on, focus returns to where it was. */
export function Drawer(props: DrawerProps) {
  const titleId = useId()
  const panel = useRef<HTMLDivElement>(null)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target)) return
    const isElsewhereModal = document.querySelector('[role="dialog"][data-state="open"]')
    if (isElsewhereModal) return
    if (event.key === 'Escape') props.onClose()
    const isInside = panel.current?.contains(document.activeElement) ?? false
    const isFree = document.activeElement === document.body || document.activeElement === panel.current
    if (!isInside || !isFree) return
    if (event.key === 'ArrowDown' && props.onNext) {
      event.preventDefault()
      props.onNext()
    }
    if (event.key === 'ArrowUp' && props.onPrevious) {
      event.preventDefault()
      props.onPrevious()
    }
  })
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  const isBeside = props.placement === 'beside'
  return (
    <div
      ref={panel}
      role="dialog"
      aria-modal="false"
      aria-labelledby={titleId}
      tabIndex={-1}
      className={cn(
        'bg-sub animate-enter-right fixed inset-x-0 top-12 bottom-0 z-30 flex flex-col border-l',
        isBeside
          ? 'lg:static lg:z-auto lg:min-h-0 lg:shrink-0 lg:self-stretch lg:border-t'
          : 'md:shadow-float md:left-auto',
        props.width === 'lg' ? 'md:left-auto md:w-140' : 'md:left-auto md:w-97',
      )}
    >
      <header className="flex shrink-0 items-center gap-1 py-3 pr-3 pl-4.5">
        <h2 id={titleId} className="min-w-0 flex-1 truncate text-base">
          {props.title}
        </h2>
        {props.onPrevious || props.onNext ? (
          <>
            <IconButton
              label="Previous"
              shortcut="arrowup"
              size="icon-xs"
              disabled={!props.onPrevious}
              onClick={props.onPrevious}
            >
              <ArrowUp aria-hidden="true" />
            </IconButton>
            <IconButton
              label="Next"
              shortcut="arrowdown"
              size="icon-xs"
              disabled={!props.onNext}
              onClick={props.onNext}
            >
              <ArrowDown aria-hidden="true" />
            </IconButton>
          </>
        ) : null}
        {props.pageHref ? (
          <Button asChild size="icon-xs" variant="ghost">
            <Link href={props.pageHref} aria-label="Open as a page">
              <ExternalLink aria-hidden="true" />
            </Link>
          </Button>
        ) : null}
        <IconButton label="Close" shortcut="escape" size="icon-xs" onClick={props.onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4.5 pb-4">{props.children}</div>
      {props.footer ? (
        <footer className="flex shrink-0 flex-wrap gap-2 border-t px-4.5 py-3">{props.footer}</footer>
      ) : null}
    </div>
  )
}

/** List and drawer side by side, for a filled page: the list keeps its place and scroll, and gets narrower. */
export function DrawerLayout({ drawer, children }: { drawer: ReactNode; children: ReactNode }) {
  return (
    <div className={cn('flex min-h-0 min-w-0 flex-1', drawer && 'lg:-mr-7 lg:-mb-6')}>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
      {drawer}
    </div>
  )
}
