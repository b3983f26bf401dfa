'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { useId, type ReactNode, type Ref } from 'react'
import { cn } from './class-names'
import { useFieldControl } from './field'

export type CheckboxProps = {
  checked: boolean | 'indeterminate'
  onCheckedChange: (checked: boolean) => void
  label?: ReactNode
  hint?: ReactNode
  isDisabled?: boolean
  id?: string
  name?: string
  onBlur?: () => void
  'aria-label'?: string
  className?: string
  ref?: Ref<HTMLButtonElement>
}

export function Checkbox(props: CheckboxProps) {
  const ownId = useId()
  const control = useFieldControl({ id: props.id ?? (props.label ? ownId : undefined) })
  const hintId = `${ownId}-hint`
  const box = (
    <Radix.Root
      ref={props.ref}
      checked={props.checked}
      onCheckedChange={(next) => props.onCheckedChange(next === true)}
      disabled={props.isDisabled ?? false}
      onBlur={props.onBlur}
      aria-label={props['aria-label']}
      {...control}
      {...(props.hint ? { 'aria-describedby': hintId } : {})}
      {...(props.name ? { name: props.name } : {})}
      className={cn(
        'bg-card border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent text-on-accent hover:border-accent aria-invalid:border-bad flex size-4 shrink-0 items-center justify-center rounded-sm border transition-colors disabled:cursor-not-allowed disabled:opacity-50',
        props.label ? 'mt-0.5' : props.className,
      )}
    >
      <Radix.Indicator>
        {props.checked === 'indeterminate' ? (
          <Minus className="size-3" strokeWidth={3} aria-hidden="true" />
        ) : (
          <Check className="size-3" strokeWidth={3} aria-hidden="true" />
        )}
      </Radix.Indicator>
    </Radix.Root>
  )
  if (!props.label) return box
  return (
    <div className={cn('flex gap-2', props.className)}>
      {box}
      <div className="min-w-0">
        <label htmlFor={control.id} className="text-base">
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
