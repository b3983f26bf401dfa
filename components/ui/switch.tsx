'use client'

import { Switch as Radix } from 'radix-ui'
import { useId, type ReactNode, type Ref } from 'react'
import { cn } from './class-names'
import { useFieldControl } from './field'

export function Switch(props: {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  label?: ReactNode
  hint?: ReactNode
  isDisabled?: boolean
  'aria-label'?: string
  className?: string
  ref?: Ref<HTMLButtonElement>
}) {
  const ownId = useId()
  const control = useFieldControl({ id: props.label ? ownId : undefined })
  const hintId = `${ownId}-hint`
  const button = (
    <Radix.Root
      ref={props.ref}
      checked={props.checked}
      onCheckedChange={props.onCheckedChange}
      disabled={props.isDisabled ?? false}
      aria-label={props['aria-label']}
      id={control.id}
      aria-describedby={props.hint ? hintId : control['aria-describedby']}
      className={cn(
        'bg-line-strong data-[state=checked]:bg-accent relative h-4.5 w-8 shrink-0 rounded-full transition-colors disabled:cursor-not-allowed disabled:opacity-50',
        !props.label && props.className,
      )}
    >
      <Radix.Thumb className="bg-canvas block size-3.5 translate-x-0.5 rounded-full transition-transform data-[state=checked]:translate-x-4" />
    </Radix.Root>
  )
  if (!props.label) return button
  return (
    <div className={cn('flex items-start gap-2.5', props.className)}>
      <span className="flex h-5 items-center">{button}</span>
      <div className="min-w-0">
        <label htmlFor={ownId} className="text-base">
          {props.label}
        </label>
        {props.hint ? (
          <p id={hintId} className="text-faint text-sm">
            {props.hint}
          </p>
        ) : null}
      </div>
    </div>
  )
}
