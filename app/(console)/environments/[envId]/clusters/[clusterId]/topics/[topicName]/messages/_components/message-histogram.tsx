'use client'

import { cn } from '@/components/ui/class-names'
import { formatClock } from '@/lib/format/dates'
import { formatInteger } from '@/lib/format/numbers'
import type { Message } from '@/lib/messages/schema'
import { countByTime } from '@/lib/messages/shown'

type Bar = { from: number; until: number; count: number }

const slices = 80
const second = 1000
const liveSeconds = 90

/** When the messages came: the last 90 seconds while live, else the span of what is shown. The strong bars are in the list below. */
export function MessageHistogram(props: {
  messages: readonly Message[] | undefined
  counts: readonly { at: number; count: number }[]
  isLive: boolean
  open: Message | null
}) {
  const bars =
    props.isLive && props.counts.length > 0
      ? liveBars(props.counts, props.messages ?? [])
      : spanBars(props.messages ?? [])
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const oldest = props.isLive ? Math.min(...(props.messages ?? []).map(({ timestamp }) => timestamp)) : 0
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  const first = bars[0]
  const last = bars.at(-1)
  const label =
    first && last
      ? `${formatInteger(total)} messages between ${formatClock(first.from, false)} and ${formatClock(last.until, false)}, at most ${formatInteger(most)} in one bar`
      : 'No messages'
  return (
    <div
      role="img"
      aria-label={label}
      className="flex h-8 shrink-0 items-end gap-px overflow-hidden pr-1"
      title={label}
    >
      {bars.map((bar) => {
        const isOpen =
          props.open !== null && props.open.timestamp >= bar.from && props.open.timestamp < bar.until
        const isStrong = props.open ? isOpen : props.isLive && bar.until >= oldest
        return (
          <span
            key={bar.from}
            className={cn('min-w-0 flex-1 rounded-t-[1px]', isStrong ? 'bg-accent' : 'bg-accent/30')}
            style={{ height: bar.count === 0 ? 0 : `${Math.max(8, (bar.count / most) * 100)}%` }}
          />
        )
      })}
    </div>
  )
}

/**
 * Always the same number of bars, so that they move from right to left without changing width. Seconds before the stream began
 * are known from the messages shown.
 */
function liveBars(counts: readonly { at: number; count: number }[], shown: readonly Message[]): Bar[] {
  const last = counts.at(-1)?.at ?? 0
  const bySecond = new Map<number, number>()
  for (const { timestamp } of shown) {
    const at = Math.floor(timestamp / second)
    bySecond.set(at, (bySecond.get(at) ?? 0) + 1)
  }
  for (const { at, count } of counts) bySecond.set(at, Math.max(count, bySecond.get(at) ?? 0))
  return Array.from({ length: liveSeconds }, (_, index) => {
    const at = last - liveSeconds + 1 + index
    return { from: at * second, until: (at + 1) * second, count: bySecond.get(at) ?? 0 }
  })
}

function spanBars(messages: readonly Message[]): Bar[] {
  const counted = countByTime(messages, slices)
  const width = (counted[1]?.from ?? 1) - (counted[0]?.from ?? 0)
  return counted.map(({ from, count }) => ({ from, until: from + width, count }))
}
