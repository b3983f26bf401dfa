'use client'

import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { cn } from './class-names'
import { Spinner } from './spinner'
import { Tooltip } from './tooltip'

export const buttonStyles = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border text-sm font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
        secondary: 'bg-card text-fg hover:bg-hover',
        ghost: 'border-transparent text-muted hover:bg-hover hover:text-fg',
        danger: 'border-bad bg-bad text-on-bad hover:border-bad-hover hover:bg-bad-hover',
        'danger-quiet': 'bg-card text-bad hover:bg-bad-soft',
        link: 'border-transparent px-0 text-accent hover:underline',
        active: 'border-accent bg-card text-accent hover:bg-accent-soft',
      },
      size: {
        md: 'h-8 px-3',
        sm: 'h-7 px-2.5',
        xs: 'h-6 rounded-sm px-1.5 text-xs [&_svg]:size-3.5',
        icon: 'size-8',
        'icon-sm': 'size-7',
        'icon-xs': 'size-6 rounded-sm [&_svg]:size-3.5',
      },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    asChild?: boolean
    isLoading?: boolean
    /** Why the action is not open to this person; shown on hover and focus, and the button stays reachable. */
    disabledReason?: ReactNode
  }

export function Button({
  variant,
  size,
  asChild,
  isLoading,
  disabledReason,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = cn(buttonStyles({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  const isInert = Boolean(isLoading || disabledReason)
  const stopWhenInert = (event: MouseEvent<HTMLButtonElement>) => {
    if (isInert) event.preventDefault()
    else onClick?.(event)
  }
  const button = (
    <button
      // A button that explains itself must not submit the form it stands in.
      type={isInert ? 'button' : type}
      aria-disabled={isInert || undefined}
      aria-busy={isLoading || undefined}
      className={classes}
      onClick={stopWhenInert}
      {...rest}
    >
      {isLoading ? <Spinner /> : null}
      {children}
    </button>
  )
  return disabledReason ? <Tooltip content={disabledReason}>{button}</Tooltip> : button
}

export type IconButtonProps = Omit<ButtonProps, 'size'> & {
  label: string
  size?: 'icon' | 'icon-sm' | 'icon-xs'
  shortcut?: string
}

export function IconButton(props: IconButtonProps) {
  const { label, shortcut, size = 'icon', variant = 'ghost', children, ...rest } = props
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button size={size} variant={variant} aria-label={label} {...rest}>
        {rest.isLoading ? null : children}
      </Button>
    </Tooltip>
  )
}
