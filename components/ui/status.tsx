import { cn } from './class-names'

export type StatusTone = 'running' | 'warning' | 'failed' | 'paused' | 'provisioning'

const dotColors: Record<StatusTone, string> = {
  running: 'bg-ok-dot',
  warning: 'bg-warn-dot',
  failed: 'bg-bad-dot',
  paused: 'bg-paused-dot',
  provisioning: 'bg-info-dot animate-pulse-soft',
}

export function StatusDot({ tone, className }: { tone: StatusTone; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn('inline-block size-1.75 shrink-0 rounded-full', dotColors[tone], className)}
    />
  )
}

/** Always a dot and a word. `isLive` announces changes of one important status to screen readers. */
export function Status({
  tone,
  children,
  isLive,
  className,
}: {
  tone: StatusTone
  children: string
  isLive?: boolean
  className?: string
}) {
  return (
    <span
      className={cn('text-muted inline-flex items-center gap-1.5 text-sm whitespace-nowrap', className)}
      {...(isLive ? { role: 'status' } : {})}
    >
      <StatusDot tone={tone} />
      {children}
    </span>
  )
}
