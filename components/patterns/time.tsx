'use client'

import { useSyncExternalStore } from 'react'
import { Tooltip } from '@/components/ui/tooltip'
import { formatExact, formatRelative, toDate, type DateInput } from '@/lib/format/dates'

// One clock for every relative time on the page, ticking only while some are mounted.
let now = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()
const tickMs = 5_000

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (!timer) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, tickMs)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export const useNow = () =>
  useSyncExternalStore(
    subscribe,
    () => now || (now = Date.now()),
    () => 0,
  )

/** Relative, with the exact time on hover and for machines. Nothing is drawn by the server: its zone is not the reader's. */
export function Time({ value, fallback = '–' }: { value: DateInput | null | undefined; fallback?: string }) {
  const current = useNow()
  if (value === null || value === undefined || Number.isNaN(toDate(value).getTime())) return <>{fallback}</>
  const relative = current ? formatRelative(value, Math.max(current, toDate(value).getTime())) : ''
  return (
    <Tooltip content={current ? formatExact(value) : ''}>
      <time dateTime={toDate(value).toISOString()} className="whitespace-nowrap">
        {relative}
      </time>
    </Tooltip>
  )
}

/** A compact figure with the exact one on hover. */
export function Figure({ text, exact, className }: { text: string; exact: string; className?: string }) {
  if (text === exact) return <span className={className}>{text}</span>
  return (
    <Tooltip content={exact}>
      <span className={className}>{text}</span>
    </Tooltip>
  )
}
