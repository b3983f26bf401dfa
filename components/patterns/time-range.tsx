'use client'

import { Clock } from 'lucide-react'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export const timeRanges = [
  { id: '5m', label: 'Last 5 minutes', ms: 5 * minute },
  { id: '15m', label: 'Last 15 minutes', ms: 15 * minute },
  { id: '1h', label: 'Last hour', ms: hour },
  { id: '6h', label: 'Last 6 hours', ms: 6 * hour },
  { id: '24h', label: 'Last 24 hours', ms: day },
  { id: '7d', label: 'Last 7 days', ms: 7 * day },
  { id: '30d', label: 'Last 30 days', ms: 30 * day },
] as const

export type TimeRangeId = (typeof timeRanges)[number]['id']

/** The range of the page's charts, in the URL as `?range=1h`. */
export function useTimeRange(fallback: TimeRangeId = '1h') {
  const ids = timeRanges.map((range) => range.id)
  const [id, setId] = useQueryState('range', parseAsStringLiteral(ids).withDefault(fallback))
  const range = timeRanges.find((each) => each.id === id) ?? timeRanges[2]
  return { ...range, setId: (next: TimeRangeId) => void setId(next) }
}

export function TimeRangeMenu({ fallback = '1h' }: { fallback?: TimeRangeId }) {
  const range = useTimeRange(fallback)
  return (
    <Menu
      trigger={
        <Button aria-label={`${range.label}, time range`}>
          <Clock aria-hidden="true" className="text-faint" />
          {range.label}
        </Button>
      }
      items={timeRanges.map((each) => ({ label: each.label, onSelect: () => range.setId(each.id) }))}
    />
  )
}
