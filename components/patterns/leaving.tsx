'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'

const atMostMs = 20_000
let release: (() => void) | null = null

/**
 * Another page is on its way. Next gives that up when the address of the present one changes meanwhile, as it does with every
 * letter typed into a search field that stands in the URL. Until then such changes go to the browser alone: the page comes,
 * and "back" leads to what was typed.
 */
function markLeaving(href: string): void {
  const target = URL.parse(href, location.href)
  if (target?.origin !== location.origin || target.pathname === location.pathname) return
  release?.()
  const before = Object.getOwnPropertyDescriptor(history, 'replaceState')
  const replaceState = history.replaceState.bind(history)
  const replace: History['replaceState'] = (state, title, url) => {
    // Next takes what carries its own state for its own, and leaves it alone.
    replaceState(state ?? history.state, title, url)
  }
  history.replaceState = replace
  const timer = setTimeout(() => release?.(), atMostMs)
  release = () => {
    clearTimeout(timer)
    if (before) Object.defineProperty(history, 'replaceState', before)
    release = null
  }
}

/** Goes to a page by program from where somebody may go on typing. */
export function useGo(): (href: string) => void {
  const router = useRouter()
  return useCallback(
    (href) => {
      markLeaving(href)
      router.push(href)
    },
    [router],
  )
}

/** Watches the links of the whole console. */
export function LeavingWatch() {
  const pathname = usePathname()
  useEffect(() => release?.(), [pathname])
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      // Next's links have prevented the browser's own navigation by now; all others are not theirs.
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (event.defaultPrevented && link instanceof HTMLAnchorElement) markLeaving(link.href)
    }
    window.addEventListener('click', onClick)
    return () => window.removeEventListener('click', onClick)
  }, [])
  return null
}
