'use client'

import { Check, ChevronDown, Plus } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState, type ReactNode, type Ref } from 'react'
import { Button } from './button'
import { cn } from './class-names'
import { CommandList } from './command-list'
import { useFieldControl } from './field'
import { controlStyles } from './input'

export type ComboboxOption = { value: string; label: string; hint?: string | undefined }

export type ComboboxProps = {
  value: string | undefined
  onValueChange: (value: string) => void
  options: readonly ComboboxOption[]
  isLoading?: boolean
  placeholder?: string
  /** What the options are: "topics". */
  noun?: string
  size?: 'md' | 'sm'
  isDisabled?: boolean
  /** Offers what was typed as a new value: the label of that button. */
  createLabel?: (text: string) => string
  onCreate?: (text: string) => void
  id?: string
  'aria-label'?: string
  onBlur?: () => void
  icon?: ReactNode
  className?: string
  ref?: Ref<HTMLButtonElement>
}

/** A select that can be searched, for lists too long for Select. */
export function Combobox({ value, onValueChange, options, noun = 'options', ...rest }: ComboboxProps) {
  const [isOpen, setIsOpen] = useState(false)
  const control = useFieldControl(rest)
  const selected = options.find((option) => option.value === value)
  const label = selected?.label ?? value
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        ref={rest.ref}
        role="combobox"
        aria-expanded={isOpen}
        aria-label={rest['aria-label']}
        disabled={rest.isDisabled ?? false}
        onBlur={rest.onBlur}
        {...control}
        className={cn(
          controlStyles,
          'inline-flex items-center justify-between gap-2 text-left',
          rest.size === 'sm' ? 'h-7.5 px-2.5 text-sm' : 'h-8.5 px-2.5',
          rest.className,
        )}
      >
        <span className={cn('flex min-w-0 items-center gap-1.5', !label && 'text-faint')}>
          {rest.icon}
          <span className="truncate">{label || (rest.placeholder ?? `Select from ${noun}`)}</span>
        </span>
        <ChevronDown className="text-faint size-4 shrink-0" aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={`Choose from ${noun}`}
          className="animate-enter bg-float shadow-float z-60 w-(--radix-popover-trigger-width) min-w-64 overflow-hidden rounded-lg"
        >
          <CommandList
            label={`Search ${noun}`}
            isLoading={rest.isLoading ?? false}
            emptyText={`No matching ${noun}`}
            items={options.map((option) => ({
              id: option.value,
              label: option.label,
              hint: option.hint,
              icon: option.value === value ? <Check className="text-accent" aria-hidden="true" /> : <span />,
              onSelect: () => {
                setIsOpen(false)
                onValueChange(option.value)
              },
            }))}
            footer={(search) => {
              const text = search.trim()
              if (!rest.onCreate || !text || options.some((option) => option.value === text)) return null
              return (
                <div className="border-t p-1">
                  <Button
                    variant="ghost"
                    size="sm"
                    className="text-accent w-full justify-start"
                    onClick={() => {
                      setIsOpen(false)
                      rest.onCreate?.(text)
                    }}
                  >
                    <Plus aria-hidden="true" />
                    {rest.createLabel?.(text) ?? `Use “${text}”`}
                  </Button>
                </div>
              )
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
