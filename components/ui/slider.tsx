'use client'

import { Slider as Radix } from 'radix-ui'
import type { Ref } from 'react'
import { cn } from './class-names'
import { useFieldGroup } from './field'

export function Slider(props: {
  value: number
  onValueChange: (value: number) => void
  min: number
  max: number
  step?: number
  /** How the value is said aloud, for instance "2 tasks". */
  valueText?: string
  isDisabled?: boolean
  'aria-label'?: string
  className?: string
  ref?: Ref<HTMLSpanElement>
}) {
  const group = useFieldGroup()
  return (
    <Radix.Root
      ref={props.ref}
      value={[props.value]}
      onValueChange={([next]) => next !== undefined && props.onValueChange(next)}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      disabled={props.isDisabled ?? false}
      className={cn('relative flex h-5 w-full touch-none items-center select-none', props.className)}
    >
      <Radix.Track className="bg-line relative h-1 grow rounded-full">
        <Radix.Range className="bg-accent absolute h-full rounded-full" />
      </Radix.Track>
      <Radix.Thumb
        id={group.id}
        aria-label={props['aria-label']}
        aria-labelledby={props['aria-label'] ? undefined : group['aria-labelledby']}
        aria-describedby={group['aria-describedby']}
        aria-valuetext={props.valueText}
        className="bg-card border-accent block size-4 rounded-full border-2"
      />
    </Radix.Root>
  )
}
