import { cn } from './class-names'

export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn('bg-hover animate-pulse-soft block h-3 w-24 rounded-sm', className)}
    />
  )
}
