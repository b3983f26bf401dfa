'use client'

import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './class-names'
import { useFieldGroup } from './field'

export type Segment = { value: string; label: string; icon?: ReactNode }

/** A choice of two to five that changes at once: table or chart, a time range, raw or tree. */
export function Segmented(props: {
  value: string
  onValueChange: (value: string) => void
  segments: readonly Segment[]
  'aria-label'?: string
  /** Shows the icons only; the labels stay for screen readers. */
  isIconOnly?: boolean
  size?: 'md' | 'sm'
  className?: string
}) {
  const group = useFieldGroup()
  return (
    <ToggleGroup.Root
      type="single"
      value={props.value}
      onValueChange={(next) => next && props.onValueChange(next)}
      // With a name of its own it stands beside a field's control, and is not that control.
      {...(props['aria-label'] ? { 'aria-label': props['aria-label'] } : group)}
      className={cn('bg-card inline-flex w-fit shrink-0 overflow-hidden rounded-md border', props.className)}
    >
      {props.segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.label}
          title={props.isIconOnly ? segment.label : undefined}
          className={cn(
            'text-muted hover:bg-hover data-[state=on]:bg-accent-soft data-[state=on]:text-accent inline-flex items-center gap-1.5 border-l px-2.5 text-sm whitespace-nowrap transition-colors first:border-l-0 focus-visible:-outline-offset-2 data-[state=on]:font-medium [&_svg]:size-4',
            props.size === 'sm' ? 'h-6.5' : 'h-7.5',
          )}
        >
          {segment.icon}
          {props.isIconOnly ? null : segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
