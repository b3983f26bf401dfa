import type { ReactNode } from 'react'
import { cn } from './class-names'

const tones = {
  accent: 'bg-accent-soft text-accent',
  neutral: 'bg-hover text-muted',
  warning: 'bg-warn-soft text-warn',
  danger: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
}

export function Badge({
  tone = 'accent',
  className,
  children,
}: {
  tone?: keyof typeof tones
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={cn(
        'text-2xs inline-flex items-center gap-1 rounded-sm px-1.5 font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
