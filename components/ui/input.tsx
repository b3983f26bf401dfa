'use client'

import type { ComponentProps, ReactNode } from 'react'
import { cn } from './class-names'
import { useFieldControl } from './field'

export const controlStyles =
  'w-full min-w-0 rounded-md border bg-card text-base text-fg transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sub disabled:text-faint aria-invalid:border-bad aria-invalid:focus-visible:outline-bad'

export type InputProps = Omit<ComponentProps<'input'>, 'prefix' | 'size'> & {
  size?: 'md' | 'sm'
  isMono?: boolean
  leading?: ReactNode
  trailing?: ReactNode
}

export function Input({ className, size = 'md', isMono, leading, trailing, ...rest }: InputProps) {
  const input = (
    <input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      {...useFieldControl(rest)}
      className={cn(
        controlStyles,
        size === 'md' ? 'h-8.5 px-2.5' : 'h-7.5 px-2.5 text-sm',
        isMono && 'font-mono text-sm',
        leading && 'pl-8',
        trailing && 'pr-10',
        !leading && !trailing && className,
      )}
    />
  )
  if (!leading && !trailing) return input
  return (
    <div className={cn('relative w-full min-w-0', className)}>
      {leading ? (
        <span className="text-faint pointer-events-none absolute inset-y-0 left-2.5 flex items-center [&_svg]:size-4">
          {leading}
        </span>
      ) : null}
      {input}
      {trailing ? (
        <span className="text-faint absolute inset-y-0 right-2 flex items-center text-sm [&_svg]:size-4">
          {trailing}
        </span>
      ) : null}
    </div>
  )
}
