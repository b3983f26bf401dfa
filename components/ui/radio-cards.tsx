'use client'

import { RadioGroup } from 'radix-ui'
import type { ReactNode, Ref } from 'react'
import { cn } from './class-names'
import { useFieldGroup } from './field'

export type RadioCard = {
  value: string
  title: ReactNode
  description?: ReactNode
  icon?: ReactNode
  badge?: ReactNode
  isDisabled?: boolean
  /** Why it cannot be chosen. */
  disabledReason?: string
}

const columnStyles = {
  1: 'grid-cols-1',
  2: 'grid-cols-1 sm:grid-cols-2',
  3: 'grid-cols-1 sm:grid-cols-2 lg:grid-cols-3',
  4: 'grid-cols-2 lg:grid-cols-4',
}

export function RadioCards(props: {
  value: string | undefined
  onValueChange: (value: string) => void
  cards: readonly RadioCard[]
  columns?: keyof typeof columnStyles
  name?: string
  'aria-label'?: string
  onBlur?: () => void
  className?: string
  ref?: Ref<HTMLDivElement>
}) {
  const group = useFieldGroup()
  return (
    <RadioGroup.Root
      ref={props.ref}
      value={props.value ?? ''}
      onValueChange={props.onValueChange}
      onBlur={props.onBlur}
      {...group}
      {...(props['aria-label'] ? { 'aria-label': props['aria-label'] } : {})}
      {...(props.name ? { name: props.name } : {})}
      className={cn('grid gap-2', columnStyles[props.columns ?? 2], props.className)}
    >
      {props.cards.map((card) => (
        <RadioGroup.Item
          key={card.value}
          value={card.value}
          disabled={card.isDisabled ?? Boolean(card.disabledReason)}
          className="group/card bg-card hover:border-line-strong data-[state=checked]:border-accent disabled:bg-sub relative flex min-w-0 items-start gap-3 rounded-lg border p-3.5 text-left transition-colors disabled:cursor-not-allowed data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)]"
        >
          {card.icon ? (
            <span className="text-muted mt-px shrink-0 [&_svg]:size-5" aria-hidden="true">
              {card.icon}
            </span>
          ) : null}
          <span className="min-w-0 flex-1">
            <span className="group-disabled/card:text-muted flex flex-wrap items-center gap-2 pr-6 text-sm font-medium">
              {card.title}
              {card.badge}
            </span>
            {card.description ? (
              <span className="text-muted mt-0.5 block text-sm">{card.description}</span>
            ) : null}
            {card.disabledReason ? (
              <span className="text-faint mt-0.5 block text-sm">{card.disabledReason}</span>
            ) : null}
          </span>
          <span
            aria-hidden="true"
            className="border-line-strong group-data-[state=checked]/card:border-accent group-data-[state=checked]/card:bg-accent absolute top-3.5 right-3.5 flex size-4 items-center justify-center rounded-full border"
          >
            <RadioGroup.Indicator className="bg-on-accent size-1.5 rounded-full" />
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
