'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode, Ref } from 'react'
import { cn } from './class-names'
import { useFieldControl } from './field'
import { controlStyles } from './input'
import { useNonce } from './nonce'

export type SelectOption = {
  value: string
  label: string
  hint?: ReactNode
  isDisabled?: boolean
}

export type SelectProps = {
  value: string | undefined
  onValueChange: (value: string) => void
  options: readonly SelectOption[]
  placeholder?: string
  size?: 'md' | 'sm'
  /** Small text before the value, as in "From Latest". */
  prefix?: string
  isDisabled?: boolean
  id?: string
  name?: string
  onBlur?: () => void
  'aria-label'?: string
  className?: string
  ref?: Ref<HTMLButtonElement>
}

export function Select({ value, onValueChange, options, placeholder, size = 'md', ...rest }: SelectProps) {
  const control = useFieldControl(rest)
  const nonce = useNonce()
  const selected = options.find((option) => option.value === value)
  return (
    // Radix gives '' a meaning of its own (no choice), so an unknown value falls back to the placeholder.
    <Radix.Root
      value={selected ? selected.value : ''}
      onValueChange={(next) => next && onValueChange(next)}
      disabled={rest.isDisabled ?? false}
      {...(rest.name ? { name: rest.name } : {})}
    >
      <Radix.Trigger
        ref={rest.ref}
        onBlur={rest.onBlur}
        aria-label={rest['aria-label']}
        {...control}
        className={cn(
          controlStyles,
          'data-placeholder:text-faint inline-flex items-center justify-between gap-2 text-left',
          size === 'md' ? 'h-8.5 px-2.5' : 'h-7.5 w-auto px-2.5 text-sm',
          rest.className,
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          {rest.prefix ? <span className="text-muted">{rest.prefix}</span> : null}
          <span className={cn('truncate', rest.prefix && 'font-medium')}>
            <Radix.Value placeholder={placeholder ?? 'Select'}>{selected?.label}</Radix.Value>
          </span>
        </span>
        <ChevronDown className="text-faint size-4 shrink-0" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="animate-enter bg-float shadow-float z-60 max-h-80 max-w-100 min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg"
        >
          <Radix.Viewport className="p-1" nonce={nonce}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled ?? false}
                className="data-highlighted:bg-hover data-disabled:text-faint flex cursor-default items-start gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none"
              >
                <span className="mt-px size-4 shrink-0">
                  <Radix.ItemIndicator>
                    <Check className="text-accent size-4" aria-hidden="true" />
                  </Radix.ItemIndicator>
                </span>
                <span className="min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint ? <span className="text-faint block text-xs">{option.hint}</span> : null}
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
