import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'

/**
 * The content of a route, under the frame. `width`: reading keeps to 1,280 px; full is for tables, viewer, editor.
 * `isFilled` makes the page exactly as tall as the window, so that a table inside scrolls by itself.
 */
export function Page({
  width = 'reading',
  isFilled,
  className,
  children,
}: {
  width?: 'reading' | 'full'
  isFilled?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <div
      className={cn(
        'mx-auto flex w-full flex-col gap-4 px-4 pt-3 pb-6 md:px-7 md:pt-4',
        width === 'reading' && 'max-w-334',
        isFilled && 'md:h-full md:min-h-0',
        className,
      )}
    >
      {children}
    </div>
  )
}
